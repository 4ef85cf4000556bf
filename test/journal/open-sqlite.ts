import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import type { JournalError } from '../../src/messages/journal.ts'
import type { OpenedJournal, OpenJournal } from './contract.ts'
import { createTestClocks, dayMs } from './entries.ts'

/** A directory that is removed after the test. */
export function createDirectory(t: Pick<Test, 'teardown'>): string {
  const directory = mkdtempSync(join(tmpdir(), 'journal-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** Copies a journal's files as a crash would leave them: the last transactions are in the second one. */
export function copyJournal(from: string, to: string): void {
  for (const suffix of ['', '-wal']) if (existsSync(from + suffix)) copyFileSync(from + suffix, to + suffix)
}

export const failOnFailure = (error: JournalError): void => {
  throw error
}

/** A journal that keeps messages for 31 days; the test closes it. */
export const openFile = (file: string, clocks = createTestClocks()) =>
  openSqliteJournal({ file, retentionMs: 31 * dayMs, clocks, onFailure: failOnFailure })

/** The journal in SQLite, in a file that is removed after the test. */
export const openSqlite: OpenJournal = async (t, settings) => {
  const directory = createDirectory(t)
  const clocks = createTestClocks()
  let count = 0
  function open(file: string): OpenedJournal {
    let recovery = { unknown: 0, notAttempted: 0 }
    const onRecovered = (settled: typeof recovery) => {
      recovery = settled
    }
    const { journal } = openSqliteJournal({ ...settings, file, clocks, onFailure: failOnFailure, onRecovered })
    t.teardown(() => journal.close())
    return {
      journal,
      recovery,
      clocks,
      async crash() {
        const copy = join(directory, `crash-${count++}.db`)
        copyJournal(file, copy)
        return open(copy)
      },
    }
  }
  return open(join(directory, 'gateway.db'))
}
