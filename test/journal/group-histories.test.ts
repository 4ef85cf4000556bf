import type { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import t from 'tap'
import { openDatabase } from '../../src/journal/database.ts'
import { createJournal } from '../../src/journal/sqlite-journal.ts'
import { openClock } from '../../src/journal/stored-clock.ts'
import type { Journal, NewMessage } from '../../src/messages/journal.ts'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import { runsOf } from '../upstream/random.ts'
import { claimOf, createTestClocks, dayMs, newMessage, standings, start } from './entries.ts'
import { failOnFailure } from './open-sqlite.ts'

/**
 * The writes of a group share a transaction, put off their rows, and are run again one by one if one of them is refused. None of
 * this may show: random writes leave the same tables and answers in groups as one after the other.
 */
const numbers = ['+213550000001', '+213550000002', '+213550000003'] as const
/** Of the messages that are there, and of some that are not. */
const messageCount = 12
const results = ['accepted', 'rejected', 'refused', 'unknown', 'not-attempted'] as const

const index = fc.nat({ max: messageCount - 1 })
const someNumbers = fc.subarray([...numbers], { minLength: 1 })
const begin = fc.record({
  kind: fc.constant('begin' as const),
  message: index,
  to: someNumbers,
  sending: fc.subarray([...numbers]),
  key: fc.option(fc.constantFrom('key-of-the-message-1', 'key-of-the-message-2'), { nil: undefined, freq: 2 }),
  fence: fc.boolean(),
})
const step = fc.oneof(
  { weight: 1, arbitrary: begin },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('start' as const), message: index, to: someNumbers }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('end' as const),
      message: index,
      to: someNumbers,
      result: fc.constantFrom(...results),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('finish' as const), message: index }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reopen' as const), message: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('resolve' as const), message: index }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('report' as const),
      to: fc.constantFrom(...numbers),
      id: fc.constantFrom('unheard-of', ...numbers.map((to) => `id-${to}`)),
    }),
  },
)
/** A new message (-1) from its beginning on. Without it nearly every group would have a write that is refused, and run again one by one. */
const life = fc
  .record({ first: begin, result: fc.constantFrom(...results), length: fc.integer({ min: 1, max: 3 }) })
  .map(({ first: { message: _message, ...first }, result, length }): readonly Step[] => {
    const { to } = first
    const message = -1
    const rest = [
      { kind: 'end', message, to, result },
      { kind: 'finish', message },
    ] as const
    return [{ ...first, message, sending: to }, ...rest.slice(0, length - 1)]
  })
const group = fc
  .array(fc.oneof({ weight: 3, arbitrary: life }, { weight: 1, arbitrary: step.map((one) => [one]) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.flat())
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

type Subject = { readonly database: DatabaseSync; readonly journal: Journal }

function createSubject(): Subject {
  const database = openDatabase(':memory:')
  const settings = { retentionMs: 31 * dayMs, onFailure: failOnFailure, settle: 'exclusive' as const }
  return { database, journal: createJournal(database, settings, openClock(database, { clocks: createTestClocks() })) }
}

/** Gives each new message the next index. */
function number(groups: readonly (readonly Step[])[]): readonly (readonly Step[])[] {
  let last = 0
  return groups.map((group) =>
    group.map((one) => {
      if (!('message' in one) || one.message !== -1) return one
      if (one.kind === 'begin') last++
      return { ...one, message: last }
    }),
  )
}

function write(journal: Journal, ids: readonly string[], one: Step): Promise<unknown> {
  const id = 'message' in one ? (ids[one.message] ?? '') : ''
  switch (one.kind) {
    case 'begin': {
      const message: NewMessage = newMessage({ id, to: one.to })
      const claim = one.key === undefined ? {} : { claim: claimOf({ key: one.key }) }
      const fence = one.fence ? { fencedSince: start - dayMs } : {}
      return journal.begin(message, { sending: one.sending, ...claim, ...fence })
    }
    case 'start':
      return journal.startAttempts(id, one.to, start + 1)
    case 'end':
      return journal.endAttempts(id, one.to.map(standings[one.result]), start + 2)
    case 'finish':
      return journal.finish(id)
    case 'reopen':
      return journal.reopen(id, {})
    case 'resolve':
      return journal.resolve(id, {
        outcome: 'rejected',
        reason: 'seen',
        by: 'somebody',
        caller: 'anybody',
        at: start + 3,
      })
    default:
      return journal.recordReport({ status: 'DELIVRD', to: one.to, upstreamMessageId: one.id }, start + 4)
  }
}

const outcomeOf = (settled: PromiseSettledResult<unknown>) =>
  settled.status === 'fulfilled' ? settled.value : String(settled.reason)

const tables = [
  'messages',
  'attempts',
  'past_attempts',
  'idempotency_keys',
  'resolutions',
  'delivery_reports',
  'events',
]
const dump = ({ database }: Subject) =>
  [...tables, 'unmatched_reports', 'created_offsets'].map((table) => database.prepare(`SELECT * FROM ${table}`).all())

t.test('writes in groups leave the same tables and answers as one after the other', async (t) => {
  let refusedCount = 0
  let wholeCount = 0
  const history = fc.array(group, { minLength: 1, maxLength: 8 })
  const property = fc.asyncProperty(history, async (groups) => {
    const [grouped, single] = [createSubject(), createSubject()]
    const ids = Array.from({ length: 1 + 8 * 4 }, () => createMessageId(start))
    for (const group of number(groups)) {
      const together = await Promise.allSettled(group.map((one) => write(grouped.journal, ids, one)))
      const alone: PromiseSettledResult<unknown>[] = []
      for (const one of group) alone.push(...(await Promise.allSettled([write(single.journal, ids, one)])))
      if (alone.some(({ status }) => status === 'rejected')) refusedCount++
      else if (group.length > 1) wholeCount++
      if (!t.strictSame(together.map(outcomeOf), alone.map(outcomeOf))) throw new Error('Other answers')
      if (!t.strictSame(dump(grouped), dump(single))) throw new Error('Other tables')
      for (const id of ids.slice(0, 3)) {
        const [one, other] = await Promise.all(
          [grouped, single].map(({ journal }) => journal.findMessage(undefined, id)),
        )
        if (!t.strictSame(one, other)) throw new Error('Another message')
      }
    }
    for (const { journal } of [grouped, single]) await journal.close()
  })
  await fc.assert(property, { numRuns: runsOf(40) })
  t.ok(wholeCount > 20 && refusedCount > 20, `${wholeCount} groups applied, ${refusedCount} had a refused write`)
})
