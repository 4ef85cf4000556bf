import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Journal } from '../src/domain/journal.ts'
import { openSqliteJournal } from '../src/journal/sqlite.ts'

/**
 * What the journal costs, and what its groups save: messages per second of 64 senders that record a message, its result and
 * its answer, in rounds that alternate between the ways, as ratios of medians.
 *
 *     node bench/journal.ts [--messages 4000] [--rounds 5]
 */
const { values } = parseArgs({ options: { messages: { type: 'string' }, rounds: { type: 'string' } } })
const messageCount = Number(values.messages ?? 4_000)
const roundCount = Number(values.rounds ?? 5)
const senderCount = 64

const folder = mkdtempSync(join(tmpdir(), 'journal-bench-'))
const ways = {
  'groups, on disk': { file: join(folder, 'groups.db'), senders: senderCount },
  'one sender, on disk': { file: join(folder, 'single.db'), senders: 1 },
  'groups, in memory': { file: ':memory:', senders: senderCount },
}
type Way = keyof typeof ways

const rates = Object.fromEntries(Object.keys(ways).map((way) => [way, [] as number[]])) as Record<Way, number[]>
for (let round = 0; round < roundCount; round++) {
  for (const way of Object.keys(ways) as Way[]) rates[way].push(await measure(way))
}
report()
rmSync(folder, { recursive: true })

async function measure(way: Way): Promise<number> {
  const { file, senders } = ways[way]
  const settings = {
    file,
    retentionMs: Number.MAX_SAFE_INTEGER,
    onFailure: (error: Error) => {
      throw error
    },
  }
  const { journal } = openSqliteJournal(settings)
  // A single sender waits for every commit by itself; fewer messages tell its rate as well.
  const count = senders === 1 ? messageCount / 10 : messageCount
  let left = count
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: senders }, async () => {
      while (left-- > 0) await record(journal)
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  await journal.close()
  return count / seconds
}

/** The two durable writes of a message. */
async function record(journal: Journal): Promise<void> {
  const id = randomUUIDv7()
  const [to, createdAt] = ['+213550000001', Date.now()]
  const facts = { id, caller: 'bench', requestId: id, createdAt, from: 'ACME', encoding: 'gsm7', segments: 1 } as const
  await journal.begin({ ...facts, to: [to], contentHash: randomBytes(32) }, { sending: [to], fencedSince: 0 })
  const ended = journal.endAttempts(id, [{ to, accepted: true, upstreamMessageId: id }], createdAt)
  await Promise.all([ended, journal.finish(id, { statusCode: 201, body: '{}'.padEnd(350) })])
}

function report(): void {
  const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
  const reference = median(rates['groups, in memory'])
  process.stdout.write(
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${messageCount} messages, ${roundCount} rounds\n`,
  )
  for (const [way, numbers] of Object.entries(rates)) {
    const [rate, least, most] = [median(numbers), Math.min(...numbers), Math.max(...numbers)].map(Math.round)
    process.stdout.write(
      `${way.padEnd(22)} ${String(rate).padStart(7)} messages/s (${least}–${most}), ${(median(numbers) / reference).toFixed(2)} of memory\n`,
    )
  }
}
