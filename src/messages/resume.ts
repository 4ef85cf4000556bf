import { segmentCountOf } from '../sms/segments.ts'
import type { MessageRequest } from './compose-message.ts'
import { fenceOf, refusedByFence, without } from './fence.ts'
import { equalBytes } from './idempotency.ts'
import type { ClaimedKey, Journal, JournaledMessage, KeyClaim } from './journal.ts'
import { formatEntry, type Hash, recipientsNotAttempted, recordedResults } from './journal-entry.ts'
import type { SendObserver } from './observer.ts'
import { countSubmitted, failed, type RecipientResult } from './outcome.ts'
import type { Prepare } from './prepare.ts'
import type { Quota } from './quota.ts'
import { inProgress, keyReused, type SendContext, type SendResult } from './send-result.ts'
import { createRun, fitFirst, mergeResults, type Submitter } from './submit.ts'
import type { Turn } from './upstream.ts'

type Dependencies = {
  readonly prepare: Prepare
  readonly submitter: Submitter
  readonly journal: Journal
  readonly hash: Hash
  readonly quota: Quota
  readonly observer: SendObserver
}

/** Answers a request whose key has a message: tells what is known by now, or completes it. @throws JournalError */
export type Resume = (
  request: MessageRequest,
  context: SendContext,
  claimed: ClaimedKey,
  claim: KeyClaim,
) => Promise<SendResult>

/** @param duplicateFenceMs how long an unknown outcome keeps the same message away; 0 for not at all */
export function createResume(
  { prepare, submitter, journal, hash, quota, observer }: Dependencies,
  duplicateFenceMs: number,
): Resume {
  return async function resume(request, { caller }, { fingerprint, message: entry }, claim) {
    if (!equalBytes(claim.fingerprint, fingerprint)) return keyReused
    if (!entry.finished) return inProgress
    const untried = new Set(recipientsNotAttempted(entry))
    // The body was right once; only time can have made it wrong: what was to be sent by now cannot be sent any more.
    const prepared = untried.size === 0 ? undefined : prepare(request, caller)
    if (!prepared?.ok) return replay(request, entry)
    const { message } = prepared

    const segmentsEach = segmentCountOf(message.content)
    const hold = quota.hold(caller, segmentsEach * untried.size)
    if (hold === undefined) return { kind: 'quota-exceeded', retryAfterMs: quota.untilNextDayMs() }
    let submittedCount = 0
    let unusedTurn: Turn | undefined
    try {
      const deadline = submitter.startDeadline()
      const wanted = without(prepared.batches, (to) => !untried.has(to))
      const turn = await submitter.takeFirstTurn(message, wanted, deadline)
      if ('code' in turn) {
        // Nothing was submitted, and the journal stays as it is.
        const results = recordedResults(entry).map((one) => (untried.has(one.to) ? failed(one.to, turn) : one))
        return tell(results, untried)
      }
      unusedTurn = turn

      if (!(await journal.reopen(entry.id))) return inProgress
      // While this one waited for its turn, another process may have sent to some of them.
      const current = journal.findKey(claim)?.message ?? entry
      const again = new Set(recipientsNotAttempted(current))
      // And since the first try the same may have been sent without this key.
      const { contentHash } = formatEntry(message, entry, hash)
      const fence = fenceOf(request, journal, duplicateFenceMs)
      const fenced = refusedByFence(journal.findFenced({ to: [...again], contentHash }, fence))
      if (fenced.size > 0) observer.fenced(fenced.size)

      const planned = fitFirst(wanted, turn)
      const batches = without(planned, (to) => !again.has(to) || fenced.has(to))
      // Where the first batch is gone as a whole, the next one may be of another size.
      const first = batches[0]?.some((to) => planned[0]?.includes(to)) === true ? turn : undefined
      if (first === undefined) turn.giveBack()
      unusedTurn = undefined
      // An error that nobody foresaw may come after a GET.
      submittedCount = untried.size
      const run = createRun(entry.id, message, deadline, false)
      const submitted = await submitter.submit(run, batches, first)
      const known = new Map(recordedResults(current).map((one) => [one.to, one]))
      for (const [to, refused] of fenced) known.set(to, refused)
      const to = entry.recipients.map((recipient) => recipient.to)
      const results = await submitter.finish(run, mergeResults(to, submitted, known))
      submittedCount = countSubmitted(results.filter((one) => untried.has(one.to)))
      return tell(results, again)
    } finally {
      unusedTurn?.giveBack()
      hold.settle(segmentsEach * submittedCount)
    }

    /** The observer hears of the recipients of this try, and of no other. */
    function tell(results: readonly RecipientResult[], tried: ReadonlySet<string>): SendResult {
      const sent = { ...entry, results, recorded: true }
      observer.sent(message, { ...sent, results: results.filter((one) => tried.has(one.to)) })
      return { kind: 'answered', sent, request, replayed: false }
    }
  }

  function replay(request: MessageRequest, entry: JournaledMessage): SendResult {
    observer.replayed()
    return {
      kind: 'answered',
      sent: { ...entry, results: recordedResults(entry), recorded: true },
      request,
      replayed: true,
    }
  }
}
