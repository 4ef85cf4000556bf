import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Journal } from '../src/messages/journal.ts'

/** What a message in a journal consists of, beside its recipients and its content. */
export const factsOf = (id: string, caller: string, createdAt: number) =>
  ({ id, caller, requestId: id, createdAt, from: 'ACME', deliveryReport: true, encoding: 'gsm7', segments: 1 }) as const

/** Makes the two durable writes of a message, as the gateway does: its beginning, and its result with its end. */
export async function recordMessage(
  journal: Pick<Journal, 'begin' | 'endAttempts' | 'finish'>,
  to: readonly string[],
  isKeyed = false,
): Promise<void> {
  const id = randomUUIDv7()
  const createdAt = Date.now()
  const fence = isKeyed
    ? { claim: { caller: 'bench', route: '/messages', key: id, fingerprint: randomBytes(32) } }
    : { fencedSince: 0 }
  await journal.begin(
    { ...factsOf(id, 'bench', createdAt), to, contentHash: randomBytes(32) },
    { sending: to, ...fence },
  )
  const results = to.map((number) => ({ to: number, accepted: true as const, upstreamMessageId: id }))
  const ended = journal.endAttempts(id, results, createdAt)
  await Promise.all([ended, journal.finish(id)])
}
