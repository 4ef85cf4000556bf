import { mock } from 'node:test'
import t from 'tap'
import { startPurge } from '../../src/journal/purge.ts'
import type { Journal } from '../../src/messages/journal.ts'

/** A journal that removes what it is told, step by step, and waits after the last. */
function createSteps(...steps: readonly (number | Error)[]) {
  const limits: number[] = []
  let idle = Promise.withResolvers<void>()
  const journal: Pick<Journal, 'purge'> = {
    async purge(limit) {
      limits.push(limit)
      const step = steps[limits.length - 1] ?? 0
      if (step === 0 || step instanceof Error) {
        idle.resolve()
        idle = Promise.withResolvers<void>()
      }
      if (step instanceof Error) throw step
      return step
    },
  }
  return { journal: journal as Journal, limits, idle: () => idle.promise }
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

t.beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }))
t.afterEach(() => mock.timers.reset())

t.test('once a minute all that is past its time is removed, step by step', async (t) => {
  const { journal, limits, idle } = createSteps(100, 2, 100, 0, 0)
  const stop = startPurge(journal, () => {})
  mock.timers.tick(59_999)
  t.equal(limits.length, 0)
  const first = idle()
  mock.timers.tick(1)
  await first
  t.strictSame(limits, [100, 100, 100, 100], 'a step that stopped early is not the last')
  await nextTurn()
  const second = idle()
  mock.timers.tick(60_000)
  await second
  t.equal(limits.length, 5)
  stop()
  mock.timers.tick(600_000)
  t.equal(limits.length, 5)
})

t.test('a purge that takes long is not joined by a second one', async (t) => {
  const held = Promise.withResolvers<number>()
  let calls = 0
  const purge = () => {
    calls++
    return held.promise
  }
  const stop = startPurge({ purge } as Partial<Journal> as Journal, () => {})
  mock.timers.tick(300_000)
  t.equal(calls, 1)
  stop()
  held.resolve(100)
  await nextTurn()
  t.equal(calls, 1, 'and stops between its steps')
})

t.test('a failed purge is reported, and retried a minute later', async (t) => {
  const failure = new Error('disk')
  const { journal, limits } = createSteps(100, failure, 0)
  const errors: unknown[] = []
  const stop = startPurge(journal, (error) => void errors.push(error))
  mock.timers.tick(60_000)
  await nextTurn()
  t.strictSame(errors, [failure])
  mock.timers.tick(60_000)
  await nextTurn()
  t.equal(limits.length, 3)
  stop()
})
