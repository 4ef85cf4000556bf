import { timingSafeEqual } from 'node:crypto'
import { JournalError } from '../../messages/journal.ts'
import { createContentHash } from '../installation-key.ts'
import type { DatabaseConnection } from './connections.ts'
import type { PostgresSettings } from './postgres-settings.ts'

/** Older servers are no longer maintained. */
const leastServer = 140_000

/**
 * Checks that commits on this server last.
 *
 * @returns the settings with which they may be lost
 * @throws JournalError if the server cannot be used at all
 */
export async function checkServer({ query }: DatabaseConnection): Promise<readonly string[]> {
  const [row] = await query(
    `SELECT current_setting('server_version_num')::integer AS version, current_setting('server_encoding') AS encoding,
       pg_is_in_recovery() AS standby, current_setting('fsync') AS fsync,
       current_setting('full_page_writes') AS pages, current_setting('synchronous_commit') AS commits`,
  )
  if (Number(row?.['version']) < leastServer)
    throw new JournalError('The PostgreSQL server is too old: version 14 or newer is needed')
  if (row?.['encoding'] !== 'UTF8') throw new JournalError('The encoding of the database must be UTF8')
  if (row?.['standby'] === true)
    throw new JournalError('DATABASE_URL leads to a standby: the journal needs the primary server', {
      kind: 'unavailable',
    })
  const unsafe = [
    ['fsync', row?.['fsync']],
    ['full_page_writes', row?.['pages']],
    ['synchronous_commit', row?.['commits']],
  ].filter(([, value]) => value === 'off')
  return unsafe.map(([name]) => `${name}=off`)
}

/** A text that no message has. */
const keyCheckText = 'the key of this installation'

/**
 * Checks that this gateway belongs to the journal: its mode, its key, and that nothing is known to be lost. The first gateway
 * of a journal decides mode and key.
 *
 * @throws JournalError if it does not
 */
export async function checkInstallation(
  { query }: DatabaseConnection,
  key: Uint8Array,
  purpose: PostgresSettings['purpose'],
): Promise<void> {
  const check = createContentHash(key)(keyCheckText)
  const [row] = await query(
    `UPDATE installation SET purpose = coalesce(purpose, $1), key_check = coalesce(key_check, $2)
     RETURNING purpose, key_check, (SELECT min(noticed_at)::text FROM lost_commits) AS lost`,
    [purpose ?? null, check],
  )
  if (purpose !== undefined && row?.['purpose'] !== purpose)
    throw new JournalError(
      `The journal does not belong to ${purpose} mode: set DATABASE_URL to another database, so that no message of one mode is taken for one of the other`,
    )
  const stored = Buffer.from(row?.['key_check'] as Uint8Array)
  if (stored.length !== check.length || !timingSafeEqual(stored, check))
    throw new JournalError(
      'INSTALLATION_KEY_FILE holds another key than that of the journal: with it, used Idempotency-Keys would be refused and the duplicate fence would find nothing. Give every gateway the same file',
    )
  if (row?.['lost'] !== null)
    throw new JournalError(
      `The database has lost commits that it had acknowledged, which a gateway noticed at ${row?.['lost']}: messages may have been sent that it does not know. See docs/postgresql.md, "Lost commits", for what to check before a gateway may start again`,
    )
}
