import t from 'tap'
import { createRate } from '../../src/upstream/rate.ts'
import { createTurns, type Demand, type Lane, type LaneRefusal } from '../../src/upstream/turns.ts'
import { createVirtualTimers } from './virtual-timers.ts'

type Options = { readonly connections?: number; readonly maxWaiting?: number; readonly perSecond?: number | undefined }

function start({ connections = 1, maxWaiting = 100, perSecond }: Options = {}) {
  const timers = createVirtualTimers()
  const turns = createTurns({ connections, maxWaiting }, timers)
  const createLane = () =>
    turns.createLane(createRate(perSecond === undefined ? {} : { segmentsPerSecond: perSecond }, timers.now))
  const lane = createLane()
  return { timers, turns, createLane, lane, take: takeFrom({ lane, timers }), in: (ms: number) => timers.now() + ms }
}

/** What was taken, to be let go of once; or after how long to come again. */
type Taken = { readonly waitedMs: number; release(): void; giveBack(): void }
type Result = Taken | LaneRefusal
type Take = (demand: Demand) => Promise<Result>

const takenOf = (result: Result): Taken => {
  if ('retryAfterMs' in result) throw new Error('No turn')
  return result
}

/** Takes what a batch needs from the lane, and keeps the times that the client keeps. */
function takeFrom({ lane, timers }: { lane: Lane; timers: ReturnType<typeof createVirtualTimers> }): Take {
  return async (demand) => {
    const askedAt = timers.now()
    const refusal = await lane.take(demand)
    if (refusal) return refusal
    const takenAt = timers.now()
    return {
      waitedMs: takenAt - askedAt,
      release: () => lane.release(timers.now() - takenAt),
      giveBack: () => lane.giveBack(demand.segments),
    }
  }
}

/** A first batch without others behind it. */
const first = (until: number, segments = 1): Demand => ({ segments, until, others: { segments: 0, startBy: until } })
const later = (until: number, segments = 1): Demand => ({ segments, until })

/** Writes down who was let in, in order. */
function record(take: Take, names: string[], name: string, demand: Demand): Promise<Result> {
  return take(demand).then((result) => {
    names.push('retryAfterMs' in result ? `${name} refused` : name)
    return result
  })
}

t.test('each lane counts who waits in it', async (t) => {
  const { take, lane, createLane, in: at } = start()
  const other = createLane()
  const running = takenOf(await take(first(at(1_000))))
  t.equal(lane.waitingCount(), 0)
  const waiting = [take(first(at(1_000))), take(later(at(1_000)))]
  t.strictSame([lane.waitingCount(), other.waitingCount()], [2, 0])
  running.release()
  takenOf(await (waiting[0] as Promise<Result>)).release()
  takenOf(await (waiting[1] as Promise<Result>)).release()
  t.equal(lane.waitingCount(), 0)
})

t.test('a free connection is taken at once, whatever the time, and without a timer', async (t) => {
  const { take, turns, timers, in: at } = start({ connections: 2, perSecond: 10 })
  takenOf(await take(first(at(-1))))
  takenOf(await take(later(at(-1))))
  t.strictSame(turns.counts(), { waiting: 0, running: 2 })
  t.equal(timers.setCount(), 0)
})

t.test('who waits is let in in the order of arrival, one for each release', async (t) => {
  const { take, timers, in: at } = start()
  let running = takenOf(await take(first(at(1_000))))
  const names: string[] = []
  const waiting = ['one', 'two', 'three'].map((name) => record(take, names, name, first(at(1_000))))
  for (const [index, expected] of [['one'], ['one', 'two'], ['one', 'two', 'three']].entries()) {
    await timers.advance(10)
    running.release()
    running = takenOf((await waiting[index]) as Result)
    t.strictSame(names, expected)
    t.equal(running.waitedMs, (index + 1) * 10)
  }
  t.equal(timers.pendingCount(), 0, 'no timer is left behind')
})

t.test('who has waited too long is refused, and the connection goes to others', async (t) => {
  const { take, timers, turns, in: at } = start()
  const running = takenOf(await take(first(at(1_000))))
  const names: string[] = []
  void record(take, names, 'impatient', first(at(50)))
  void record(take, names, 'patient', first(at(500)))
  await timers.advance(50)
  t.strictSame(names, ['impatient refused'])
  running.release()
  await timers.advance(0)
  t.strictSame(names, ['impatient refused', 'patient'])
  t.strictSame(turns.counts(), { waiting: 0, running: 1 })
})

t.test('a full queue refuses at once, and so cheaply that no timer is set', async (t) => {
  const { take, timers, turns, in: at } = start({ maxWaiting: 3 })
  await take(first(at(1_000)))
  for (let place = 0; place < 3; place++) void take(first(at(1_000)))
  const before = timers.setCount()
  for (let turn = 0; turn < 10_000; turn++) t.match(await take(first(at(1_000))), { retryAfterMs: Number })
  t.equal(timers.setCount(), before)
  t.equal(turns.counts().waiting, 3)
})

t.test('lists that have taken all places of later batches leave those of first batches free', async (t) => {
  const { take, in: at } = start({ maxWaiting: 3 })
  const running = takenOf(await take(first(at(1_000))))
  for (let place = 0; place < 3; place++) void take(later(at(1_000)))
  t.match(await take(later(at(1_000))), { retryAfterMs: Number })
  const code = take(first(at(1_000)))
  running.release()
  takenOf(await code)
})

t.test('the queue of one account does not fill the places of another, and they take turns', async (t) => {
  const { take, createLane, timers, in: at } = start({ maxWaiting: 3 })
  const other = takeFrom({ lane: createLane(), timers })
  const running = takenOf(await take(first(at(1_000))))
  const names: string[] = []
  const shares: Promise<Result>[] = []
  for (const name of ['a1', 'a2', 'a3', 'a4']) shares.push(record(take, names, name, first(at(1_000))))
  for (const name of ['b1', 'b2']) shares.push(record(other, names, name, first(at(1_000))))
  await timers.advance(0)
  t.strictSame(names, ['a4 refused'])
  names.length = 0
  let share = running
  for (const [index, expected] of [
    [0, 'a1'],
    [4, 'b1'],
    [1, 'a2'],
    [5, 'b2'],
    [2, 'a3'],
  ] as const) {
    share.release()
    share = takenOf((await shares[index]) as Result)
    t.equal(names.at(-1), expected)
  }
})

t.test('the rate lets in what its time pays for, while connections are free', async (t) => {
  const { take, timers, turns, in: at } = start({ connections: 100, perSecond: 10 })
  const names: string[] = []
  for (let index = 1; index <= 14; index++) void record(take, names, String(index), first(at(400)))
  await timers.advance(0)
  t.equal(names.length, 10, "a second's worth at once")
  t.strictSame(turns.counts(), { waiting: 4, running: 10 })
  for (const count of [11, 12, 13, 14]) {
    await timers.advance(100)
    t.equal(names.length, count)
  }
  t.equal(timers.pendingCount(), 0)
})

t.test('what the backlog leaves no time for is refused at once, with the time after which it is let in', async (t) => {
  const { take, timers, in: at } = start({ connections: 100, perSecond: 10 })
  for (let index = 0; index < 15; index++) void take(first(at(500)))
  const before = timers.setCount()
  t.strictSame(await take(first(at(500))), { retryAfterMs: 100 })
  t.strictSame(await take(first(at(200), 3)), { retryAfterMs: 600 })
  t.equal(timers.setCount(), before)
  await timers.advance(100)
  const names: string[] = []
  void record(take, names, 'again', first(at(500)))
  await timers.advance(500)
  t.strictSame(names, ['again'], 'after that time it was')
})

t.test('behind connections that are all taken, the time of an exchange tells how long it takes', async (t) => {
  const { take, timers, in: at } = start()
  for (let turn = 0; turn < 100; turn++) {
    const share = takenOf(await take(first(at(0))))
    await timers.advance(200)
    share.release()
  }
  await take(first(at(0)))
  const names: string[] = []
  void record(take, names, 'one', first(at(500)))
  void record(take, names, 'two', first(at(500)))
  const third = await take(first(at(500)))
  t.equal('retryAfterMs' in third && Math.round(third.retryAfterMs), 100, 'three times 200 ms are 100 more than 500')
})

t.test('a share that is given back is there for others, with its part of the rate', async (t) => {
  const { take, timers, turns, in: at } = start({ connections: 2, perSecond: 10 })
  const share = takenOf(await take(first(at(0), 10)))
  const names: string[] = []
  void record(take, names, 'waiting', first(at(1_000), 10))
  await timers.advance(0)
  t.strictSame(names, [])
  share.giveBack()
  await timers.advance(0)
  t.strictSame(names, ['waiting'])
  t.equal(turns.counts().running, 1)
})

t.test('a first batch goes before the later ones of a list', async (t) => {
  const { take, timers, in: at } = start({ connections: 100, perSecond: 10 })
  await take(first(at(0), 10))
  const names: string[] = []
  for (const name of ['list 1', 'list 2']) void record(take, names, name, later(at(15_000), 10))
  await timers.advance(500)
  void record(take, names, 'password', first(at(500)))
  await timers.advance(0)
  t.strictSame(names, ['password'], 'half a second has been paid for, which is no whole GET of the list')
  await timers.advance(600)
  t.strictSame(names, ['password', 'list 1'])
  await timers.advance(1_000)
  t.strictSame(names, ['password', 'list 1', 'list 2'])
})

t.test('first batches without end take half of the rate, and a list gets the other half', async (t) => {
  const { take, timers, in: at } = start({ connections: 1_000, perSecond: 10 })
  const names: string[] = []
  for (let index = 0; index < 50; index++) void record(take, names, 'list', later(at(100_000), 5))
  // Ten times what the account takes.
  for (let step = 0; step < 2_000; step++) {
    void record(take, names, 'first', first(at(500)))
    await timers.advance(10)
  }
  const count = (name: string) => names.filter((other) => other === name).length
  // 20 seconds of 10 segments, and one that was saved up.
  t.equal(Math.abs(count('first') - 100) <= 10, true, `${count('first')} first batches of 1 segment`)
  t.equal(Math.abs(count('list') * 5 - 100) <= 10, true, `${count('list')} later ones of 5`)
})

t.test('a list that cannot be ended in its time at this backlog is not begun', async (t) => {
  const { take, in: at } = start({ connections: 100, perSecond: 10 })
  const list = (segments: number): Demand => ({
    segments: 10,
    until: at(500),
    others: { segments: segments - 10, startBy: at(5_000) },
  })
  t.strictSame(await take(list(61)), { retryAfterMs: 100 })
  takenOf(await take(list(60)))
  for (let index = 0; index < 5; index++) void take(later(at(5_000), 10))
  t.strictSame(await take(list(20)), { retryAfterMs: 2_000 })
})

t.test('ten times what is taken, for a minute: the rate holds, and nothing piles up', async (t) => {
  const { take, timers, turns, in: at } = start({ connections: 64, perSecond: 20 })
  let admitted = 0
  let refused = 0
  let mostWaiting = 0
  for (let step = 0; step < 12_000; step++) {
    void take(first(at(500))).then((result) => {
      if ('retryAfterMs' in result) {
        refused++
        if (result.retryAfterMs < 0) t.fail('a time to come back lies ahead')
      } else {
        admitted++
        timers.set(result.release, 30)
      }
    })
    await timers.advance(5)
    mostWaiting = Math.max(mostWaiting, turns.counts().waiting)
  }
  await timers.advance(1_000)
  t.equal(admitted + refused, 12_000)
  t.ok(admitted >= 1_200 && admitted <= 1_235, `${admitted} of 60 seconds of 20`)
  t.ok(mostWaiting <= 11, `${mostWaiting} waiting`)
  t.strictSame(turns.counts(), { waiting: 0, running: 0 })
  t.equal(timers.pendingCount(), 0)
})
