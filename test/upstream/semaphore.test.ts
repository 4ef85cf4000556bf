import t from 'tap'
import { createSemaphore } from '../../src/upstream/semaphore.ts'

/** Far enough away that no waiting in a test comes to it. */
const later = () => performance.now() + 60_000

t.test('slots are taken at once while there are any, whatever the time', async (t) => {
  const slots = createSemaphore(2, 0)
  t.equal(await slots.acquire(later()), true)
  t.equal(await slots.acquire(performance.now() - 1), true)
  t.equal(await slots.acquire(later()), false, 'the third finds neither a slot nor a place in the queue')
})

t.test('who waits is admitted in the order of arrival, one for each release', async (t) => {
  const slots = createSemaphore(1, 3)
  await slots.acquire(later())
  const admitted: string[] = []
  const waiting = ['first', 'second', 'third'].map(async (name) => {
    if (await slots.acquire(later())) admitted.push(name)
  })
  t.equal(await slots.acquire(later()), false, 'a fourth finds the queue full')
  for (const expected of [['first'], ['first', 'second'], ['first', 'second', 'third']]) {
    slots.release()
    await waiting[expected.length - 1]
    t.strictSame(admitted, expected)
  }
})

t.test('a release without anybody waiting gives the slot back', async (t) => {
  const slots = createSemaphore(1, 0)
  for (let turn = 1; turn <= 3; turn++) {
    t.equal(await slots.acquire(later()), true)
    t.equal(await slots.acquire(later()), false)
    slots.release()
  }
})

t.test('who has waited too long leaves the queue, and its place and its slot go to others', async (t) => {
  const slots = createSemaphore(1, 1)
  await slots.acquire(later())
  t.equal(await slots.acquire(performance.now() + 5), false, 'the time came before a slot')
  const next = slots.acquire(later())
  slots.release()
  t.equal(await next, true, 'the release was not spent on the one that had left')
  t.equal(await slots.acquire(performance.now()), false, 'and there is still only one slot')
})

t.test('never more than the slots are out, over 10,000 turns of random length', async (t) => {
  const slots = createSemaphore(3, 10_000)
  let out = 0
  let most = 0
  async function turn(index: number): Promise<void> {
    if (!(await slots.acquire(later()))) throw new Error('There was a place in the queue')
    most = Math.max(most, ++out)
    for (let step = 0; step < index % 7; step++) await undefined
    out--
    slots.release()
  }
  await Promise.all(Array.from({ length: 10_000 }, (_, index) => turn(index)))
  t.equal(most, 3)
  t.equal(out, 0)
})
