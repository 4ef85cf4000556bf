import { EventEmitter, once } from 'node:events'
import t, { type Test } from 'tap'
import { type Beat, startLease } from '../../../src/journal/postgres/lease.ts'

/** A lease whose renewals the test answers. */
function start(t: Test, leaseMs = 10_000) {
  const clocks = { wall: 5_000_000, steady: 100 }
  const beats = new EventEmitter()
  let over = 0
  const lease = startLease(
    { leaseMs, beatMs: 1 },
    { wallMs: () => clocks.wall, steadyMs: () => clocks.steady },
    { wallMs: clocks.wall, steadyMs: clocks.steady, live: 1, countedInMs: 0 },
    (endsOthers) => new Promise((resolve, reject) => beats.emit('beat', { endsOthers, resolve, reject })),
    () => void over++,
  )
  // The lease keeps no process alive.
  const alive = setInterval(() => {}, 60_000)
  t.teardown(() => {
    clearInterval(alive)
    lease.stop()
  })
  // A renewal waits for its answer, so the next one comes only after it.
  const next = async (): Promise<Asked> => (await once(beats, 'beat'))[0]
  const pass = (ms: number) => {
    clocks.wall += ms
    clocks.steady += ms
  }
  return { lease, clocks, next, pass, overCount: () => over }
}

type Asked = {
  readonly endsOthers: boolean
  resolve(beat: Beat | undefined): void
  reject(error: Error): void
}

t.test('a lease is valid for four fifths of its time from when its renewal was sent, by both clocks', async (t) => {
  const { lease, clocks, next, pass } = start(t)
  pass(7_999)
  t.ok(lease.isValid())
  pass(1)
  t.notOk(lease.isValid())
  const asked = await next()
  // The answer takes a while, and the lease counts from the question.
  const following = next()
  pass(3_000)
  asked.resolve({ live: 3, countedInMs: 0 })
  await following
  t.ok(lease.isValid())
  t.equal(lease.liveReplicas(), 3)
  pass(4_999)
  t.ok(lease.isValid())
  clocks.wall += 1
  t.notOk(lease.isValid(), 'by the wall clock alone, as after a sleep of the machine')
  clocks.wall -= 1
  clocks.steady += 1
  t.notOk(lease.isValid(), 'by the steady clock alone, as after the wall clock was set back')
})

t.test('a process ends others only after a whole lease of its own renewals', async (t) => {
  const { next, pass } = start(t, 10)
  const first = await next()
  t.equal(first.endsOthers, false)
  const told: boolean[] = []
  let asked = first
  for (let count = 0; count < 12; count++) {
    const following = next()
    asked.resolve({ live: 1, countedInMs: 0 })
    pass(1)
    asked = await following
    told.push(asked.endsOthers)
  }
  t.ok(told.includes(true) && told.indexOf(true) >= 8, told.join())
  const following = next()
  // It was stopped, or could not reach the database.
  pass(50)
  asked.reject(new Error('away'))
  asked = await following
  t.equal(asked.endsOthers, false, 'and not after it missed one')
})

t.test('a renewal that fails is tried again, and one that finds no run is the last', async (t) => {
  const { lease, next, overCount } = start(t)
  const failed = await next()
  const following = next()
  failed.reject(new Error('away'))
  const again = await following
  t.notOk(lease.isWell())
  const last = next()
  again.resolve({ live: 1, countedInMs: 0 })
  const gone = await last
  t.ok(lease.isWell())
  gone.resolve(undefined)
  await new Promise((resolve) => setImmediate(resolve))
  t.equal(overCount(), 1)
  t.notOk(lease.isValid())
})
