import { type Delivery, deliveryOf } from '../../messages/delivery.ts'
import type { IncomingReport } from '../../messages/incoming-report.ts'
import type { Outcome } from '../../messages/outcome-kinds.ts'
import { problemOf, type RecipientProblemCode } from '../../messages/problems.ts'
import { type ReportRow, reportFromRow } from '../deliveries.ts'

/** A recipient as `journal_recipient_1` returns it. */
export type ReportedRecipient = {
  readonly id: string
  readonly caller: string
  readonly reference: string | null
  readonly segments: number | null
  readonly wants_report: boolean
  readonly recipient: string
  readonly state: Outcome
  readonly upstream_id: string | null
  readonly delivery: string | null
  readonly problem: RecipientProblemCode | null
  readonly reports: readonly ReportRow[]
}

/** As columns. */
export const datesOf = ({ error, submit, done, doneAt }: IncomingReport) => ({
  error: error ?? null,
  submitted: submit ?? null,
  done: done ?? null,
  done_at: doneAt ?? null,
})

/** What the reports of a recipient add up to. */
export function deliveryNow(row: ReportedRecipient, reports: readonly ReportRow[]): Delivery {
  const ids = row.upstream_id?.split(',') ?? []
  const submitted = { ids, segments: row.segments ?? undefined, reportRequested: row.wants_report }
  return deliveryOf(submitted, reports.map(reportFromRow))
}

/** An event for `journal_tell_1`, with what holds of the recipient. */
export function describeEvent(row: ReportedRecipient, type: string, at: number, delivery: Delivery) {
  const { caller, id: message, reference, recipient, state: outcome, problem } = row
  const resend = problem === null ? undefined : problemOf(problem).resend
  return {
    caller,
    type,
    message,
    reference,
    recipient,
    outcome,
    resend,
    at,
    ...(outcome === 'accepted' && { delivery }),
  }
}
