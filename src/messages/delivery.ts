/**
 * What a delivery report says, in the words of SMPP; `other` for a status that is none of them.
 *
 * @see SMPP v3.4, 5.2.28 and Appendix B
 */
export const reportStatuses = [
  'DELIVRD',
  'UNDELIV',
  'REJECTD',
  'EXPIRED',
  'DELETED',
  'UNKNOWN',
  'ENROUTE',
  'ACKED',
  'ACCEPTED',
  'other',
] as const
export type ReportStatus = (typeof reportStatuses)[number]

/** Failures, the worst first. */
const failures = ['REJECTD', 'UNDELIV', 'EXPIRED', 'DELETED'] as const satisfies readonly ReportStatus[]
const interim = ['ENROUTE', 'ACKED', 'ACCEPTED'] as const satisfies readonly ReportStatus[]

/**
 * What is known about the delivery to a recipient. `awaited`: no report has come. `pending`: on its way. `unknown`: the
 * provider does not know.
 */
export const deliveryStatuses = [
  'delivered',
  'partially-delivered',
  'undelivered',
  'unknown',
  'pending',
  'awaited',
  'not-requested',
] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

/** A delivery report as it is kept. Instants are in milliseconds since 1970, on the gateway's wall clock. */
export type RecordedReport = {
  readonly upstreamMessageId: string
  readonly status: ReportStatus
  /** The error code of the provider or the operator, for example `000` or `254`. */
  readonly error?: string
  /** When the provider says that it took the message, and that this status came about, in its own words. */
  readonly submit?: string
  readonly done?: string
  /** The instant of `done`; absent where the provider's time zone is not configured, or `done` not readable. */
  readonly doneAt?: number
  readonly receivedAt: number
}

/** What was sent to a recipient, as far as its reports depend on it. */
export type Submitted = {
  /** The ids that the upstream gave, or that only a report has named. */
  readonly ids: readonly string[]
  /** Absent if it cannot be counted, as for a WAP push. */
  readonly segments?: number | undefined
  readonly reportRequested: boolean
}

export type Delivery = {
  readonly status: DeliveryStatus
  /** Of the report that decided. */
  readonly error?: string
  readonly doneAt?: number
  /** How the parts stand, if the upstream gave several ids. */
  readonly parts?: { readonly count: number; readonly delivered: number; readonly undelivered: number }
}

type PartStatus = Exclude<DeliveryStatus, 'not-requested'>
type Part = { readonly status: PartStatus; readonly decisive?: RecordedReport }

/**
 * The delivery to a recipient: a function of the set of its reports, so that their order and their repetition cannot matter.
 *
 * @see docs/delivery-reports.md, "What the reports of a recipient add up to"
 */
export function deliveryOf(
  { ids, segments = 1, reportRequested }: Submitted,
  reports: readonly RecordedReport[],
): Delivery {
  const parts = isOfOneId(ids, reports) ? [partOf(reports, segments)] : partsOf(ids, reports, segments)
  const status = statusOfParts(parts.map((part) => part.status))
  if (status === 'awaited' && !reportRequested) return { status: 'not-requested' }
  const decisive = decisiveOf(status, parts)
  return {
    status,
    ...(decisive?.error !== undefined && { error: decisive.error }),
    ...(decisive?.doneAt !== undefined && { doneAt: decisive.doneAt }),
    ...(parts.length > 1 && { parts: countParts(parts) }),
  }
}

/** The usual case, without a difference in case. */
const isOfOneId = (ids: readonly string[], reports: readonly RecordedReport[]): boolean =>
  ids.length === 1 && reports.every(({ upstreamMessageId }) => upstreamMessageId === ids[0])

function partsOf(ids: readonly string[], reports: readonly RecordedReport[], segments: number): readonly Part[] {
  const byId = Map.groupBy(reports, ({ upstreamMessageId }) => foldId(upstreamMessageId))
  // Not in the order of the reports: which of several failures is shown must not depend on it.
  const allIds = new Set([...ids.map(foldId), ...[...byId.keys()].sort()])
  return [...allIds].map((id) => partOf(byId.get(id) ?? [], segments))
}

/** Providers return ids in another case than they gave them. As SQLite, this folds ASCII letters only. */
export const foldId = (id: string): string => id.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

function partOf(reports: readonly RecordedReport[], segments: number): Part {
  const find = (wanted: ReportStatus) => reports.find(({ status }) => status === wanted)
  const delivered = find('DELIVRD')
  const failure = failures.map(find).find((report) => report !== undefined)
  if (delivered && failure && segments > 1) return { status: 'partially-delivered', decisive: failure }
  if (delivered) return { status: 'delivered', decisive: delivered }
  if (failure) return { status: 'undelivered', decisive: failure }
  const unknown = find('UNKNOWN')
  if (unknown) return { status: 'unknown', decisive: unknown }
  const onItsWay = interim.map(find).find((report) => report !== undefined)
  return onItsWay ? { status: 'pending', decisive: onItsWay } : { status: 'awaited' }
}

function statusOfParts(statuses: readonly PartStatus[]): PartStatus {
  const has = (status: PartStatus) => statuses.includes(status)
  if (statuses.length === 0) return 'awaited'
  if (statuses.every((status) => status === 'delivered')) return 'delivered'
  if (has('partially-delivered') || (has('delivered') && has('undelivered'))) return 'partially-delivered'
  if (has('undelivered')) return 'undelivered'
  if (has('unknown')) return 'unknown'
  return has('delivered') || has('pending') ? 'pending' : 'awaited'
}

/** Of several parts, a failure decides before a success. */
function decisiveOf(status: PartStatus, parts: readonly Part[]): RecordedReport | undefined {
  const wanted: readonly PartStatus[] =
    status === 'partially-delivered' ? ['undelivered', 'partially-delivered'] : [status]
  return wanted.map((one) => parts.find((part) => part.status === one)?.decisive).find((report) => report !== undefined)
}

function countParts(parts: readonly Part[]): NonNullable<Delivery['parts']> {
  const count = (status: PartStatus) => parts.filter((part) => part.status === status).length
  return { count: parts.length, delivered: count('delivered'), undelivered: count('undelivered') }
}
