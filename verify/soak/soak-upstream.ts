import { createSandbox } from '../../sandbox/create-sandbox.ts'
import type { InboxEntry } from '../../sandbox/inbox.ts'
import { magicNumbers } from '../../sandbox/magic-numbers.ts'
import type { MagicNumber } from '../../sandbox/magic-row.ts'
import { credential } from '../../test/support/gateway.ts'

/** The recipients per message, of which the last may be a magic number. */
export const maxRecipients = 16
const magicPosition = maxRecipients - 1

/** The ordinary recipient at a position of a message. No two messages share one. */
export const recipientOf = (index: number, position: number): string =>
  `+2135${String(index * maxRecipients + position).padStart(9, '0')}`

export const textOf = (index: number): string => `Soak ${index}`

/** Numbers with the only answer after which the gateway submits again. */
const mayComeAgain = new Set(['code-1709', 'first-1709-then-accepted'])

/** A refused account, or one without credit, would stop the whole test. */
const stopsAccount = new Set(['code-16', 'code-18', 'code-1025', 'code-1703', 'code-1725', 'stopped-batch'])

/** The magic numbers that a soak sends to. */
export const soakedNumbers: readonly MagicNumber[] = magicNumbers.filter(({ name }) => !stopsAccount.has(name))

const numbersByDigits = new Map(magicNumbers.map((magic) => [magic.number.slice(1), magic]))

/** The sandbox with its faults, and a count of one byte for each recipient of each message, so that hours fit in memory. */
export type SoakUpstream = {
  readonly origin: string
  readonly getCount: () => number
  /** How often a recipient of a message has arrived in completely read GETs. */
  arrivals(index: number, to: string): number
  /** Descriptions of the recipients that arrived more often than allowed. */
  readonly doubles: readonly string[]
  close(): Promise<void>
}

export async function startSoakUpstream(): Promise<SoakUpstream> {
  const doubles: string[] = []
  let counts = new Uint8Array(2 ** 16)
  let getCount = 0

  function record({ parameters }: InboxEntry): void {
    getCount++
    const index = Number((parameters['message'] ?? '').replace('Soak ', ''))
    for (const destination of (parameters['destination'] ?? '').split(',')) {
      const slot = slotOf(index, destination)
      if (slot >= counts.length) counts = grow(counts, slot)
      const count = Math.min(255, (counts[slot] ?? 0) + 1)
      counts[slot] = count
      const repeatable = mayComeAgain.has(numbersByDigits.get(digitsOf(destination))?.name ?? '')
      if (count > 1 && !repeatable) doubles.push(`message ${index} arrived for ${destination} ${count} times`)
    }
  }

  // With the sandbox's default shut time, nearly all connections would be refused.
  const sandbox = createSandbox({ ...credential, dialect: 'document', onRequest: record, timings: { shutMs: 100 } })
  const { origin } = await sandbox.listen({ host: '127.0.0.1', port: 0 })
  return {
    origin,
    getCount: () => getCount,
    arrivals: (index, to) => counts[slotOf(index, to)] ?? 0,
    doubles,
    close: () => sandbox.close(),
  }
}

const digitsOf = (destination: string): string => destination.replace(/^\+/, '')

function slotOf(index: number, destination: string): number {
  const digits = digitsOf(destination)
  return numbersByDigits.has(digits) ? index * maxRecipients + magicPosition : Number(digits.slice(4))
}

function grow(counts: Uint8Array<ArrayBuffer>, slot: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(2 ** Math.ceil(Math.log2(slot + 1)))
  grown.set(counts)
  return grown
}
