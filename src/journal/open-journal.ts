import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Journal } from '../messages/journal.ts'
import type { SharedUsage } from '../messages/shared-quota.ts'
import { readInstallationKey, readKeyFile } from './installation-key.ts'
import type { Database } from './postgres/connections.ts'
import type { LeaseSettings } from './postgres/lease.ts'
import type { Replicas } from './replicas.ts'
import { openSqliteJournal } from './sqlite.ts'
import type { SqliteSettings } from './sqlite-settings.ts'

export type JournalSettings = Omit<SqliteSettings, 'file'> & {
  /** In the form of `DATABASE_URL`: `sqlite:` and a path, or a URL of PostgreSQL, which may contain a password. */
  readonly url: string
  /** With PostgreSQL: the file of the installation's key, and the name that this process keeps over a restart. */
  readonly replica?: { readonly keyFile: string; readonly name?: string }
  /** Called if the installation key was missing beside a journal with messages, and was created again. */
  readonly onKeyRecreated: (file: string) => void
  /** Called in sandbox mode with settings of the server with which commits may be lost. */
  readonly onUnsafe: (settings: readonly string[]) => void
  readonly replication?: ReplicationOverrides
}

/** What tests replace in a journal on PostgreSQL. */
export type ReplicationOverrides = {
  /** Another lease than the ordinary one, for which a test would have to wait too often. */
  readonly lease?: LeaseSettings
  /** Wraps the connections to the database. */
  readonly database?: (database: Database) => Database
}

export type OpenedJournal = {
  readonly journal: Journal
  /** The secret with which this installation recognises texts and bodies that it does not store. */
  readonly installationKey: Uint8Array
  /** What several gateways on one journal share; absent if the journal has only one. */
  readonly shared?: { readonly usage: SharedUsage; readonly replicas: Replicas }
}

/**
 * Opens the journal that a URL names.
 *
 * @throws JournalError if it cannot be used
 */
export async function openJournal(settings: JournalSettings): Promise<OpenedJournal> {
  const { url, replica, onKeyRecreated, onUnsafe, replication, ...common } = settings
  if (replica !== undefined)
    return openReplicated(url, replica, { ...common, onUnsafe, ...(replication && { replication }) })
  const { journal, file, isEmpty } = openSqliteJournal({ ...common, file: url.replace(/^sqlite:/, '') })
  const installationKey = readInstallationKey(file, (keyFile) => {
    if (!isEmpty) onKeyRecreated(keyFile)
  })
  return { journal, installationKey }
}

/** The driver is loaded only here: a gateway on SQLite starts without it. */
async function openReplicated(
  url: string,
  { keyFile, name }: NonNullable<JournalSettings['replica']>,
  { replication = {}, ...settings }: Omit<JournalSettings, 'url' | 'replica' | 'onKeyRecreated'>,
): Promise<OpenedJournal> {
  const installationKey = readKeyFile(keyFile)
  const [{ openConnections }, { openPostgresJournal }, { ordinaryLease }] = await Promise.all([
    import('./postgres/connections.ts'),
    import('./postgres/open-postgres.ts'),
    import('./postgres/lease.ts'),
  ])
  // Two processes under one name would end each other for ever, so a name that nobody has set is new each time.
  const replicaName = name ?? `${hostname()}-${randomUUID()}`
  const database = openConnections(url, `bulksms-gateway ${replicaName}`)
  const { lease = ordinaryLease, database: wrap = (plain) => plain } = replication
  const opened = { ...settings, replicaName, lease }
  const { journal, ...shared } = await openPostgresJournal(wrap(database), opened, installationKey)
  return { journal, installationKey, shared }
}
