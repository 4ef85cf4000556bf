import type { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import t from 'tap'
import { openDatabase } from '../../src/journal/database.ts'
import { recover } from '../../src/journal/recovery.ts'
import { createJournal } from '../../src/journal/sqlite-journal.ts'
import { openClock } from '../../src/journal/stored-clock.ts'
import type { Journal, NewMessage } from '../../src/messages/journal.ts'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import { a, caller, claimOf, dayMs, newMessage, standings, start } from './entries.ts'
import { failOnFailure } from './open-sqlite.ts'

/**
 * Tests a journal with random histories of its machine's clocks. Only the test knows real time: the wall clock is set
 * arbitrarily, and the steady clock stops while the machine is suspended and restarts with each boot.
 *
 * For a long run, or to repeat one: `CLOCK_MODEL_RUNS=10000 CLOCK_MODEL_SEED=… tap test/journal/clock-model.test.ts`
 */
const runs = Number(process.env['CLOCK_MODEL_RUNS'] ?? 200)
const seed = Number(process.env['CLOCK_MODEL_SEED'] ?? Date.now() % 2 ** 31)

const retentionMs = 31 * dayMs
const fenceMs = dayMs
const keys = ['key-of-the-message-1', 'key-of-the-message-2'] as const
const contents = [1, 2].map((fill) => Buffer.alloc(32, fill))

type Step =
  | { readonly kind: 'run' | 'suspend' | 'stop'; readonly ms: number }
  | { readonly kind: 'crash' }
  /** Sets the wall clock this far ahead of real time. */
  | { readonly kind: 'set'; readonly aheadMs: number }
  | { readonly kind: 'send'; readonly key: number; readonly inMs: number | undefined }
  | { readonly kind: 'sendUnknown'; readonly content: number }
  | { readonly kind: 'confirm' }

const durations = fc.constantFrom(1, 60_000, 3_600_000, dayMs - 60_000, dayMs + 1, 5 * dayMs, 32 * dayMs)
const errors = fc.constantFrom(
  0,
  30_000,
  -30_000,
  2 * dayMs,
  -2 * dayMs,
  40 * dayMs,
  -40 * dayMs,
  Date.UTC(2100, 0) - start,
  -start,
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('run' as const), ms: durations }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('suspend' as const, 'stop' as const), ms: durations }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('set' as const), aheadMs: errors }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      key: fc.nat({ max: keys.length - 1 }),
      inMs: fc.option(fc.constantFrom(3_600_000, 20 * dayMs, 60 * dayMs), { nil: undefined }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('sendUnknown' as const), content: fc.nat({ max: contents.length - 1 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'confirm' as const }) },
)

class Machine {
  realAt = start
  private wallAheadMs: number
  private bootedAt = start
  private suspendedMs = 0

  constructor(wallAheadMs: number) {
    this.wallAheadMs = wallAheadMs
  }

  readonly clocks = {
    wallMs: () => this.realAt + this.wallAheadMs,
    steadyMs: () => this.realAt - this.bootedAt - this.suspendedMs,
  }

  pass(ms: number, isSuspended = false): void {
    this.realAt += ms
    if (isSuspended) this.suspendedMs += ms
  }
  set(aheadMs: number): void {
    this.wallAheadMs = aheadMs
  }
  isAhead(): boolean {
    return this.wallAheadMs > 0
  }
  boot(): void {
    this.bootedAt = this.realAt
    this.suspendedMs = 0
  }
}

async function run(database: DatabaseSync, firstAheadMs: number, steps: readonly Step[]): Promise<void> {
  database.exec(
    'DELETE FROM messages; DELETE FROM attempts; DELETE FROM idempotency_keys; DELETE FROM clock; DELETE FROM created_offsets',
  )
  const machine = new Machine(firstAheadMs)
  let journal = open(database, machine)
  /** The end, in real time, of the period in which a key or a content must not be sent again. */
  const keptUntil = new Map<string, number>()
  const fencedUntil = new Map<number, number>()
  let lastTime = ''
  let lastSeenAt = 0
  const made: NewMessage[] = []

  function compose(changes: Partial<NewMessage>): NewMessage {
    const seenAt = journal.seenAt()
    if (seenAt < lastSeenAt) throw new Error(`the clock went back from ${lastSeenAt} to ${seenAt}`)
    lastSeenAt = seenAt
    const message = newMessage({ createdAt: machine.clocks.wallMs(), ...changes, id: createMessageId(seenAt) })
    if (message.id.slice(0, 13) < lastTime) throw new Error(`${message.id} comes after ${lastTime}`)
    lastTime = message.id.slice(0, 13)
    made.push(message)
    return message
  }

  async function send({ key: index, inMs }: Extract<Step, { kind: 'send' }>): Promise<void> {
    const key = keys[index] ?? ''
    const claim = claimOf({ key })
    if ((await journal.findKey(claim)) !== undefined) return
    const until = keptUntil.get(key) ?? 0
    if (machine.realAt < until) throw new Error(`${key} ended ${until - machine.realAt} ms early`)
    // Scheduled messages are kept for a day past their time; a wall clock that is ahead makes that time seem closer.
    const pastSchedule = inMs === undefined || machine.isAhead() ? 0 : inMs + dayMs
    keptUntil.set(key, machine.realAt + Math.max(retentionMs, pastSchedule))
    const message = compose(inMs === undefined ? {} : { scheduledAt: machine.clocks.wallMs() + inMs })
    await journal.begin(message, { sending: [a], claim })
    await journal.endAttempts(message.id, [standings.accepted(a)], machine.clocks.wallMs())
    await journal.finish(message.id)
  }

  async function sendUnknown(content: number): Promise<void> {
    const message = compose({ contentHash: contents[content] as Buffer })
    const begun = await journal.begin(message, { sending: [a], fencedSince: journal.seenAt() - fenceMs })
    if (begun.kind === 'begun' && begun.fenced.size > 0) {
      made.pop()
      return
    }
    const until = fencedUntil.get(content) ?? 0
    if (machine.realAt < until) throw new Error(`the fence ended ${until - machine.realAt} ms early`)
    fencedUntil.set(content, machine.realAt + fenceMs)
    await journal.endAttempts(message.id, [standings.unknown(a)], machine.clocks.wallMs())
    await journal.finish(message.id)
  }

  async function take(step: Step): Promise<void> {
    if (step.kind === 'send') return send(step)
    if (step.kind === 'sendUnknown') return sendUnknown(step.content)
    if (step.kind === 'confirm') return journal.confirmWallClock()
    if (step.kind === 'set') machine.set(step.aheadMs)
    if (step.kind === 'run' || step.kind === 'suspend') machine.pass(step.ms, step.kind === 'suspend')
    if (step.kind === 'stop') {
      await journal.saveClock()
      machine.pass(step.ms)
    }
    if (step.kind === 'stop' || step.kind === 'crash') {
      machine.boot()
      journal = open(database, machine)
    }
    await journal.saveClock()
    while ((await journal.purge(100)) > 0);
  }

  for (const step of steps) {
    await take(step)
    await checkLists(journal, made)
  }

  // Then the clocks are right for long enough that everything expires.
  machine.set(0)
  await journal.confirmWallClock()
  machine.pass(retentionMs + 100 * 365 * dayMs)
  while ((await journal.purge(100)) > 0);
  const { messages: left } = await journal.listMessages({ caller, limit: 10 })
  if (left.length > 0) throw new Error(`${left.length} messages never end`)
}

function open(database: DatabaseSync, { clocks }: Machine): Journal {
  const clock = openClock(database, { clocks })
  recover(database, clock.seenAt(), { ...clocks })
  return createJournal(database, { retentionMs, onFailure: failOnFailure }, clock)
}

/** Everything that remains is found, also by its wall clock time. */
async function checkLists(journal: Journal, made: readonly NewMessage[]): Promise<void> {
  const { messages: all } = await journal.listMessages({ caller, limit: 1_000 })
  const last = made.at(-1)
  if (last === undefined) return
  const expected = all.filter(({ createdAt }) => createdAt >= last.createdAt).map(({ id }) => id)
  const page = await journal.listMessages({ caller, limit: 1_000, createdAfter: last.createdAt - 1 })
  const found = page.messages.map(({ id }) => id)
  if (found.join() !== expected.join()) throw new Error(`a list found ${found} instead of ${expected}`)
}

t.setTimeout(60_000 + runs * 200)
const title = `no key and no fence ends early in ${runs} random histories of clocks, seed ${seed}`
t.test(title, { timeout: 60_000 + runs * 200 }, async (t) => {
  t.comment(`CLOCK_MODEL_RUNS=${runs} CLOCK_MODEL_SEED=${seed}`)
  const kinds = new Map<string, number>()
  const database = openDatabase(':memory:')
  await fc.assert(
    fc.asyncProperty(errors, fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), async (first, steps) => {
      for (const { kind } of steps) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      await run(database, first, steps)
    }),
    { seed, numRuns: runs },
  )
  t.equal(kinds.size, 8, `every kind of step was taken: ${JSON.stringify(Object.fromEntries(kinds))}`)
  database.close()
})
