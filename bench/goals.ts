import type { AddedLatency } from './added-latency.ts'
import type { ContestantName } from './contestants/contestants.ts'
import type { Run } from './measure.ts'
import { formatSpread, type Spread, spreadOf } from './statistics.ts'

/** All measurements. */
export type Results = {
  /** In the order of the rounds; undefined for a run without figures. */
  readonly runs: ReadonlyMap<ContestantName, readonly (Run | undefined)[]>
  readonly added: readonly AddedLatency[]
  readonly fsyncUs: number
  readonly startsMs: readonly number[]
}

export type Row = {
  readonly what: string
  readonly goal: string
  /** Absent if not measured. */
  readonly reached?: { readonly text: string; readonly isReached: boolean }
}

type Figure = 'messagesPerSecond' | 'cpuUsPerMessage'

/** One contestant's figure relative to another's, per round, because a temporarily slow machine slows both. */
export function ratio(
  { runs }: Results,
  figure: Figure,
  one: ContestantName,
  other: ContestantName,
): Spread | undefined {
  const [ones = [], others = []] = [runs.get(one), runs.get(other)]
  const ratios = ones.flatMap((run, round) => {
    const otherRun = others[round]
    return run === undefined || otherRun === undefined ? [] : [run[figure] / otherRun[figure]]
  })
  return ratios.length === 0 ? undefined : spreadOf(ratios)
}

const atLeast = (what: string, spread: Spread | undefined, goal: number): Row => ({
  what,
  goal: `≥ ${goal.toFixed(2)}`,
  ...(spread && { reached: { text: formatSpread(spread, 2), isReached: spread.median >= goal } }),
})

const atMost = (what: string, spread: Spread | undefined, goal: number, unit = '', digits = 2): Row => ({
  what,
  goal: `≤ ${goal.toFixed(digits)}${unit}`,
  ...(spread && { reached: { text: `${formatSpread(spread, digits)}${unit}`, isReached: spread.median <= goal } }),
})

/** What the gateway adds in addition to its two disk writes. */
const ownLatencyUs = 150
const goals = {
  throughput: 0.8,
  cpu: 1.25,
  axios: 5,
  kannel: 2.5,
  kannelSpool: 4,
  slowFsync: 0.85,
  list: 0.1,
  startMs: 250,
  memoryMiB: 180,
} as const

/** The table of goals. */
export function createRows(results: Results): readonly Row[] {
  const { runs, added, fsyncUs, startsMs } = results
  const rate = (one: ContestantName, other: ContestantName) => ratio(results, 'messagesPerSecond', one, other)
  const cpu = (one: ContestantName, other: ContestantName) => ratio(results, 'cpuUsPerMessage', one, other)
  const addedMs = added.map(({ directP50Us, gateway }) => (gateway.p50Us - directP50Us) / 1_000)
  const memory = (runs.get('gateway') ?? []).flatMap((run) => run?.peakMemoryMiB ?? [])
  const spread = (values: readonly number[]) => (values.length === 0 ? undefined : spreadOf(values))
  return [
    atLeast(
      'requests/s, two durable writes, relative to fastify-min',
      rate('gateway', 'fastify-min'),
      goals.throughput,
    ),
    atMost('CPU per message relative to fastify-min', cpu('gateway', 'fastify-min'), goals.cpu),
    atLeast('requests/s relative to Express + axios', rate('gateway', 'express-axios'), goals.axios),
    atLeast('messages/s relative to Kannel without a store', rate('gateway', 'kannel-none'), goals.kannel),
    atLeast('messages/s relative to Kannel with its spool', rate('gateway', 'kannel-spool'), goals.kannelSpool),
    atLeast(
      '512 connections, fsync + 2 ms, relative to no journal',
      rate('gateway-512-slow-fsync', 'gateway-512-no-journal'),
      goals.slowFsync,
    ),
    atMost(
      'p50 added at 2,000 messages/s (≤ 2 fsyncs + 0.15 ms)',
      spread(addedMs),
      (2 * fsyncUs + ownLatencyUs) / 1_000,
      ' ms',
    ),
    atMost(
      '1,000 recipients: CPU per recipient relative to single requests',
      cpu('gateway-1000', 'gateway'),
      goals.list,
    ),
    atMost('start to the first 200 of /readyz', spread(startsMs), goals.startMs, ' ms', 0),
    atMost('memory under load, at its peak', spread(memory), goals.memoryMiB, ' MiB', 0),
  ]
}
