// What reports add up to, written from the design and not from the code: sets of words, and no order anywhere.

/** A report as the test sent it. */
export type SentReport = { readonly to: string; readonly id: string; readonly status: string }

/** A recipient as the test knows it: what was sent, and which ids the provider's answer named. */
export type KnownRecipient = {
  readonly to: string
  readonly ids: readonly string[]
  readonly segments: number
  readonly reportRequested: boolean
}

const failures = new Set(['REJECTD', 'UNDELIV', 'EXPIRED', 'DELETED'])
const underWay = new Set(['ENROUTE', 'ACKED', 'ACCEPTED'])

const sameId = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** Whether a report is about a recipient. */
export const isAbout = ({ to, id }: SentReport, recipient: KnownRecipient): boolean =>
  to === recipient.to && recipient.ids.some((own) => sameId(own, id))

/** The delivery of a recipient after all reports, whatever their order and repetition. */
export function expectedDelivery(recipient: KnownRecipient, reports: readonly SentReport[]): string {
  const own = reports.filter((report) => isAbout(report, recipient))
  const parts = recipient.ids.map((id) => {
    const words = new Set(own.filter((report) => sameId(report.id, id)).map(({ status }) => status))
    const isDelivered = words.has('DELIVRD')
    const isFailed = [...words].some((word) => failures.has(word))
    if (isDelivered) return isFailed && recipient.segments > 1 ? 'partially-delivered' : 'delivered'
    if (isFailed) return 'undelivered'
    if (words.has('UNKNOWN')) return 'unknown'
    return [...words].some((word) => underWay.has(word)) ? 'pending' : 'awaited'
  })
  const kinds = new Set(parts)
  const [only] = kinds
  if (kinds.size === 1 && only !== undefined && only !== 'awaited') return only
  if (kinds.has('partially-delivered')) return 'partially-delivered'
  if (kinds.has('undelivered')) return kinds.has('delivered') ? 'partially-delivered' : 'undelivered'
  if (kinds.has('unknown')) return 'unknown'
  if (kinds.has('pending') || kinds.has('delivered')) return 'pending'
  return recipient.reportRequested ? 'awaited' : 'not-requested'
}

/** The reports that belong to nobody, each once. */
export function expectedUnmatched(recipients: readonly KnownRecipient[], reports: readonly SentReport[]): Set<string> {
  const orphans = reports.filter((report) => !recipients.some((recipient) => isAbout(report, recipient)))
  return new Set(orphans.map(nameOf))
}

export const nameOf = ({ to, id, status }: SentReport): string => `${to} ${id.toLowerCase()} ${status}`
