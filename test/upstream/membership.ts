import { createRate, type Rate, type RateShare } from '../../src/upstream/rate.ts'
import type { Random } from './random.ts'

/** What the database knows: a row for each name, as journal_enter_1 and journal_beat_1 keep it. */
type Row = { readonly run: number; countedFrom: number; leaseUntil: number }

export type Rules = {
  readonly segmentsPerSecond: number
  readonly leaseMs: number
  readonly beatMs: number
  /** The rule under test. Without it, a gateway that joins sends at once. */
  readonly joinersWait: boolean
}

type Process = {
  name: string
  run: number
  /** Undefined while it is not running. */
  rate: Rate | undefined
  live: number
  countedFrom: number
  validUntil: number
  nextBeatAt: number
  stoppedUntil: number
  startAt: number
  isBusy: boolean
}

/** Steps of the virtual clock. */
const stepMs = 25
const historyMs = 90_000

/**
 * Plays one history of gateways that start, stop, crash, freeze and lose the database, each sending as much as its rate
 * allows whenever it has work.
 *
 * @returns the segments of the worst second
 */
export function playHistory(random: Random, rules: Rules): number {
  const { leaseMs, beatMs, segmentsPerSecond } = rules
  const between = (least: number, most: number) => least + random.below(most - least + 1)
  const chance = (share: number) => random.below(1_000_000) < share * 1_000_000
  const rows = new Map<string, Row>()
  const sent: { readonly at: number; readonly segments: number }[] = []
  let now = 0
  let runs = 0
  let databaseBackAt = 0
  const alive = () => [...rows.values()].filter(({ leaseUntil }) => leaseUntil >= now)
  const processes = Array.from(
    { length: 4 },
    (_, index): Process => ({
      ...{ name: `gateway-${index}`, run: 0, rate: undefined, live: 1, countedFrom: 0, validUntil: 0, nextBeatAt: 0 },
      ...{ stoppedUntil: 0, startAt: between(0, 20_000), isBusy: true },
    }),
  )

  function enter(process: Process): void {
    const before = rows.get(process.name)
    rows.delete(process.name)
    const others = alive().length
    const inherited = before !== undefined && before.leaseUntil >= now ? before.countedFrom : undefined
    const countedFrom = rules.joinersWait ? (inherited ?? now + (others === 0 ? 0 : leaseMs)) : now
    rows.set(process.name, { run: ++runs, countedFrom, leaseUntil: now + leaseMs })
    Object.assign(process, { run: runs, live: others + 1, countedFrom, stoppedUntil: 0 })
    Object.assign(process, { validUntil: now + leaseMs * 0.8, nextBeatAt: now + beatMs })
    const share: RateShare = {
      fraction: () => 1 / process.live,
      untilMs: () => Math.max(0, process.countedFrom - now),
    }
    process.rate = createRate({ segmentsPerSecond, share }, () => now)
  }

  function end(process: Process, keepsName: boolean): void {
    process.rate = undefined
    process.startAt = now + between(20, chance(0.5) ? 2_000 : 2 * leaseMs)
    // A new name, as of a pod that takes another one's place.
    if (!keepsName) process.name = `${process.name.split('.')[0]}.${runs}`
  }

  function beat(process: Process): void {
    const row = rows.get(process.name)
    if (row?.run !== process.run) {
      end(process, true)
      return
    }
    // It was away for too long to have been counted.
    if (row.leaseUntil < now && rules.joinersWait) {
      row.countedFrom = now + (alive().length === 0 ? 0 : leaseMs)
      process.countedFrom = row.countedFrom
    }
    row.leaseUntil = now + leaseMs
    process.live = alive().length
    process.validUntil = now + leaseMs * 0.8
    process.nextBeatAt = now + beatMs
  }

  function send(process: Process, rate: Rate): void {
    // What is not committed is not sent, and an ended run commits nothing.
    if (rows.get(process.name)?.run !== process.run || now < databaseBackAt) return
    for (;;) {
      const own = Math.max(1, Math.floor(segmentsPerSecond / process.live))
      const segments = chance(0.1) ? between(1, own) : 1
      if (now >= process.validUntil || rate.waitMs(segments, 0) > 0) return
      rate.take(segments)
      sent.push({ at: now, segments })
    }
  }

  for (; now < historyMs; now += stepMs) {
    if (chance(0.0005)) databaseBackAt = now + between(100, 2 * leaseMs)
    for (const process of processes) {
      if (process.rate === undefined) {
        if (now >= process.startAt && now >= databaseBackAt) enter(process)
        continue
      }
      if (now < process.stoppedUntil) continue
      const fate = chance(0.0015) ? random.below(3) : undefined
      if (fate === 0) process.stoppedUntil = now + between(10, 3 * leaseMs)
      else if (fate !== undefined) {
        // It is killed, or leaves in good order: its row goes with it.
        if (fate === 1) rows.delete(process.name)
        end(process, chance(0.5))
      } else {
        if (chance(0.005)) process.isBusy = !process.isBusy
        if (now >= process.nextBeatAt && now >= databaseBackAt) beat(process)
        if (process.rate !== undefined && process.isBusy) send(process, process.rate)
      }
    }
  }
  return worstSecond(sent)
}

function worstSecond(sent: readonly { readonly at: number; readonly segments: number }[]): number {
  let worst = 0
  let total = 0
  let first = 0
  for (const { at, segments } of sent) {
    total += segments
    for (let oldest = sent[first]; oldest !== undefined && at - oldest.at >= 1_000; oldest = sent[++first])
      total -= oldest.segments
    worst = Math.max(worst, total)
  }
  return worst
}
