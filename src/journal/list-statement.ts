import type { ListQuery } from '../domain/journal.ts'
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

/**
 * The statement of a list: newest first, along the index of the rarest thing that is asked for, so that a page is read
 * and not looked for.
 *
 * @param rangeOf under which numbers a range of the wall clock's time can be found
 * @param before the number of the last message of the page before
 */
export function listStatement(
  query: ListQuery,
  rangeOf: CreatedOffsets['rangeOf'],
  before: number | undefined,
): { readonly text: string; readonly values: readonly Value[] } {
  const { caller, outcome, to, reference } = query
  const state = outcome && conditionOf[outcome]
  // Most messages are accepted: those are found by going through the messages. The others have an index.
  // A reference is rarer still, but has an index for each caller only.
  const narrower = caller !== undefined && reference !== undefined
  const byOutcome = outcome !== undefined && outcome !== 'accepted' && !narrower
  if (to !== undefined || byOutcome) {
    const conditions = [
      ...(to === undefined ? [] : [['recipient = ?', to] as const]),
      ...(state === undefined ? [] : [[state] as const]),
      ...range(query, rangeOf, before, 'message'),
      ...ofMessage(query),
    ]
    // A number stands in a message once; an outcome may stand there often.
    const once = to === undefined ? 'GROUP BY message' : ''
    return {
      text: `SELECT messages.* FROM attempts CROSS JOIN messages ON messages.number = message WHERE ${textOf(conditions)} ${once} ORDER BY message DESC LIMIT ?`,
      values: [...valuesOf(conditions), query.limit],
    }
  }
  const conditions = [
    ...ofMessage(query),
    ...range(query, rangeOf, before, 'number'),
    ...(state === undefined
      ? []
      : [[`EXISTS (SELECT 1 FROM attempts WHERE message = messages.number AND ${state})`] as const]),
  ]
  const where = conditions.length === 0 ? '' : `WHERE ${textOf(conditions)} `
  return {
    text: `SELECT * FROM messages ${where}ORDER BY number DESC LIMIT ?`,
    values: [...valuesOf(conditions), query.limit],
  }
}

const ofMessage = ({ caller, reference, from }: ListQuery): readonly Condition[] => [
  ...(caller === undefined ? [] : [['caller = ?', caller] as const]),
  ...(reference === undefined ? [] : [['reference = ?', reference] as const]),
  ...(from === undefined ? [] : [['sender = ?', from] as const]),
]

/** The time is compared as it was stored; the numbers keep it to a part of the index. */
function range(
  { createdAfter, createdBefore }: ListQuery,
  rangeOf: CreatedOffsets['rangeOf'],
  before: number | undefined,
  number: string,
): readonly Condition[] {
  const conditions: Condition[] = before === undefined ? [] : [[`${number} < ?`, before]]
  if (createdAfter === undefined && createdBefore === undefined) return conditions
  conditions.push([`${number} >= ? AND ${number} < ?`, ...rangeOf(createdAfter, createdBefore)])
  if (createdAfter !== undefined) conditions.push(['created_at > ?', createdAfter])
  if (createdBefore !== undefined) conditions.push(['created_at < ?', createdBefore])
  return conditions
}

const textOf = (conditions: readonly Condition[]): string => conditions.map(([text]) => text).join(' AND ')
const valuesOf = (conditions: readonly Condition[]): readonly Value[] => conditions.flatMap(([, ...values]) => values)
