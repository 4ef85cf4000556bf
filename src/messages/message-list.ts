import type { DeliveryStatus } from './delivery.ts'
import type { Outcome } from './outcome-kinds.ts'

export type ListQuery = {
  /** The caller's name; absent: the messages of all callers. */
  readonly caller?: string
  readonly outcome?: Outcome
  /** With an outcome or a number: of the same recipient. Only accepted recipients have a delivery. */
  readonly delivery?: DeliveryStatus
  readonly to?: string
  readonly reference?: string
  readonly from?: string
  readonly createdAfter?: number
  readonly createdBefore?: number
  /** The start of the page: `next` of the previous page. */
  readonly before?: string
  /** The maximum number of messages. A page ends early after long lists of recipients or a long search. */
  readonly limit: number
}

export type ListFilter = Omit<ListQuery, 'before' | 'limit'>

/** The deliveries that an index finds: people look for them, and they are rare enough to cost little. */
export const indexedDeliveries = ['undelivered', 'partially-delivered'] as const satisfies readonly DeliveryStatus[]
export type IndexedDelivery = (typeof indexedDeliveries)[number]

export const isIndexedDelivery = (delivery: DeliveryStatus | undefined): delivery is IndexedDelivery =>
  indexedDeliveries.some((indexed) => indexed === delivery)

/**
 * Whether a list can be read along an index. Senders and references are indexed per caller: across all callers they
 * can only narrow another filter. `test/journal/sqlite.test.ts` compares this with the statements.
 */
export const isIndexed = ({ caller, outcome, delivery, to, reference, from }: ListFilter): boolean =>
  caller !== undefined ||
  to !== undefined ||
  (outcome !== undefined && outcome !== 'accepted') ||
  isIndexedDelivery(delivery) ||
  (reference === undefined && from === undefined)
