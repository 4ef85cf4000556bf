import type { Journal } from '../messages/journal.ts'
import { readInstallationKey } from './installation-key.ts'
import { openSqliteJournal } from './sqlite.ts'
import type { SqliteSettings } from './sqlite-settings.ts'

export type JournalSettings = Omit<SqliteSettings, 'file'> & {
  /** In the form of `DATABASE_URL`: `sqlite:` and a path. */
  readonly url: string
  /** Called if the installation key was missing beside a journal with messages, and was created again. */
  readonly onKeyRecreated: (file: string) => void
}

export type OpenedJournal = {
  readonly journal: Journal
  /** The secret with which this installation recognises texts and bodies that it does not store. */
  readonly installationKey: Uint8Array
}

/**
 * Opens the journal that a URL names.
 *
 * @throws JournalError if it cannot be used
 */
export async function openJournal({ url, onKeyRecreated, ...settings }: JournalSettings): Promise<OpenedJournal> {
  const { journal, file, isEmpty } = openSqliteJournal({ ...settings, file: url.replace(/^sqlite:/, '') })
  const installationKey = readInstallationKey(file, (keyFile) => {
    if (!isEmpty) onKeyRecreated(keyFile)
  })
  return { journal, installationKey }
}
