import { mock } from 'node:test'
import t from 'tap'
import { startUpkeep } from '../../src/journal/upkeep.ts'
import { type Journal, JournalError } from '../../src/messages/journal.ts'

t.beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }))
t.afterEach(() => mock.timers.reset())

/** The upkeep of a journal that records its calls. */
function create(backlogBytes = 0, saveClock: () => Promise<void> = async () => {}) {
  const asked: string[] = []
  const told: unknown[] = []
  const journal = {
    wallClock() {
      asked.push('wallClock')
      return { state: 'trusted' }
    },
    saveClock() {
      asked.push('saveClock')
      return saveClock()
    },
    logBacklogBytes: () => backlogBytes,
    explainLogBacklog: () => 'reason',
  } as Partial<Journal> as Journal
  const quota = { save: () => void asked.push('save') }
  const stop = startUpkeep(journal, quota, {
    failed: (error) => void told.push(error),
    backlogged: (event) => void told.push(event),
  })
  return { asked, told, stop }
}

t.test('the wall clock is checked every ten seconds, and clock and quotas are saved once a minute', async (t) => {
  const { asked, told, stop } = create()
  mock.timers.tick(9_999)
  t.strictSame(asked, [])
  mock.timers.tick(50_000)
  t.strictSame(asked, Array(5).fill('wallClock'))
  mock.timers.tick(1)
  t.strictSame(asked.slice(5), ['wallClock', 'save', 'saveClock'])
  mock.timers.tick(60_000)
  t.equal(asked.length, 16)
  stop()
  mock.timers.tick(60_000)
  t.equal(asked.length, 16)
  t.strictSame(told, [])
})

t.test('a growing log is reported with the reason', async (t) => {
  const most = 32 * 1024 * 1024
  for (const [bytes, isTold] of [
    [most, false],
    [most + 1, true],
  ] as const) {
    const { told, stop } = create(bytes)
    mock.timers.tick(60_000)
    t.strictSame(told, isTold ? [{ bytes, reason: 'reason' }] : [])
    stop()
  }
})

t.test('a journal failure is reported, and stops nothing else', async (t) => {
  const error = new JournalError('disk full')
  const { told, stop } = create(0, () => Promise.reject(error))
  mock.timers.tick(120_000)
  await new Promise((resolve) => setImmediate(resolve))
  t.strictSame(told, [error, error])
  stop()
})
