import { type FaultName, faults } from '../../sandbox/faults.ts'
import { createRawUpstream, type RawExchange, type RawUpstream } from '../../test/support/raw-upstream.ts'
import { createRandom, type Random } from '../../test/upstream/random.ts'
import { type Arrival, createLedger, type Ledger } from './ledger.ts'

/** An upstream that misbehaves like the real one, and the ledger of everything that reached it. */
export type UnreliableUpstream = {
  readonly origin: string
  readonly ledger: Ledger
  /** Resolves as soon as the next request has been read. */
  nextArrival(): Promise<void>
  close(): Promise<void>
}

/** Per thousand GETs: faults after the request was read and the message accepted. The others are answered. */
const faultRates = [
  ['reset-after-request', 15],
  ['close-after-request', 10],
  ['half-header', 5],
  ['half-body', 5],
  ['cut-body', 5],
  ['never-answer', 4],
  ['status-500-html', 3],
] as const satisfies readonly (readonly [FaultName, number])[]

/** Per thousand GETs: those refused as a whole by a bare code. Only after 1709 may they be repeated. */
const bareCodeRates = [
  [1709, 25],
  [1707, 5],
] as const satisfies readonly (readonly [number, number])[]

/** Per hundred destinations in an answer: those that are refused, and those with an unknown outcome. */
const tupleRates = [
  [1706, 2],
  [1028, 1],
  [1032, 1],
  [1715, 1],
] as const satisfies readonly (readonly [number, number])[]

/** The longest latency of an answer, in ms: during it, a kill finds a message on the wire. */
const maxLatencyMs = 30
/** The interval between periods in which the upstream refuses or resets connections, and their length, in ms. */
const shutEveryMs = 3_000
const maxShutMs = 60

const arrivedText = (exchange: RawExchange) => exchange.request.query.get('message') ?? ''

/**
 * Decisions depend on the seed, the message and how often it arrived, but not on the order of messages.
 *
 * @param onTaken called for each destination that is accepted, before the answer is written
 */
export async function createUnreliableUpstream(
  seed: number,
  onTaken: (destination: string, upstreamId: string) => void = () => {},
): Promise<UnreliableUpstream> {
  const upstream = await createRawUpstream({ timings: { holdMs: 60_000 } })
  const ledger = createLedger()
  let idCount = 0
  let next = Promise.withResolvers<void>()
  upstream.behave((exchange) => {
    next.resolve()
    next = Promise.withResolvers()
    const text = arrivedText(exchange)
    const destinations = (exchange.request.query.get('destination') ?? '').split(',')
    const earlier = ledger.arrivals(text, destinations[0] ?? '').length
    const random = createRandom(hashOf(`${seed} ${text} ${destinations[0]} ${earlier}`))

    const bareCode = pickRate(bareCodeRates, 1_000, random)
    const arrivals = destinations.map((): Arrival => {
      const code = bareCode ?? pickRate(tupleRates, 100, random) ?? 1701
      return { code, told: false, ...(code === 1701 && { upstreamId: `u-${++idCount}` }) }
    })
    for (const [index, arrival] of arrivals.entries()) {
      const destination = destinations[index] ?? ''
      ledger.record(text, destination, arrival)
      if (arrival.upstreamId !== undefined) onTaken(destination, arrival.upstreamId)
    }

    const tuples = arrivals.map(({ code, upstreamId = '' }, index) => `${code}|${destinations[index]}|${upstreamId}`)
    const body = bareCode === undefined ? tuples.join(',') : String(bareCode)
    const fault = bareCode === undefined ? pickRate(faultRates, 1_000, random) : undefined
    setTimeout(() => {
      if (fault !== undefined) return faults[fault]({ ...exchange, body })
      for (const arrival of arrivals) arrival.told = exchange.socket.writable
      exchange.answer(body)
    }, random.below(maxLatencyMs))
  })
  const stopShutting = shutNowAndThen(upstream, createRandom(seed))
  return {
    origin: upstream.origin,
    ledger,
    nextArrival: () => next.promise,
    async close() {
      await stopShutting()
      await upstream.close()
    },
  }
}

/** Connections fail before any request is read: only what was not written then may be `not-attempted`. */
function shutNowAndThen(upstream: RawUpstream, random: Random): () => Promise<void> {
  let opening = Promise.resolve()
  let timer = setTimeout(shut, shutEveryMs)
  function shut(): void {
    if (random.below(2) === 0) upstream.refuse()
    else upstream.resetOnAccept()
    timer = setTimeout(() => {
      opening = upstream.open()
      timer = setTimeout(shut, random.below(2 * shutEveryMs))
    }, random.below(maxShutMs))
  }
  return async () => {
    clearTimeout(timer)
    await opening
  }
}

function pickRate<T>(rates: readonly (readonly [T, number])[], outOf: number, random: Random): T | undefined {
  let drawn = random.below(outOf)
  for (const [choice, rate] of rates) {
    if (drawn < rate) return choice
    drawn -= rate
  }
  return undefined
}

/** FNV-1a: derives a seed for each message from its name. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}
