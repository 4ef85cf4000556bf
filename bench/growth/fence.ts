import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { median } from '../statistics.ts'
import { openJournal, recipientOf, seedJournal } from './seed.ts'

/** The cost of a fence lookup with this many open unknown outcomes, in µs per recipient. */
export type FenceFigures = {
  readonly openCount: number
  /** Each for a different recipient. */
  readonly spread: number
  /** All for the recipient of the lookup: the worst case that a sender can cause. */
  readonly sameRecipient: number
}

const lookCount = 2_000
const sameRecipient = recipientOf(999_999_999)

export async function* measureFence(parent: string, counts: readonly number[]): AsyncIterable<FenceFigures> {
  const folder = mkdtempSync(join(parent, 'gateway-bench-'))
  const [spread, same] = [openJournal(join(folder, 'spread.db')), openJournal(join(folder, 'same.db'))]
  try {
    let seeded = 0
    for (const openCount of counts) {
      const seed = { from: seeded, to: openCount, isUnknown: true }
      await seedJournal(spread, seed)
      await seedJournal(same, { ...seed, recipient: () => sameRecipient })
      seeded = openCount
      yield {
        openCount,
        spread: measureLooks(spread, (index) => recipientOf((index * 7_919) % openCount)),
        sameRecipient: measureLooks(same, () => sameRecipient),
      }
    }
  } finally {
    await Promise.all([spread.close(), same.close()])
    rmSync(folder, { recursive: true, force: true })
  }
}

/** No outcome has the requested content, as for an ordinary message to a number with open ones. */
function measureLooks(
  journal: Pick<ReturnType<typeof openJournal>, 'findFenced'>,
  recipient: (index: number) => string,
): number {
  const contentHash = randomBytes(32)
  const times = Array.from({ length: lookCount }, (_, index) => {
    const message = { to: [recipient(index)], contentHash }
    const startedAt = performance.now()
    journal.findFenced(message, { fencedSince: 0 })
    return (performance.now() - startedAt) * 1_000
  })
  return median(times)
}
