import type { ListQuery } from '../messages/journal.ts'
import type { CreatedOffsets } from './created-offsets.ts'

/**
 * The condition of each outcome: SQLite uses a partial index only where the statement itself names what the index holds.
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

/** The numbers of the messages that a list is about: from the first to just before the second. */
export type NumberBounds = { readonly from?: number | undefined; readonly before?: number | undefined }

/** How a list is read: newest first, along the index of the rarest thing that is asked for. Left alone, SQLite may take another. */
type Way = {
  readonly table: 'messages' | 'attempts'
  /** Absent: the messages themselves, which are in the order of their numbers. */
  readonly index?: string
  /** The message's number in it. */
  readonly number: string
  /** What the index is entered by. */
  readonly along: readonly Condition[]
  /** What has to be looked at for each of its entries. */
  readonly besides: readonly Condition[]
}

/**
 * The statement of a list.
 *
 * @param rangeOf under which numbers a range of the wall clock's time can be found
 */
export function listStatement(query: ListQuery, rangeOf: CreatedOffsets['rangeOf'], bounds: NumberBounds): Statement {
  const way = wayOf(query)
  const { number, along, besides } = way
  const isByAttempt = way.table === 'attempts'
  const source = isByAttempt ? `${sourceOf(way)} CROSS JOIN messages ON messages.number = message` : sourceOf(way)
  // A number stands in a message once; an outcome may stand there often.
  const once = isByAttempt && query.to === undefined ? ' GROUP BY message' : ''
  const conditions = [...along, ...range(query, rangeOf, bounds, number), ...besides, ...created(query)]
  return {
    text: `SELECT messages.* FROM ${source}${where(conditions)}${once} ORDER BY ${number} DESC LIMIT ?`,
    values: [...valuesOf(conditions), query.limit],
  }
}

/**
 * The statement that finds the number which a list gets to with so many entries of its index. None where each entry is a message
 * of the list: then the list itself looks at no more than it finds.
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

function wayOf({ caller, outcome, to, reference, from }: Omit<ListQuery, 'limit'>): Way {
  const state: readonly Condition[] = outcome === undefined ? [] : [[conditionOf[outcome]]]
  const ofCaller: readonly Condition[] = caller === undefined ? [] : [['messages.caller = ?', caller]]
  const ofReference: readonly Condition[] = reference === undefined ? [] : [['reference = ?', reference]]
  const ofSender: readonly Condition[] = from === undefined ? [] : [['sender = ?', from]]
  const byAttempt = { table: 'attempts', number: 'message' } as const
  if (to !== undefined) {
    const besides = [...state, ...ofCaller, ...ofReference, ...ofSender]
    return { ...byAttempt, index: 'attempts_by_recipient', along: [['recipient = ?', to]], besides }
  }
  // Most messages are accepted: those are found by going through the messages. The others have an index, for each caller too.
  // A reference is rarer still, but has an index for each caller only.
  const isNarrower = caller !== undefined && reference !== undefined
  if (outcome !== undefined && outcome !== 'accepted' && !isNarrower) {
    const besides = [...ofReference, ...ofSender]
    if (caller === undefined) return { ...byAttempt, index: 'attempts_not_accepted', along: state, besides }
    const along: readonly Condition[] = [['attempts.caller = ?', caller], ...state]
    return { ...byAttempt, index: 'attempts_of_caller', along, besides }
  }
  const hasState = state.map(
    ([condition]): Condition => [`EXISTS (SELECT 1 FROM attempts WHERE message = messages.number AND ${condition})`],
  )
  const byMessage = { table: 'messages', number: 'number' } as const
  if (isNarrower) {
    const besides = [...ofSender, ...hasState]
    return { ...byMessage, index: 'messages_by_reference', along: [...ofCaller, ...ofReference], besides }
  }
  if (caller !== undefined) {
    const index = from === undefined ? 'messages_by_caller' : 'messages_by_sender'
    return { ...byMessage, index, along: [...ofCaller, ...ofSender], besides: hasState }
  }
  return { ...byMessage, along: [], besides: [...ofReference, ...ofSender, ...hasState] }
}

/** Keeps to a part of the index. */
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

/** The time is compared as it was stored. */
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
