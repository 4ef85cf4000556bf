import type { Clocks } from '../../src/messages/clocks.ts'
import type { BeginOptions, Journal, JournaledMessage, KeyClaim, NewMessage } from '../../src/messages/journal.ts'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import { failed, type RecipientFailure, type RecipientResult } from '../../src/messages/outcome.ts'

export const dayMs = 86_400_000
/** An arbitrary instant, at which the time of a test starts. */
export const start = Date.UTC(2026, 10, 22, 8)

/** Clocks that a test advances together. It can also set how far the wall clock is ahead. */
export function createTestClocks(ms: number = start): Clocks & { ms: number; wallAheadMs: number } {
  const clocks = {
    ms,
    wallAheadMs: 0,
    wallMs: () => clocks.ms + clocks.wallAheadMs,
    steadyMs: () => clocks.ms,
  }
  return clocks
}

export const [a, b, c, d] = ['+213550000001', '+213550000002', '+213550000003', '+213550000004'] as const

export const caller = 'caller-one'

export const newMessage = (changes: Partial<NewMessage> = {}): NewMessage => {
  const createdAt = changes.createdAt ?? start
  return {
    id: createMessageId(createdAt),
    caller,
    requestId: 'request-1',
    createdAt,
    to: [a],
    from: 'ACME',
    deliveryReport: true,
    encoding: 'gsm7',
    segments: 1,
    contentHash: Buffer.alloc(32, 'content'),
    ...changes,
  }
}

export const claimOf = (changes: Partial<KeyClaim> = {}): KeyClaim => ({
  caller,
  route: 'messages',
  key: 'key-of-the-message-1',
  fingerprint: Buffer.alloc(32, 'body'),
  ...changes,
})

/** The states of an attempt and the results that lead to them. `rejected` is final, `refused` is the retryable 1709. */
export const standings = {
  queued: undefined,
  sending: undefined,
  accepted: (to: string): RecipientResult => ({ to, accepted: true, upstreamMessageId: `id-${to}` }),
  rejected: (to: string) => failed(to, { code: 'invalid-destination', upstreamCode: 1706 }),
  refused: (to: string) => failed(to, { code: 'upstream-user-validation-failed', upstreamCode: 1709 }),
  unknown: (to: string) => failed(to, { code: 'outcome-unknown' }),
  'not-attempted': (to: string) => failed(to, { code: 'upstream-unreachable' }),
} as const satisfies Record<string, ((to: string) => RecipientResult) | undefined>
export type Standing = keyof typeof standings
export const standingNames = Object.keys(standings) as Standing[]

/** Records a message whose recipients are in the given states. */
export async function put(
  journal: Journal,
  recipients: Readonly<Record<string, Standing>>,
  changes: Partial<NewMessage> = {},
  options: Partial<BeginOptions> & { readonly finished?: boolean } = {},
): Promise<NewMessage> {
  const to = Object.keys(recipients)
  const message = newMessage({ to, ...changes })
  const { finished = false, ...others } = options
  const sending = to.filter((number) => recipients[number] !== 'queued')
  const writes: Promise<unknown>[] = [journal.begin(message, { sending, ...others })]
  for (const [number, standing] of Object.entries(recipients)) {
    const result = standings[standing]?.(number)
    if (result) writes.push(journal.endAttempts(message.id, [result], message.createdAt + 5))
  }
  if (finished) writes.push(journal.finish(message.id))
  await Promise.all(writes)
  return message
}

export async function find(
  journal: Journal,
  { id, caller }: Pick<NewMessage, 'id' | 'caller'>,
): Promise<JournaledMessage> {
  const message = await journal.findMessage(caller, id)
  if (message === undefined) throw new Error('The journal does not have the message')
  return message
}

/** The states of every attempt of every recipient, as `{ number: ['rejected', 'sending'] }`. */
export async function statesOf(
  journal: Journal,
  message: Pick<NewMessage, 'id' | 'caller'>,
): Promise<Record<string, string[]>> {
  const { recipients } = await find(journal, message)
  return Object.fromEntries(recipients.map(({ to, attempts }) => [to, attempts.map(({ state }) => state)]))
}

export const failureOf = (message: JournaledMessage, to: string): RecipientFailure | undefined =>
  message.recipients.find((recipient) => recipient.to === to)?.attempts.at(-1)?.failure
