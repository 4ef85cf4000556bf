import type { ListQuery } from '../domain/journal.ts'
import { lowestIdAt } from './message-id.ts'

/**
 * The literal of each outcome: SQLite uses a partial index only where the statement itself names what the index holds.
 */
const literals = {
  accepted: "'accepted'",
  rejected: "'rejected'",
  unknown: "'unknown'",
  'not-attempted': "'not-attempted'",
} as const satisfies Record<NonNullable<ListQuery['outcome']>, string>

type Value = string | number
type Condition = readonly [condition: string, ...values: Value[]]

/**
 * The statement of a list: newest first, along the index of the rarest thing that is asked for, so that a page is read
 * and not looked for.
 */
export function listStatement(query: ListQuery): { readonly text: string; readonly values: readonly Value[] } {
  const { caller, outcome, to, reference, from } = query
  const state = outcome && `state = ${literals[outcome]} AND superseded = 0`
  // Most messages are accepted: those are found by going through the messages. The others have an index.
  const narrower = caller !== undefined && (reference !== undefined || from !== undefined)
  const byOutcome = outcome !== undefined && outcome !== 'accepted' && !narrower
  if (to !== undefined || (state !== undefined && byOutcome)) {
    const conditions = [
      ...(to === undefined ? [] : [['recipient = ?', to] as const]),
      ...(state === undefined ? [] : [[state] as const]),
      ...range(query, 'message_id'),
      ...ofMessage(query),
    ]
    return {
      text: `SELECT messages.* FROM attempts CROSS JOIN messages ON id = message_id WHERE ${textOf(conditions)} GROUP BY message_id ORDER BY message_id DESC LIMIT ?`,
      values: [...valuesOf(conditions), query.limit],
    }
  }
  const conditions = [
    ...ofMessage(query),
    ...range(query, 'id'),
    ...(state === undefined ? [] : [[`EXISTS (SELECT 1 FROM attempts WHERE message_id = id AND ${state})`] as const]),
  ]
  const where = conditions.length === 0 ? '' : `WHERE ${textOf(conditions)} `
  return {
    text: `SELECT * FROM messages ${where}ORDER BY id DESC LIMIT ?`,
    values: [...valuesOf(conditions), query.limit],
  }
}

const ofMessage = ({ caller, reference, from }: ListQuery): readonly Condition[] => [
  ...(caller === undefined ? [] : [['caller = ?', caller] as const]),
  ...(reference === undefined ? [] : [['reference = ?', reference] as const]),
  ...(from === undefined ? [] : [['sender = ?', from] as const]),
]

/** Times are ranges of ids. "After" leaves out the instant itself: its ids are below the next millisecond's lowest. */
const range = ({ createdAfter, createdBefore, before }: ListQuery, id: string): readonly Condition[] => [
  ...(createdAfter === undefined ? [] : [[`${id} >= ?`, lowestIdAt(createdAfter + 1)] as const]),
  ...(createdBefore === undefined ? [] : [[`${id} < ?`, lowestIdAt(createdBefore)] as const]),
  ...(before === undefined ? [] : [[`${id} < ?`, before] as const]),
]

const textOf = (conditions: readonly Condition[]): string => conditions.map(([text]) => text).join(' AND ')
const valuesOf = (conditions: readonly Condition[]): readonly Value[] => conditions.flatMap(([, ...values]) => values)
