import { createRawUpstream, type RawUpstream } from '../../test/support/raw-upstream.ts'

/** An upstream that counts the arrivals of each number: the truth that the journal is compared with. */
export type Ledger = Pick<RawUpstream, 'origin' | 'close'> & {
  /** How often a number has arrived in a complete request. */
  countOf(number: string): number
  readonly numbers: () => ReadonlySet<string>
}

/** How the upstream treats a request with this destination. */
export type Fate = 'accepted' | 'refused' | 'cut'

/** Long enough that some messages are always in flight, short enough for a thousand of them. */
const slowestMs = 30

/** @param random returns values from 0 to 1, which determine the latency of each answer */
export async function createLedger(random: () => number, fateOf: (number: string) => Fate): Promise<Ledger> {
  const upstream = await createRawUpstream()
  const arrived = new Map<string, number>()
  upstream.behave(({ request, answer, reset }) => {
    const numbers = (request.query.get('destination') ?? '').split(',')
    for (const number of numbers) arrived.set(number, (arrived.get(number) ?? 0) + 1)
    const [first = ''] = numbers
    const fate = fateOf(first)
    const codes = numbers.map((number) => `${fate === 'refused' && number === first ? 1706 : 1701}|${number}|x`)
    setTimeout(() => (fate === 'cut' ? reset() : answer(codes.join())), random() * slowestMs)
  })
  return {
    origin: upstream.origin,
    close: upstream.close,
    countOf: (number) => arrived.get(number) ?? 0,
    numbers: () => new Set(arrived.keys()),
  }
}
