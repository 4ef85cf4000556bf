import type { JournaledMessage, MessagePage } from '../messages/journal.ts'
import type { ListQuery } from '../messages/message-list.ts'
import { idOfNumber } from './message-number.ts'
import type { Queries } from './queries.ts'

/** A page with long recipient lists ends early, because it would otherwise take many megabytes. */
const maxPageRecipients = 2_000
/**
 * How many index entries a page examines per event loop turn (about a millisecond at most), and in how many turns. A filter
 * may skip every message of a journal; callers that follow `next` reach all of them.
 */
const entriesPerTurn = 200
const maxTurns = 10

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Reads a page one message per event loop turn: a list of a thousand recipients takes a while to read, and sends must not
 * wait for the whole page. Skipping messages that do not match is split into turns as well.
 *
 * @param read runs one query of the journal
 */
export async function readPage(
  { findFirst, findWindow }: Pick<Queries, 'findFirst' | 'findWindow'>,
  read: <T>(query: () => T) => T,
  { limit, ...query }: ListQuery,
): Promise<MessagePage> {
  const messages: JournaledMessage[] = []
  let recipientCount = 0
  let place: Pick<ListQuery, 'before'> = query.before === undefined ? {} : { before: query.before }
  for (let turn = 0; turn < maxTurns; turn++) {
    const until = read(() => findWindow({ ...query, ...place }, entriesPerTurn))
    for (;;) {
      const message = read(() => findFirst({ ...query, ...place }, until))
      if (message === undefined) break
      if (messages.length === limit || recipientCount >= maxPageRecipients) return pageTo(place)
      messages.push(message)
      recipientCount += message.recipients.length
      place = { before: message.id }
      await nextTurn()
    }
    if (until === undefined) return { messages }
    place = { before: idOfNumber(until) }
    await nextTurn()
  }
  return pageTo(place)

  function pageTo({ before }: Pick<ListQuery, 'before'>): MessagePage {
    return before === undefined ? { messages } : { messages, next: before }
  }
}
