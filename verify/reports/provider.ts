import type { ReportStatus } from '../../src/messages/delivery.ts'
import type { IncomingReport } from '../../src/messages/incoming-report.ts'
import type { Random } from '../../test/upstream/random.ts'

const secondMs = 1_000
const hourMs = 3_600 * secondMs

/** How a provider behaves towards all of its customers. */
export type Provider = {
  /** How far its clock is ahead. */
  readonly skewMs: number
  /** Whether the zone of its dates is known, so that they can be read. */
  readonly isZoneKnown: boolean
  /** Whether each part of a long message has an id of its own. */
  readonly hasPartIds: boolean
  /** Whether its answer names all of them, or the first one. */
  readonly namesAllIds: boolean
}

/** What became of a message at the provider, and what its answer told us. */
export type Fate = 'accepted' | 'accepted-without-id' | 'rejected' | 'refused-first' | 'unknown'

export type TrueMessage = {
  readonly index: number
  readonly at: number
  readonly from: string
  readonly segments: number
  readonly fate: Fate
  /** The ids under which the provider took it; none if it did not. */
  readonly ids: readonly string[]
  /** Those that its answer named. */
  readonly namedIds: readonly string[]
  readonly answeredAt: number
}

export type Arrival = { readonly at: number; readonly message: number; readonly report: IncomingReport }

/** Everything that happened to one number, as nobody but the test knows it. */
export type History = {
  readonly to: string
  readonly isDense: boolean
  readonly messages: readonly TrueMessage[]
  /** Those that were not lost, in any order. */
  readonly arrivals: readonly Arrival[]
}

/** The skew is within the minute that the gateway allows for. */
export function createProvider(random: Random): Provider {
  return {
    skewMs: (random.below(119) - 59) * secondMs,
    isZoneKnown: random.below(2) === 0,
    hasPartIds: random.below(2) === 0,
    namesAllIds: random.below(2) === 0,
  }
}

/** Per thousand messages. */
const fates: readonly (readonly [Fate, number])[] = [
  ['unknown', 30],
  ['accepted-without-id', 5],
  ['rejected', 15],
  ['refused-first', 5],
]
/** Per hundred. */
const rates = {
  taken: 60,
  long: 15,
  lost: 10,
  repeated: 10,
  interim: 40,
  failed: 8,
  slow: 5,
  dense: 30,
  late: 25,
  longer: 5,
}

export function createHistory(random: Random, provider: Provider, to: string, start: number): History {
  const happens = (rate: keyof typeof rates) => random.below(100) < rates[rate]
  const isDense = happens('dense')
  const senders = ['ACME', 'Shop', '2024'].slice(0, 1 + random.below(3))
  const messages: TrueMessage[] = []
  const arrivals: Arrival[] = []
  const count = isDense ? 10 + random.below(20) : 1 + random.below(5)
  let at = start
  for (let index = 0; index < count; index++) {
    at += gapMs(random, isDense)
    const fate = pickFate(random)
    const isTaken = fate === 'unknown' ? happens('taken') : fate !== 'rejected'
    const segments = happens('long') ? 2 + random.below(3) : 1
    // An upstream that hangs may take a message after we no longer wait for it.
    const latencyMs =
      fate === 'unknown' && happens('late') ? random.below(40 * secondMs) : 20 + random.below(2 * secondMs)
    const answeredAt = at + (fate === 'unknown' ? random.below(30 * secondMs) : latencyMs + 50)
    // It may count one more than we do.
    const parts = segments + (segments > 1 && happens('longer') ? 1 : 0)
    const idCount = provider.hasPartIds ? parts : 1
    const ids = isTaken ? Array.from({ length: idCount }, (_, part) => `${to.slice(1)}-${index}-${part}`) : []
    const isNamed = fate === 'accepted' || fate === 'refused-first'
    const namedIds = isNamed ? ids.slice(0, provider.namesAllIds ? ids.length : 1) : []
    const from = random.pick(senders)
    messages.push({ index, at, from, segments, fate, ids, namedIds, answeredAt })
    const submittedAt = Math.floor((at + latencyMs + provider.skewMs) / secondMs) * secondMs
    const facts = { to, sender: from, ...(provider.isZoneKnown && { submittedAt }) }
    for (const upstreamMessageId of ids)
      for (const [status, delayMs] of reportsOf(random, happens))
        arrivals.push({
          at: at + latencyMs + delayMs,
          message: index,
          report: { ...facts, upstreamMessageId, status },
        })
  }
  return { to, isDense, messages, arrivals }
}

/** Codes follow each other within seconds; orders within days. */
function gapMs(random: Random, isDense: boolean): number {
  if (!isDense) return random.below(48 * hourMs)
  return random.below(random.pick([20 * secondMs, 5 * 60 * secondMs, 4 * hourMs]))
}

function pickFate(random: Random): Fate {
  let drawn = random.below(1_000)
  for (const [fate, rate] of fates) {
    if (drawn < rate) return fate
    drawn -= rate
  }
  return 'accepted'
}

/** The reports of an id that are not lost, and how long after its submission they come. */
function reportsOf(
  random: Random,
  happens: (rate: keyof typeof rates) => boolean,
): readonly (readonly [ReportStatus, number])[] {
  const finalMs = happens('slow') ? random.below(60 * hourMs) : random.below(random.pick([200, 5_000, 60_000, 600_000]))
  const reports: (readonly [ReportStatus, number])[] = [[happens('failed') ? 'UNDELIV' : 'DELIVRD', finalMs]]
  if (happens('interim')) reports.push(['ENROUTE', random.below(finalMs + 1)])
  if (happens('repeated')) reports.push([reports[0]?.[0] ?? 'DELIVRD', finalMs + random.below(hourMs)])
  return reports.filter(() => !happens('lost'))
}
