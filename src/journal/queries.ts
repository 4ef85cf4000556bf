import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { ClaimedKey, Fence, JournaledMessage, KeyClaim, NewMessage, UnknownCount } from '../messages/journal.ts'
import type { ListQuery } from '../messages/message-list.ts'
import type { CreatedOffsets } from './created-offsets.ts'
import type { Deliveries } from './deliveries.ts'
import { listStatement, type NumberBounds, windowStatement } from './list-statement.ts'
import { naturalNumber, possibleNumbers } from './message-number.ts'
import { type AttemptRow, type MessageRow, messageFromRows, type ResolutionRow } from './rows.ts'
import type { Statements } from './statements.ts'

/** The queries of the tables, for use inside and outside of a write. */
export type Queries = ReturnType<typeof createQueries>

export function createQueries(
  database: DatabaseSync,
  sql: Statements,
  offsets: CreatedOffsets,
  reportsOfMessage: Deliveries['reportsOfMessage'],
  isRunning: (messageId: string) => boolean,
) {
  const listStatements = new Map<string, StatementSync>()

  function findNumber(messageId: string): number | undefined {
    const row = sql.findNumber.get(...possibleNumbers(messageId), messageId)
    return row && Number(row['number'])
  }

  function readParts(row: MessageRow): JournaledMessage {
    const attempts = sql.attemptsOf.all(row.number) as unknown as AttemptRow[]
    const resolutions = sql.resolutionsOf.all(row.number) as unknown as ResolutionRow[]
    const reports = reportsOfMessage(row.number)
    return messageFromRows({ row, finished: !isRunning(row.id), attempts, resolutions, reports })
  }

  function readMessage(number: number): JournaledMessage | undefined {
    const row = sql.findMessage.get(number) as MessageRow | undefined
    return row && readParts(row)
  }

  function findMessage(caller: string | undefined, messageId: string): JournaledMessage | undefined {
    const number = findNumber(messageId)
    const message = number === undefined ? undefined : readMessage(number)
    return message && (caller === undefined || message.caller === caller) ? message : undefined
  }

  function findKey({ caller, route, key }: Pick<KeyClaim, 'caller' | 'route' | 'key'>): ClaimedKey | undefined {
    const found = sql.findKey.get(caller, route, key) as { fingerprint: Uint8Array; message: number } | undefined
    const message = found && readMessage(found.message)
    return message && { fingerprint: found.fingerprint, message }
  }

  /**
   * The recipients with an open message of the same content, and the newest such message. Acknowledging it also
   * acknowledges earlier ones: otherwise two open messages would block for good. Open ones are few, so this is fast.
   */
  function findFenced(
    { to, contentHash }: Pick<NewMessage, 'to' | 'contentHash'>,
    { fencedSince, acknowledged }: Fence,
  ): ReadonlyMap<string, string> {
    const fenced = new Map<string, string>()
    if (fencedSince === undefined) return fenced
    for (const recipient of to) {
      // The newest one is searched among all open ones, and many of them may be too old to fence.
      if (sql.isOpen.get(recipient, contentHash, fencedSince) === undefined) continue
      const newest = sql.findOpen.get(recipient, contentHash, fencedSince) as { id: string } | undefined
      if (newest && newest.id !== acknowledged) fenced.set(recipient, newest.id)
    }
    return fenced
  }

  /** The first message of a list, down to a number if one is given. */
  function findFirst(query: Omit<ListQuery, 'limit'>, from: number | undefined): JournaledMessage | undefined {
    const { text, values } = listStatement({ ...query, limit: 1 }, offsets.rangeOf, boundsOf(query, from))
    const row = prepareList(text).get(...(values as SQLInputValue[])) as MessageRow | undefined
    return row && readParts(row)
  }

  /**
   * The number that a list reaches after examining a number of index entries; undefined if it reaches its end. A filter may
   * skip the whole journal, and sends must not wait for that.
   */
  function findWindow(query: Omit<ListQuery, 'limit'>, size: number): number | undefined {
    const statement = windowStatement(query, offsets.rangeOf, boundsOf(query), size)
    const row = statement && prepareList(statement.text).get(...(statement.values as SQLInputValue[]))
    return row && Number(row['number'])
  }

  const boundsOf = ({ before }: Omit<ListQuery, 'limit'>, from?: number): NumberBounds => ({
    before: placeOf(before),
    from,
  })

  /** The position of a removed message is still known from its id. */
  const placeOf = (id: string | undefined): number | undefined =>
    id === undefined ? undefined : (findNumber(id) ?? naturalNumber(id))

  function prepareList(text: string): StatementSync {
    const statement = listStatements.get(text) ?? database.prepare(text)
    listStatements.set(text, statement)
    return statement
  }

  const usedSegments = (caller: string, dayAt: number): number =>
    Number(sql.usedSegments.get(caller, dayAt)?.['count'] ?? 0)

  function countUnknown(): UnknownCount {
    const { count } = sql.countUnknown.get() as { count: number }
    const { since } = sql.oldestUnknown.get() as { since: number | null }
    return { count, ...(since !== null && { since }) }
  }

  const countUnknownUntil = (seenAt: number): number => (sql.countUnknownUntil.get(seenAt) as { count: number }).count

  return {
    findNumber,
    readMessage,
    findMessage,
    findKey,
    findFenced,
    findFirst,
    findWindow,
    usedSegments,
    countUnknown,
    countUnknownUntil,
  }
}
