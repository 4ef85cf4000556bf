import type {
  ClaimedKey,
  Fence,
  FencedRecipients,
  JournaledMessage,
  KeyClaim,
  NewMessage,
  UnknownCount,
} from '../../messages/journal.ts'
import { type ReportRow, reportFromRow } from '../deliveries.ts'
import { type MessageParts, messageFromRows } from '../rows.ts'
import type { Database, Row } from './connections.ts'

/** The parts of a message as `journal_message_1` returns them. A list without entries is null. */
type StoredParts = {
  readonly row: MessageParts['row']
  readonly finished: boolean
  readonly attempts: MessageParts['attempts'] | null
  readonly resolutions: MessageParts['resolutions'] | null
  readonly reports: readonly ReportRow[] | null
}

export function messageFromParts(value: unknown): JournaledMessage {
  const { attempts, resolutions, reports, ...parts } = value as StoredParts
  const groups = Map.groupBy(reports ?? [], ({ position }) => position)
  return messageFromRows({
    ...parts,
    attempts: attempts ?? [],
    resolutions: resolutions ?? [],
    reports: new Map([...groups].map(([position, rows]) => [position, rows.map(reportFromRow)])),
  })
}

/** By recipient, in the order of the message. */
export function fencedFrom(
  to: readonly string[],
  fenced: Readonly<Record<string, string>> | null | undefined,
): FencedRecipients {
  return new Map(to.flatMap((number) => (fenced?.[number] === undefined ? [] : [[number, fenced[number]] as const])))
}

export type PostgresQueries = ReturnType<typeof createPostgresQueries>

/** The queries about messages and what is counted, over any connection. */
export function createPostgresQueries({ query }: Pick<Database, 'query'>) {
  const first = async (text: string, values: readonly unknown[]): Promise<Row | undefined> =>
    (await query(text, values))[0]

  return {
    async findMessage(caller: string | undefined, messageId: string): Promise<JournaledMessage | undefined> {
      const parts = (await first('SELECT journal_message_1($1) AS parts', [messageId]))?.['parts']
      const message = parts === null || parts === undefined ? undefined : messageFromParts(parts)
      return message && (caller === undefined || message.caller === caller) ? message : undefined
    },
    async findKey({ caller, route, key }: Pick<KeyClaim, 'caller' | 'route' | 'key'>): Promise<ClaimedKey | undefined> {
      const row = await first(
        `SELECT fingerprint, journal_message_1(message) AS parts FROM idempotency_keys
         WHERE caller = $1 AND route = $2 AND key = $3`,
        [caller, route, key],
      )
      // Its message may have been purged in between.
      if (row === undefined || row['parts'] === null) return undefined
      return { fingerprint: row['fingerprint'] as Uint8Array, message: messageFromParts(row['parts']) }
    },
    async findFenced(
      { to, contentHash }: Pick<NewMessage, 'to' | 'contentHash'>,
      { fencedSince, acknowledged }: Fence,
    ): Promise<FencedRecipients> {
      if (fencedSince === undefined) return new Map()
      const row = await first(
        `SELECT json_object_agg(recipient, open) AS fenced FROM (
           SELECT recipient, journal_open_1(recipient, $2, $3) AS open FROM unnest($1::text[]) AS recipient
         ) AS o WHERE open IS NOT NULL AND open::text IS DISTINCT FROM $4`,
        [to, contentHash, fencedSince, acknowledged ?? null],
      )
      return fencedFrom(to, row?.['fenced'] as Record<string, string> | null)
    },
    /** The position of each recipient of a message; empty if there is no such message. */
    async findPositions(messageId: string): Promise<ReadonlyMap<string, number>> {
      const rows = await query('SELECT recipient, position FROM attempts WHERE message = $1', [messageId])
      return new Map(rows.map(({ recipient, position }) => [String(recipient), Number(position)]))
    },
    isRunning: async (messageId: string): Promise<boolean> =>
      (await first('SELECT 1 FROM running WHERE message = $1', [messageId])) !== undefined,
    async countUnknown(): Promise<UnknownCount> {
      const row = await first(
        `SELECT (SELECT count(*) FROM attempts WHERE state = 'unknown') AS count,
           (SELECT min(unknown_since) FROM attempts WHERE state = 'unknown') AS since`,
        [],
      )
      const since = row?.['since']
      return { count: Number(row?.['count']), ...(typeof since === 'number' && { since }) }
    },
    countUnknownUntil: async (seenAt: number): Promise<number> => {
      const sql = "SELECT count(*) AS count FROM attempts WHERE state = 'unknown' AND unknown_since <= $1"
      return Number((await first(sql, [seenAt]))?.['count'])
    },
    usedSegments: async (caller: string, dayAt: number): Promise<number> =>
      Number(
        (await first('SELECT count FROM used_segments WHERE caller = $1 AND day = $2', [caller, dayAt]))?.['count'] ??
          0,
      ),
  }
}
