import t from 'tap'
import type { ContestantName } from '../../bench/contestants/contestants.ts'
import { createRows, type Results, ratio } from '../../bench/goals.ts'
import type { Run } from '../../bench/measure.ts'

const run = (messagesPerSecond: number, cpuUsPerMessage = 100): Run => ({
  messagesPerSecond,
  cpuUsPerMessage,
  p50Us: 1,
  p99Us: 2,
  peakMemoryMiB: 170,
  accepted: 1,
  counted: 1,
  faults: [],
  warnings: [],
})

type Rounds = readonly (Run | undefined)[]
const results = (runs: Partial<Record<ContestantName, Rounds>>, more: Partial<Results> = {}): Results => ({
  runs: new Map(Object.entries(runs) as [ContestantName, Rounds][]),
  added: [],
  fsyncUs: 100,
  startsMs: [],
  ...more,
})

const rowOf = (measured: Results, start: string) => createRows(measured).find(({ what }) => what.startsWith(start))

t.test('a ratio is taken round by round: what slows the machine for a round changes nothing', async (t) => {
  const measured = results({
    gateway: [run(900), run(90), run(850)],
    'fastify-min': [run(1_000), run(100), run(1_000)],
  })
  t.strictSame(ratio(measured, 'messagesPerSecond', 'gateway', 'fastify-min'), {
    median: 0.9,
    least: 0.85,
    most: 0.9,
  })
  t.match(rowOf(measured, 'requests/s, two'), {
    goal: '≥ 0.80',
    reached: { text: '0.90 (0.85–0.90)', isReached: true },
  })
})

t.test('a round without figures for either side is left out of a ratio and does not shift the others', async (t) => {
  const measured = results({ gateway: [undefined, run(80), run(90)], 'fastify-min': [run(50), run(100), undefined] })
  t.match(ratio(measured, 'messagesPerSecond', 'gateway', 'fastify-min'), { least: 0.8, most: 0.8 })
  t.equal(ratio(results({ gateway: [undefined] }), 'messagesPerSecond', 'gateway', 'gateway'), undefined)
})

t.test('a goal is reached at its border, and not beyond it', async (t) => {
  const against = (rate: number, cpu: number) => results({ gateway: [run(rate, cpu)], 'fastify-min': [run(100, 100)] })
  const reached = (measured: Results, start: string) => rowOf(measured, start)?.reached?.isReached
  t.equal(reached(against(80, 125), 'requests/s, two'), true)
  t.equal(reached(against(80, 125), 'CPU per message'), true)
  t.equal(reached(against(79, 126), 'requests/s, two'), false)
  t.equal(reached(against(79, 126), 'CPU per message'), false)
})

t.test('the added latency is held against two fsyncs of this disk', async (t) => {
  const least = { p50Us: 200, p99Us: 300, cpuUsPerMessage: 90 }
  const gateway = { p50Us: 400, p99Us: 900, cpuUsPerMessage: 200 }
  const added = [{ directP50Us: 60, least, gateway, faults: [] }]
  const row = (fsyncUs: number) => rowOf(results({}, { added, fsyncUs }), 'p50 added')
  t.match(row(100), { goal: '≤ 0.35 ms', reached: { text: '0.34 ms', isReached: true } })
  t.match(row(90), { goal: '≤ 0.33 ms', reached: { isReached: false } })
})

t.test('unmeasured figures are in the table, and count as neither reached nor missed', async (t) => {
  const rows = createRows(results({ gateway: [run(100)] }))
  t.equal(rows.length, 10)
  t.strictSame(
    rows.filter(({ reached }) => reached).map(({ what }) => what),
    ['memory under load, at its peak'],
  )
})
