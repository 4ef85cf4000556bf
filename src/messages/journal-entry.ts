import { randomUUIDv7 } from 'node:crypto'
import type { Message } from '../sms/message.ts'
import type { Attempt, JournaledMessage, JournaledRecipient, NewMessage } from './journal.ts'
import type { Mutable } from './mutable.ts'
import { failed, pickUpstreamIds, type RecipientResult } from './outcome.ts'
import { problems } from './problems.ts'

/** Computes an HMAC with the installation's key, so that texts and bodies can be recognised without being stored. */
export type Hash = (text: string) => Uint8Array

type Identity = Pick<NewMessage, 'id' | 'caller' | 'requestId' | 'createdAt'>

/**
 * Creates an id that begins with an instant.
 *
 * @param seenAt on the journal's clock, so that ids are in order even if the wall clock is set
 * @see RFC 9562, section 5.7
 */
export function createMessageId(seenAt: number): string {
  if (seenAt !== lastAt) {
    const time = seenAt.toString(16).padStart(12, '0')
    lastAt = seenAt
    lastTime = `${time.slice(0, 8)}-${time.slice(8)}`
  }
  const id = randomUUIDv7()
  // The clocks often agree, and a concatenated string is slower to write, each of the four times.
  return id.startsWith(lastTime) ? id : lastTime + id.slice(13)
}

/** Cached, because under load many messages begin in the same millisecond. */
let lastAt = Number.NaN
let lastTime = ''

/** Formats a message for the journal. */
export function createEntry(message: Message, identity: Identity, hash: Hash): NewMessage {
  const { to, from, content, reference, schedule, deliveryReport } = message
  const { id, caller, requestId, createdAt } = identity
  const contentHash = hash(JSON.stringify([caller, from, content]))
  const entry: Mutable<NewMessage> = { id, caller, requestId, createdAt, to, from, deliveryReport, contentHash }
  if (content.kind === 'text') {
    entry.encoding = content.encoding
    entry.segments = content.segments
  }
  if (reference !== undefined) entry.reference = reference
  if (schedule !== undefined) entry.scheduledAt = schedule.sendAt.epochMilliseconds
  return entry
}

/**
 * The attempt that determines a recipient's state: the last one, except that a retry that was never written is ignored:
 * after a 1709 the result must not say that nothing was ever submitted.
 */
export const standingAttempt = ({ attempts }: JournaledRecipient): Attempt | undefined =>
  attempts.findLast(({ state }) => state !== 'not-attempted') ?? attempts.at(-1)

/** A recipient's current result, or undefined while its attempt is in progress. */
export function resultOf(recipient: JournaledRecipient): RecipientResult | undefined {
  const { to } = recipient
  const last = standingAttempt(recipient)
  if (last?.state === 'accepted') return { to, accepted: true, ...pickUpstreamIds(last) }
  return last?.failure && failed(to, last.failure)
}

/**
 * The recipients to which the same key may send again: those that provably got nothing. A possible duplicate is not
 * among them, because the earlier message may have reached it.
 */
export const recipientsNotAttempted = ({ recipients }: JournaledMessage): readonly string[] =>
  recipients
    .flatMap((recipient) => resultOf(recipient) ?? [])
    .filter((result) => !result.accepted)
    .filter(
      ({ failure }) => problems[failure.code].outcome === 'not-attempted' && problems[failure.code].resend === 'safe',
    )
    .map(({ to }) => to)

/** The settled results of a message's recipients, in the order of the message. */
export const recordedResults = ({ recipients }: JournaledMessage): readonly RecipientResult[] =>
  recipients.flatMap((recipient) => resultOf(recipient) ?? [])

/** The results of a finished message, one for each recipient, in order. An attempt without a result may have been sent. */
export const finalResults = ({ recipients }: JournaledMessage): readonly RecipientResult[] =>
  recipients.map((recipient) => resultOf(recipient) ?? failed(recipient.to, { code: 'outcome-unknown' }))
