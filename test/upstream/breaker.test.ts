import fc from 'fast-check'
import t from 'tap'
import { type Breaker, createBreaker, type Verdict } from '../../src/upstream/breaker.ts'

const works = { kind: 'works' } as const
const fails = { kind: 'fails', cause: 'ECONNREFUSED' } as const
const understood = { kind: 'understood' } as const
const saysNothing = { kind: 'says-nothing' } as const
const unreadable = (cause = 'http-404') => ({ kind: 'unreadable', cause }) as const

function start(failures = 3, openMs = 1_000, unreadable = 4) {
  const clock = { now: 5_000 }
  const changes: string[] = []
  const breaker = createBreaker(
    { failures, unreadable, openMs },
    () => clock.now,
    (state) => void changes.push(state),
  )
  return { breaker, clock, changes }
}

/** A GET that the breaker has let through. */
type Pass = { readonly isProbe: boolean; report(verdict: Verdict): void; giveBack(): void }

/** Lets a GET through, or says after how long it may come again. */
function ask(breaker: Breaker): Pass | number {
  const retryAfterMs = breaker.refusalMs()
  if (retryAfterMs !== undefined) return retryAfterMs
  const probe = breaker.admit()
  return {
    isProbe: probe !== undefined,
    report: (verdict) => breaker.report(verdict, probe),
    giveBack: () => breaker.giveBack(probe),
  }
}

function passOf(asked: Pass | number): Pass {
  if (typeof asked === 'number') throw new Error(`Refused for ${asked} ms`)
  return asked
}

function fail(breaker: Breaker, times: number): void {
  for (let time = 0; time < times; time++) passOf(ask(breaker)).report(fails)
}

t.test('failures in a row open it, and what happens between them decides whether they are in a row', async (t) => {
  for (const [between, opened] of [
    [works, false],
    [saysNothing, true],
  ] as const) {
    const { breaker } = start()
    fail(breaker, 2)
    passOf(ask(breaker)).report(between)
    fail(breaker, 1)
    t.equal(breaker.refusalMs() !== undefined, opened, between.kind)
  }
})

t.test('an open one refuses until its time, then lets one look, and stays shut for others meanwhile', async (t) => {
  const { breaker, clock, changes } = start()
  fail(breaker, 3)
  t.strictSame(breaker.status(), { state: 'open', retryInMs: 1_000, cause: 'ECONNREFUSED', unreadableCount: 0 })
  t.equal(ask(breaker), 1_000)
  t.throws(() => breaker.admit(), 'a GET that is refused cannot be admitted')
  clock.now += 400
  t.equal(ask(breaker), 600)
  clock.now += 600
  t.equal(breaker.refusalMs(), undefined)
  const probe = passOf(ask(breaker))
  t.equal(breaker.status().state, 'half-open')
  for (let time = 0; time < 100; time++) t.equal(ask(breaker), 1_000)
  probe.report(works)
  t.strictSame(breaker.status(), { state: 'closed', unreadableCount: 0 })
  for (const _ of [1, 2]) passOf(ask(breaker))
  t.strictSame(changes, ['open', 'half-open', 'closed'])
})

t.test(
  'a look that fails opens it anew; one that says nothing, or was not taken, leaves the place to the next',
  async (t) => {
    const { breaker, clock, changes } = start()
    fail(breaker, 3)
    clock.now += 1_000
    passOf(ask(breaker)).report(fails)
    t.equal(ask(breaker), 1_000)
    clock.now += 1_000
    passOf(ask(breaker)).report(saysNothing)
    t.equal(breaker.status().state, 'half-open')
    passOf(ask(breaker)).giveBack()
    const next = passOf(ask(breaker))
    t.type(ask(breaker), 'number')
    next.report(works)
    t.strictSame(changes, ['open', 'half-open', 'open', 'half-open', 'closed'])
  },
)

t.test('GETs in flight when it opened do not extend the open time, and may end it', async (t) => {
  const { breaker, clock } = start()
  const [one, two, three] = [ask(breaker), ask(breaker), ask(breaker)].map(passOf)
  fail(breaker, 3)
  clock.now += 900
  one?.report(fails)
  t.equal(ask(breaker), 100)
  clock.now += 100
  const probe = passOf(ask(breaker))
  two?.report(fails)
  t.equal(breaker.status().state, 'half-open', 'the look is still out')
  three?.report(works)
  t.equal(breaker.status().state, 'closed')
  probe.report(saysNothing)
  t.equal(breaker.status().state, 'closed')
})

t.test('consecutive unreadable answers with the same cause open it, and a readable one ends the run', async (t) => {
  const rows: readonly (readonly [between: readonly Verdict[], opened: boolean])[] = [
    [[], true],
    [[saysNothing], true],
    [[works], false],
    [[understood], false],
    [[fails], false],
    [[unreadable('html')], false],
  ]
  for (const [between, opened] of rows) {
    const { breaker } = start()
    for (const verdict of [unreadable(), unreadable(), ...between, unreadable(), unreadable()]) {
      passOf(ask(breaker)).report(verdict)
    }
    t.equal(breaker.refusalMs() !== undefined, opened, JSON.stringify(between))
    t.equal(breaker.status().unreadableCount, opened ? 4 : 2)
    if (opened) t.equal(breaker.status().cause, 'http-404')
  }
})

t.test('unreadable answers neither add to consecutive failures nor reset them', async (t) => {
  const { breaker } = start()
  for (const verdict of [fails, unreadable(), fails, unreadable()]) passOf(ask(breaker)).report(verdict)
  t.equal(breaker.status().state, 'closed')
  passOf(ask(breaker)).report(fails)
  t.strictSame(breaker.status(), { state: 'open', retryInMs: 1_000, cause: 'ECONNREFUSED', unreadableCount: 0 })
})

t.test(
  'a probe that cannot be read opens it anew, and one that is understood leaves the place to the next',
  async (t) => {
    const { breaker, clock } = start()
    for (let time = 0; time < 4; time++) passOf(ask(breaker)).report(unreadable())
    clock.now += 1_000
    const probe = passOf(ask(breaker))
    t.ok(probe.isProbe)
    probe.report(unreadable('html'))
    t.match(breaker.status(), { state: 'open', retryInMs: 1_000, cause: 'html', unreadableCount: 1 })
    clock.now += 1_000
    passOf(ask(breaker)).report(understood)
    t.equal(breaker.status().state, 'half-open')
    passOf(ask(breaker)).report(works)
    const usual = passOf(ask(breaker))
    t.notOk(usual.isProbe)
  },
)

t.test('connections that are lost together are one event; lost one after the other they open it', async (t) => {
  const { breaker, clock } = start()
  const lostSince = (since: number) => ({ kind: 'unreadable', cause: 'ECONNRESET', lostSince: since }) as const
  const startedAt = clock.now
  for (let time = 0; time < 64; time++) {
    clock.now++
    passOf(ask(breaker)).report(lostSince(startedAt))
  }
  t.match(breaker.status(), { state: 'closed', unreadableCount: 1 })
  for (const cause of ['UND_ERR_SOCKET', 'ECONNRESET', 'answer-deadline']) {
    clock.now++
    passOf(ask(breaker)).report({ ...lostSince(clock.now), cause })
  }
  t.match(breaker.status(), { state: 'open', cause: 'answer-deadline', unreadableCount: 4 }, 'however they were lost')
})

t.test('with 0 it counts them and never opens for them, and such a probe leaves the place to the next', async (t) => {
  const { breaker, clock } = start(3, 1_000, 0)
  for (let time = 0; time < 100; time++) passOf(ask(breaker)).report(unreadable())
  t.match(breaker.status(), { state: 'closed', unreadableCount: 100 })
  fail(breaker, 3)
  clock.now += 1_000
  passOf(ask(breaker)).report(unreadable())
  t.equal(breaker.status().state, 'half-open')
})

t.test('a breaker that is off never opens', async () => {
  const { breaker } = start(0)
  fail(breaker, 1_000)
  passOf(ask(breaker))
})

t.test('in no history are there two probes at once, and none blocks forever', async () => {
  const verdicts = fc.constantFrom('works', 'fails', 'unreadable', 'understood', 'says-nothing', 'back', 'wait', 'ask')
  fc.assert(
    fc.property(fc.array(verdicts, { maxLength: 200 }), (acts) => {
      const { breaker, clock } = start(2, 100, 2)
      const out: { pass: Pass; probe: boolean }[] = []
      for (const act of acts) {
        if (act === 'wait') clock.now += 50
        else if (act === 'ask') {
          const pass = ask(breaker)
          if (typeof pass !== 'number') out.push({ pass, probe: breaker.status().state === 'half-open' })
          if (breaker.status().state === 'half-open' && out.filter(({ probe }) => probe).length > 1) return false
        } else {
          const ended = out.shift()
          if (act === 'back') ended?.pass.giveBack()
          else if (act === 'fails') ended?.pass.report(fails)
          else if (act === 'unreadable') ended?.pass.report(unreadable())
          else ended?.pass.report({ kind: act })
          // A breaker that another GET has closed no longer knows its probe.
          if (breaker.status().state === 'closed') for (const one of out) one.probe = false
        }
      }
      for (const { pass } of out) pass.giveBack()
      clock.now += 1_000
      return typeof ask(breaker) !== 'number'
    }),
  )
})
