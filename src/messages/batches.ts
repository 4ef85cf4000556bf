import { failed, type RecipientResult } from './outcome.ts'
import type { Batch, Turn } from './upstream.ts'

/** Whether a turn is good for the whole batch: a probe of the breaker is for one recipient. */
export const fits = (batch: Batch, { maxRecipients = batch.length }: Turn): boolean => batch.length <= maxRecipients

/** What the turn is good for, and the others. */
export const splitFor = (batch: Batch, { maxRecipients = batch.length }: Turn): readonly [Batch, Batch] => [
  batch.slice(0, maxRecipients),
  batch.slice(maxRecipients),
]

/** Splits the first batch if it is larger than its turn. */
export function fitFirst(batches: readonly Batch[], turn: Turn): readonly Batch[] {
  const [first, ...others] = batches
  return first === undefined || fits(first, turn) ? batches : [...splitFor(first, turn), ...others]
}

/** Removes recipients from batches, and batches that become empty. */
export const without = (batches: readonly Batch[], isExcluded: (to: string) => boolean): readonly Batch[] =>
  batches.map((batch) => batch.filter((to) => !isExcluded(to))).filter((batch) => batch.length > 0)

/** The results of all recipients: those of this run replace earlier ones. A recipient without any may have been sent to. */
export function mergeResults(
  to: readonly string[],
  submitted: readonly RecipientResult[],
  known: ReadonlyMap<string, RecipientResult>,
): readonly RecipientResult[] {
  const fresh = new Map(submitted.map((result) => [result.to, result]))
  return to.map((to) => fresh.get(to) ?? known.get(to) ?? failed(to, { code: 'outcome-unknown' }))
}
