import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { mock } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { createPolls } from '../../../src/http/routes/event-polls.ts'

/** Polls of a journal without events, and a clock that only the test moves. */
function start(t: Test) {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
  const polls = createPolls({
    listEvents: async ({ after }) => ({ kind: 'page', events: [], next: after ?? 0 }),
    whenEvent: (_query, _timeoutMs, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) resolve(false)
        signal.addEventListener('abort', () => resolve(false))
      }),
  })
  const answered: string[] = []
  async function ask(name: string, caller = 'orders', client = new EventEmitter() as unknown as ServerResponse) {
    void polls.read({ after: 7, limit: 1, caller }, caller, 30_000, client).then((page) => {
      answered.push(page === 'crowded' ? `${name} crowded` : name)
    })
    await nextTurn()
    return client
  }
  return { polls, ask, answered }
}

t.test('a second poll of a caller ends the first, but not before a second has passed', async (t) => {
  const { polls, ask, answered } = start(t)
  await ask('first')
  await ask('other', 'crm')
  await ask('second')
  t.strictSame(answered, [], 'a consumer that asks again at once would end the second in turn')
  mock.timers.tick(1_000)
  await nextTurn()
  t.strictSame(answered, ['first'])
  await ask('third')
  polls.endAll()
  await nextTurn()
  t.strictSame(answered.toSorted(), ['first', 'other', 'second', 'third'], 'at the end none is held')
})

t.test('a poll that was ended is not held for a client that has gone', async (t) => {
  const { polls, ask, answered } = start(t)
  const first = await ask('first')
  await ask('second')
  first.emit('close')
  await nextTurn()
  t.strictSame(answered, ['first'])
  polls.endAll()
})

t.test('nothing waits for a client that has gone while its page was read', async (t) => {
  const { polls, answered, ask } = start(t)
  const gone = Object.assign(new EventEmitter(), { closed: true }) as unknown as ServerResponse
  await ask('gone', 'orders', gone)
  t.strictSame(answered, ['gone'])
  polls.endAll()
})

t.test('those that are held count among the 1,000 that may wait', async (t) => {
  const { polls, ask, answered } = start(t)
  for (let count = 0; count < 1_000; count++) await ask('held')
  t.equal(answered.length, 0)
  await ask('one more')
  t.equal(answered.join(), 'one more crowded')
  polls.endAll()
  while (answered.length < 1_001) await nextTurn()
})
