import { randomUUIDv7 } from 'node:crypto'
import type { Message } from '../sms/message.ts'
import type { Attempt, JournaledMessage, JournaledRecipient, NewMessage } from './journal.ts'
import type { Mutable } from './mutable.ts'
import { failed, pickUpstreamIds, type RecipientResult } from './outcome.ts'
import { problems } from './problems.ts'

/** Makes an HMAC with the installation's key: texts and bodies are recognised by it and not kept. */
export type Hash = (text: string) => Uint8Array

type Identity = Pick<NewMessage, 'id' | 'caller' | 'requestId' | 'createdAt'>

/**
 * A new id that begins with an instant.
 *
 * @param seenAt on the journal's clock, so that ids are in order whatever the wall clock does
 * @see RFC 9562, section 5.7
 */
export function createMessageId(seenAt: number): string {
  if (seenAt !== lastAt) {
    const time = seenAt.toString(16).padStart(12, '0')
    lastAt = seenAt
    lastTime = `${time.slice(0, 8)}-${time.slice(8)}`
  }
  const id = randomUUIDv7()
  // Often the clocks agree, and a string that was put together is slower to write down, each of the four times.
  return id.startsWith(lastTime) ? id : lastTime + id.slice(13)
}

/** Under load many messages begin in the same millisecond. */
let lastAt = Number.NaN
let lastTime = ''

/** What the journal keeps of a message. */
export function formatEntry(message: Message, identity: Identity, hash: Hash): NewMessage {
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
 * The attempt that tells what holds of a recipient: the last one. Only a retry that was never written changes nothing:
 * after a 1709 it must not say that nothing was ever submitted.
 */
export const standingAttempt = ({ attempts }: JournaledRecipient): Attempt | undefined =>
  attempts.findLast(({ state }) => state !== 'not-attempted') ?? attempts.at(-1)

/** What holds of a recipient, or nothing where its attempt is not over. */
export function resultOf(recipient: JournaledRecipient): RecipientResult | undefined {
  const { to } = recipient
  const last = standingAttempt(recipient)
  if (last?.state === 'accepted') return { to, accepted: true, ...pickUpstreamIds(last) }
  return last?.failure && failed(to, last.failure)
}

/**
 * The recipients that the same key may send to once more: those that provably never got anything. A possible duplicate
 * is none of them, since it is the earlier message that is in doubt.
 */
export const recipientsNotAttempted = ({ recipients }: JournaledMessage): readonly string[] =>
  recipients
    .flatMap((recipient) => resultOf(recipient) ?? [])
    .filter((result) => !result.accepted)
    .filter(
      ({ failure }) => problems[failure.code].outcome === 'not-attempted' && problems[failure.code].resend === 'safe',
    )
    .map(({ to }) => to)

/** What is settled about the recipients of a message, in its order. */
export const recordedResults = ({ recipients }: JournaledMessage): readonly RecipientResult[] =>
  recipients.flatMap((recipient) => resultOf(recipient) ?? [])
