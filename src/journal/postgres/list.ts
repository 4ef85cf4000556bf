import type { DeliveryStatus } from '../../messages/delivery.ts'
import type { MessagePage } from '../../messages/journal.ts'
import { isIndexedDelivery, type ListQuery } from '../../messages/message-list.ts'
import type { Database } from './connections.ts'
import { messageFromParts } from './queries.ts'

/** A page with long recipient lists ends early, because it would otherwise take many megabytes. */
const maxPageRecipients = 2_000
/** How many index entries a page examines. A filter may skip every message; callers that follow `next` reach all of them. */
const windowSize = 2_000

type Values = unknown[]

/**
 * Reads a page with one statement: it walks an index, newest first, over a bounded number of entries, and keeps those that
 * match. All values are parameters.
 */
export async function readListPage({ query: run }: Pick<Database, 'query'>, query: ListQuery): Promise<MessagePage> {
  const values: Values = []
  const text = pageStatement(query, (value) => `$${values.push(value)}`)
  const [row] = await run(text, values)
  const messages = ((row?.['messages'] ?? []) as unknown[]).map(messageFromParts)
  const next = nextOf(messages.at(-1)?.id, row ?? {})
  return next === undefined ? { messages } : { messages, next }
}

/** After the last message of the page if there is another one, else where the window ends if it is full. */
function nextOf(last: string | undefined, row: Readonly<Record<string, unknown>>): string | undefined {
  if (row['more'] === true) return last
  return typeof row['reached'] === 'string' ? row['reached'] : undefined
}

function pageStatement(query: ListQuery, value: (given: unknown) => string): string {
  const { limit, createdAfter, createdBefore } = query
  const { table, id, along, besides } = wayOf(query, value)
  if (query.before !== undefined) along.push(`${id} < ${value(query.before)}::uuid`)
  if (createdAfter !== undefined) besides.push(`m.created_at > ${value(createdAfter)}`)
  if (createdBefore !== undefined) besides.push(`m.created_at < ${value(createdBefore)}`)
  if (createdAfter !== undefined || createdBefore !== undefined) {
    const range = `journal_created_between_1(${value(createdAfter ?? -(2 ** 52))}, ${value(createdBefore ?? 2 ** 52)})`
    // Each once: no rows mean no range, and then nothing is found.
    along.push(`${id} >= (SELECT first FROM ${range})`, `${id} < (SELECT until FROM ${range})`)
  }
  return `WITH walked AS MATERIALIZED (
      SELECT ${id} AS id${table === 'attempts' ? ', attempts.state, attempts.delivery' : ''} FROM ${table}${where(along)}
      ORDER BY ${id} DESC LIMIT ${windowSize}
    ), found AS (
      SELECT DISTINCT m.id FROM walked JOIN messages AS m ON m.id = walked.id${where(besides)}
      ORDER BY m.id DESC LIMIT ${value(limit + 1)}
    ), counted AS MATERIALIZED (
      SELECT id, row_number() OVER (ORDER BY id DESC) AS place,
        coalesce(sum((SELECT count(*) FROM attempts WHERE message = found.id)) OVER (
          ORDER BY id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
      FROM found
    ), page AS MATERIALIZED (
      SELECT id FROM counted WHERE place <= ${value(limit)} AND before < ${maxPageRecipients}
    )
    SELECT (SELECT json_agg(journal_message_1(id) ORDER BY id DESC) FROM page) AS messages,
      (SELECT count(*) FROM counted) > (SELECT count(*) FROM page) AS more,
      CASE WHEN (SELECT count(*) FROM walked) = ${windowSize} THEN (SELECT id FROM walked ORDER BY id LIMIT 1) END AS reached`
}

/** How a list is read: the table whose index is walked, and the conditions along that index and besides it. */
type Way = {
  readonly table: 'messages' | 'attempts'
  readonly id: string
  readonly along: string[]
  readonly besides: string[]
}

function wayOf(query: ListQuery, value: (given: unknown) => string): Way {
  const { caller, outcome, delivery, to, reference, from } = query
  /** A condition on a column, if a value is asked for. */
  const on = (column: string, given: string | undefined) => (given === undefined ? [] : [`${column} = ${value(given)}`])
  const byAttempt = { table: 'attempts', id: 'message' } as const
  if (to !== undefined) {
    const ofMessage = [...on('m.caller', caller), ...on('m.reference', reference), ...on('m.sender', from)]
    const ofRecipient = [...on('walked.state', outcome), ...deliveryOn('walked', delivery, value)]
    return { ...byAttempt, along: on('recipient', to), besides: [...ofMessage, ...ofRecipient] }
  }
  // A reference is more selective, but is indexed per caller only.
  const isNarrower = caller !== undefined && reference !== undefined
  const byDelivery = isIndexedDelivery(delivery)
  // Most messages are accepted: those are found among the messages. The other outcomes have an index, also per caller.
  if (!isNarrower && (byDelivery || (outcome !== undefined && outcome !== 'accepted'))) {
    // Written out, since the indexes are for these values only.
    const along = [byDelivery ? `delivery = '${delivery}'` : `state = '${outcome}'`, ...on('attempts.caller', caller)]
    const ofMessage = [...on('m.reference', reference), ...on('m.sender', from)]
    const others = byDelivery ? on('walked.state', outcome) : deliveryOn('walked', delivery, value)
    return { ...byAttempt, along, besides: [...ofMessage, ...others] }
  }
  const along = on('caller', caller)
  const besides: string[] = []
  ;(isNarrower ? along : besides).push(...on(isNarrower ? 'reference' : 'm.reference', reference))
  const isBySender = caller !== undefined && !isNarrower
  ;(isBySender ? along : besides).push(...on(isBySender ? 'sender' : 'm.sender', from))
  const ofRecipient = [...on('a.state', outcome), ...deliveryOn('a', delivery, value)]
  if (ofRecipient.length > 0)
    besides.push(`EXISTS (SELECT 1 FROM attempts AS a WHERE a.message = m.id AND ${ofRecipient.join(' AND ')})`)
  return { table: 'messages', id: 'id', along, besides }
}

/** Only accepted attempts have reports. Without any, the column is empty. */
function deliveryOn(
  attempt: 'walked' | 'a',
  delivery: DeliveryStatus | undefined,
  value: (given: unknown) => string,
): readonly string[] {
  if (delivery === undefined) return []
  if (delivery !== 'awaited' && delivery !== 'not-requested') return [`${attempt}.delivery = ${value(delivery)}`]
  const given = value(delivery)
  const asked = delivery === 'awaited' ? 'm.wants_report' : 'NOT m.wants_report'
  return [`${attempt}.state = 'accepted' AND coalesce(${attempt}.delivery, ${given}) = ${given} AND ${asked}`]
}

const where = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
