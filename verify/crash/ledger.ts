/** What the upstream did with one destination of one GET that reached it: the ground truth. */
export type Arrival = {
  /** The upstream's code: 1701 if it accepted the message. */
  readonly code: number
  /** Its id of a message that it took. */
  readonly upstreamId?: string
  /** Whether the whole answer was written to a connection that was still open. */
  told: boolean
}

/** The codes with which the upstream took the message: it went out, or may have. */
const takenCodes = new Set([1701, 1715])
export const wasTaken = ({ code }: Arrival): boolean => takenCodes.has(code)

/** Everything that ever reached the upstream, by message and recipient. */
export type Ledger = {
  /** Records an arrival. @returns false where the rule forbids it: it came a second time */
  record(text: string, to: string, arrival: Arrival): boolean
  arrivals(text: string, to: string): readonly Arrival[]
  /** Message and recipient of each arrival that must not have been. */
  readonly doubles: readonly string[]
  arrivalCount(): number
}

/** A second GET for a recipient is allowed only where the upstream answered each one before with 1709. */
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
