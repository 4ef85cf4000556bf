/** What the upstream did with one destination of a GET that reached it: the ground truth. */
export type Arrival = {
  /** The upstream's code: 1701 if it accepted the message. */
  readonly code: number
  /** The upstream's id, if it accepted the message. */
  readonly upstreamId?: string
  /** Whether the whole answer was written to a connection that was still open. */
  told: boolean
}

/** The codes after which the message was sent, or may have been. */
const takenCodes = new Set([1701, 1715])
export const wasTaken = ({ code }: Arrival): boolean => takenCodes.has(code)

/** Everything that has reached the upstream, by message and recipient. */
export type Ledger = {
  /** Records an arrival. @returns false if it is a forbidden second arrival */
  record(text: string, to: string, arrival: Arrival): boolean
  arrivals(text: string, to: string): readonly Arrival[]
  /** The message and recipient of each forbidden arrival. */
  readonly doubles: readonly string[]
  arrivalCount(): number
}

/** A second GET for a recipient is only allowed if the upstream answered each earlier one with 1709. */
const mayFollow = (earlier: readonly Arrival[]): boolean => earlier.every(({ code, told }) => code === 1709 && told)

export function createLedger(): Ledger {
  const byPair = new Map<string, Arrival[]>()
  const doubles: string[] = []
  let count = 0
  const pairOf = (text: string, to: string) => `${text} ${to}`
  return {
    doubles,
    arrivalCount: () => count,
    arrivals: (text, to) => byPair.get(pairOf(text, to)) ?? [],
    record(text, to, arrival) {
      count++
      const pair = pairOf(text, to)
      const earlier = byPair.get(pair)
      if (earlier === undefined) {
        byPair.set(pair, [arrival])
        return true
      }
      const allowed = mayFollow(earlier)
      if (!allowed) doubles.push(`${pair} after ${earlier.map(({ code, told }) => `${code}/${told}`).join(', ')}`)
      earlier.push(arrival)
      return allowed
    },
  }
}
