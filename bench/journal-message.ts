import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Journal } from '../src/messages/journal.ts'

/** Makes the two durable writes of a message, as the gateway does: its beginning, and its result with its end. */
export async function recordMessage(journal: Journal, to: readonly string[], isKeyed = false): Promise<void> {
  const id = randomUUIDv7()
  const createdAt = Date.now()
  const facts = {
    id,
    caller: 'bench',
    requestId: id,
    createdAt,
    from: 'ACME',
    deliveryReport: true,
    encoding: 'gsm7',
    segments: 1,
  } as const
  const fence = isKeyed
    ? { claim: { caller: 'bench', route: '/messages', key: id, fingerprint: randomBytes(32) } }
    : { fencedSince: 0 }
  await journal.begin({ ...facts, to, contentHash: randomBytes(32) }, { sending: to, ...fence })
  const results = to.map((number) => ({ to: number, accepted: true as const, upstreamMessageId: id }))
  const ended = journal.endAttempts(id, results, createdAt)
  await Promise.all([ended, journal.finish(id)])
}
