import { randomBytes } from 'node:crypto'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import type { Journal } from '../../src/messages/journal.ts'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import { failed, type RecipientResult } from '../../src/messages/outcome.ts'
import { benchCaller } from '../contestants/gateway.ts'
import { factsOf } from '../journal-message.ts'

const dayMs = 86_400_000
/** Messages per transaction while a journal is filled. */
const groupSize = 1_000

export type Seed = {
  /** The current number of messages, and the desired one. */
  readonly from: number
  readonly to: number
  /** Whether the outcome is unknown instead of accepted. */
  readonly isUnknown?: boolean
  /** The recipient of message n. */
  readonly recipient?: (index: number) => string
}

/** Opens a journal as the gateway does, for seeding and for measurements inside it. */
export const openJournal = (file: string, retentionMs = 31 * dayMs): Journal =>
  openSqliteJournal({
    file,
    purpose: 'live',
    retentionMs,
    onFailure(error) {
      throw error
    },
  }).journal

/** Records messages with their results in chronological order: one per millisecond, up to now. */
export async function seedJournal(journal: Journal, seed: Seed): Promise<void> {
  const { from, to, isUnknown = false, recipient = recipientOf } = seed
  const now = Date.now()
  for (let start = from; start < to; start += groupSize) {
    const count = Math.min(groupSize, to - start)
    const indexes = Array.from({ length: count }, (_, offset) => start + offset)
    await Promise.all(indexes.map((index) => record(journal, recipient(index), now - (to - index), isUnknown)))
  }
}

/** A different number for each message. */
export const recipientOf = (index: number): string => `+2137${String(index).padStart(9, '0')}`

async function record(journal: Journal, to: string, createdAt: number, isUnknown: boolean): Promise<void> {
  const id = createMessageId(createdAt)
  const claim = { caller: benchCaller, route: 'messages', key: id, fingerprint: randomBytes(32) }
  const facts = factsOf(id, benchCaller, createdAt)
  const begun = journal.begin({ ...facts, to: [to], contentHash: randomBytes(32) }, { sending: [to], claim })
  const result: RecipientResult = isUnknown
    ? failed(to, { code: 'outcome-unknown' })
    : { to, accepted: true, upstreamMessageId: id }
  // Writes are executed in order, so they can share a group.
  await Promise.all([begun, journal.endAttempts(id, [result], createdAt), journal.finish(id)])
}
