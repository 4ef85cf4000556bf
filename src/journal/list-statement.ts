import type { DeliveryStatus } from '../messages/delivery.ts'
import { isIndexedDelivery, type ListQuery } from '../messages/message-list.ts'
import type { CreatedOffsets } from './created-offsets.ts'

/**
 * The condition of each outcome: SQLite uses a partial index only if the statement contains the index's own condition.
 */
const conditionOf = {
  accepted: "state = 'accepted'",
  rejected: "state = 'rejected' AND state <> 'accepted'",
  unknown: "state = 'unknown' AND state <> 'accepted'",
  'not-attempted': "state = 'not-attempted' AND state <> 'accepted'",
} as const satisfies Record<NonNullable<ListQuery['outcome']>, string>

type Value = string | number
type Condition = readonly [condition: string, ...values: Value[]]
type Statement = { readonly text: string; readonly values: readonly Value[] }

/** The numbers of a list's messages: from the first (inclusive) to the second (exclusive). */
export type NumberBounds = { readonly from?: number | undefined; readonly before?: number | undefined }

/** How a list is read: newest first, along the index of the most selective filter. SQLite's planner may choose another. */
type Way = {
  readonly table: 'messages' | 'attempts'
  /** Absent: the table of messages, ordered by number. */
  readonly index?: string
  /** The index's column with the message's number. */
  readonly number: string
  /** The conditions on the index's first columns. */
  readonly along: readonly Condition[]
  /** The conditions to check for each entry. */
  readonly besides: readonly Condition[]
}

/**
 * The statement of a list.
 *
 * @param rangeOf maps a range of wall clock time to a range of numbers
 */
export function listStatement(query: ListQuery, rangeOf: CreatedOffsets['rangeOf'], bounds: NumberBounds): Statement {
  const way = wayOf(query)
  const { number, along, besides } = way
  const isByAttempt = way.table === 'attempts'
  const source = isByAttempt ? `${sourceOf(way)} CROSS JOIN messages ON messages.number = message` : sourceOf(way)
  // A message contains a phone number once, but an outcome perhaps several times.
  const once = isByAttempt && query.to === undefined ? ' GROUP BY message' : ''
  const conditions = [...along, ...range(query, rangeOf, bounds, number), ...besides, ...created(query)]
  return {
    text: `SELECT messages.* FROM ${source}${where(conditions)}${once} ORDER BY ${number} DESC LIMIT ?`,
    values: [...valuesOf(conditions), query.limit],
  }
}

/**
 * The statement that finds the number which a list reaches after examining a number of index entries. Absent if each entry
 * is a message of the list: the list then examines only what it returns.
 */
export function windowStatement(
  query: Omit<ListQuery, 'limit'>,
  rangeOf: CreatedOffsets['rangeOf'],
  bounds: NumberBounds,
  size: number,
): Statement | undefined {
  const way = wayOf(query)
  const { number, along, besides } = way
  if (besides.length === 0 && created(query).length === 0) return undefined
  const conditions = [...along, ...range(query, rangeOf, bounds, number)]
  return {
    text: `SELECT ${number} AS number FROM ${sourceOf(way)}${where(conditions)} ORDER BY ${number} DESC LIMIT 1 OFFSET ?`,
    values: [...valuesOf(conditions), size - 1],
  }
}

const sourceOf = ({ table, index }: Way): string => (index === undefined ? table : `${table} INDEXED BY ${index}`)

function wayOf({ caller, outcome, delivery, to, reference, from }: Omit<ListQuery, 'limit'>): Way {
  const state: readonly Condition[] = outcome === undefined ? [] : [[conditionOf[outcome]]]
  const delivered: readonly Condition[] = delivery === undefined ? [] : [conditionOfDelivery(delivery)]
  const ofCaller: readonly Condition[] = caller === undefined ? [] : [['messages.caller = ?', caller]]
  const ofReference: readonly Condition[] = reference === undefined ? [] : [['reference = ?', reference]]
  const ofSender: readonly Condition[] = from === undefined ? [] : [['sender = ?', from]]
  const byAttempt = { table: 'attempts', number: 'message' } as const
  if (to !== undefined) {
    const besides = [...state, ...delivered, ...ofCaller, ...ofReference, ...ofSender]
    return { ...byAttempt, index: 'attempts_by_recipient', along: [['recipient = ?', to]], besides }
  }
  const attemptsOfCaller: readonly Condition[] = caller === undefined ? [] : [['attempts.caller = ?', caller]]
  // A reference is more selective, but is only indexed per caller.
  const isNarrower = caller !== undefined && reference !== undefined
  if (isIndexedDelivery(delivery) && !isNarrower) {
    const index = caller === undefined ? 'attempts_undelivered' : 'attempts_undelivered_of_caller'
    const besides = [...state, ...ofReference, ...ofSender]
    return { ...byAttempt, index, along: [...attemptsOfCaller, ...delivered], besides }
  }
  // Most messages are accepted: those are found by scanning the messages. The other outcomes have an index, also per caller.
  if (outcome !== undefined && outcome !== 'accepted' && !isNarrower) {
    const index = caller === undefined ? 'attempts_not_accepted' : 'attempts_of_caller'
    const besides = [...delivered, ...ofReference, ...ofSender]
    return { ...byAttempt, index, along: [...attemptsOfCaller, ...state], besides }
  }
  const hasRecipient = existsRecipient([...state, ...delivered])
  const byMessage = { table: 'messages', number: 'number' } as const
  if (isNarrower) {
    const besides = [...ofSender, ...hasRecipient]
    return { ...byMessage, index: 'messages_by_reference', along: [...ofCaller, ...ofReference], besides }
  }
  if (caller !== undefined) {
    const index = from === undefined ? 'messages_by_caller' : 'messages_by_sender'
    return { ...byMessage, index, along: [...ofCaller, ...ofSender], besides: hasRecipient }
  }
  return { ...byMessage, along: [], besides: [...ofReference, ...ofSender, ...hasRecipient] }
}

/** That one recipient of a message meets all of the conditions. */
function existsRecipient(conditions: readonly Condition[]): readonly Condition[] {
  if (conditions.length === 0) return []
  const text = conditions.map(([condition]) => ` AND ${condition}`).join('')
  return [[`EXISTS (SELECT 1 FROM attempts WHERE message = messages.number${text})`, ...valuesOf(conditions)]]
}

/** Restricts the list to a part of the index. */
function range(
  { createdAfter, createdBefore }: Pick<ListQuery, 'createdAfter' | 'createdBefore'>,
  rangeOf: CreatedOffsets['rangeOf'],
  { from, before }: NumberBounds,
  number: string,
): readonly Condition[] {
  const conditions: Condition[] = []
  if (before !== undefined) conditions.push([`${number} < ?`, before])
  if (from !== undefined) conditions.push([`${number} >= ?`, from])
  if (createdAfter !== undefined || createdBefore !== undefined) {
    conditions.push([`${number} >= ? AND ${number} < ?`, ...rangeOf(createdAfter, createdBefore)])
  }
  return conditions
}

/** As the indexes state it. */
const undelivered = "delivery IN ('undelivered', 'partially-delivered')"

/** Only accepted attempts have reports. Without any, the column is empty. */
function conditionOfDelivery(delivery: DeliveryStatus): Condition {
  if (isIndexedDelivery(delivery)) return [`delivery = ? AND ${undelivered}`, delivery]
  if (delivery !== 'awaited' && delivery !== 'not-requested') return ['delivery = ?', delivery]
  const wantsReport = delivery === 'awaited' ? 1 : 0
  return ["state = 'accepted' AND ifnull(delivery, ?) = ? AND wants_report = ?", delivery, delivery, wantsReport]
}

/** Compares the time in its stored form. */
const created = ({
  createdAfter,
  createdBefore,
}: Pick<ListQuery, 'createdAfter' | 'createdBefore'>): readonly Condition[] => [
  ...(createdAfter === undefined ? [] : [['created_at > ?', createdAfter] as const]),
  ...(createdBefore === undefined ? [] : [['created_at < ?', createdBefore] as const]),
]

const where = (conditions: readonly Condition[]): string =>
  conditions.length === 0 ? '' : ` WHERE ${conditions.map(([text]) => text).join(' AND ')}`
const valuesOf = (conditions: readonly Condition[]): readonly Value[] => conditions.flatMap(([, ...values]) => values)
