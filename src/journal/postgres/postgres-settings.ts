import type { SqliteSettings } from '../sqlite-settings.ts'
import type { LeaseSettings } from './lease.ts'

export type PostgresSettings = Omit<SqliteSettings, 'file'> & {
  /** A process that starts under the name of another one takes its place, and ends its run at once. */
  readonly replicaName: string
  readonly lease: LeaseSettings
  /** Told of settings of the server with which commits may be lost, in sandbox mode; a live gateway does not start. */
  readonly onUnsafe?: (settings: readonly string[]) => void
}
