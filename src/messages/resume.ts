import type { Admit } from './admission.ts'
import type { MessageRequest } from './compose-message.ts'
import { fenceOf, refusedByFence, without } from './fence.ts'
import { equalBytes } from './idempotency.ts'
import type { ClaimedKey, Journal, JournaledMessage, KeyClaim } from './journal.ts'
import { formatEntry, type Hash, recipientsNotAttempted, recordedResults } from './journal-entry.ts'
import type { SendObserver } from './observer.ts'
import { countSubmitted, failed, type RecipientResult } from './outcome.ts'
import type { Prepare } from './prepare.ts'
import { inProgress, keyReused, type SendContext, type SendResult } from './send-result.ts'
import { createRun, fitFirst, mergeResults, type Submitter } from './submit.ts'

type Dependencies = {
  readonly prepare: Prepare
  readonly admit: Admit
  readonly submitter: Submitter
  readonly journal: Journal
  readonly hash: Hash
  readonly observer: SendObserver
}

/** Answers a request whose key has a message: reports its current state, or completes it. @throws JournalError */
export type Resume = (
  request: MessageRequest,
  context: SendContext,
  claimed: ClaimedKey,
  claim: KeyClaim,
) => Promise<SendResult>

type Settings = {
  /** How long an unknown outcome blocks the same message; 0 disables the fence. */
  readonly duplicateFenceMs: number
  /** How long to wait for a run of the message in another process. */
  readonly timeoutMs: number
}

export function createResume(
  { prepare, admit, submitter, journal, hash, observer }: Dependencies,
  { duplicateFenceMs, timeoutMs }: Settings,
): Resume {
  /** Waits for a run in another process, then reads the message. */
  async function awaitRun({ caller, id }: JournaledMessage): Promise<JournaledMessage | undefined> {
    return (await journal.whenFinished(id, timeoutMs)) ? journal.findMessage(caller, id) : undefined
  }

  return async function resume(request, { caller }, { fingerprint, message: claimed }, claim) {
    if (!equalBytes(claim.fingerprint, fingerprint)) return keyReused
    const entry = claimed.finished ? claimed : await awaitRun(claimed)
    if (entry === undefined) return inProgress
    const untried = new Set(recipientsNotAttempted(entry))
    // The body was valid once. Only time can have made it invalid: its schedule may have passed.
    const prepared = untried.size === 0 ? undefined : prepare(request, caller)
    if (!prepared?.ok) return replay(request, entry)
    const { message } = prepared
    /** The observer is given only the recipients of this run. */
    const tell = (results: readonly RecipientResult[], tried: ReadonlySet<string>): SendResult => {
      const sent = { ...entry, results, recorded: true }
      observer.sent(message, { ...sent, results: results.filter((one) => tried.has(one.to)) })
      return { kind: 'answered', sent, request, replayed: false }
    }

    const wanted = without(prepared.batches, (to) => !untried.has(to))
    const admission = await admit(message, wanted, caller)
    if (admission.kind === 'quota-exceeded') return admission
    const fence = fenceOf(request, journal, duplicateFenceMs)
    if (admission.kind === 'no-turn') {
      // Nothing was submitted, and the journal is unchanged.
      const { contentHash } = formatEntry(message, entry, hash)
      const fenced = refusedByFence(await journal.findFenced({ to: [...untried], contentHash }, fence))
      if (fenced.size > 0) observer.fenced(fenced.size)
      const refused = (to: string) => fenced.get(to) ?? failed(to, admission.failure)
      return tell(
        recordedResults(entry).map((one) => (untried.has(one.to) ? refused(one.to) : one)),
        untried,
      )
    }

    let submittedCount = 0
    try {
      const reopened = await journal.reopen(entry.id, fence)
      if (reopened === undefined) return inProgress
      // While this request waited for its turn, another process may have sent to some recipients.
      const again = new Set(recipientsNotAttempted(reopened.message))
      // And since the first run, the same message may have been sent without this key.
      const fenced = refusedByFence(reopened.fenced)
      if (fenced.size > 0) observer.fenced(fenced.size)

      const planned = fitFirst(wanted, admission.turn)
      const batches = without(planned, (to) => !again.has(to) || fenced.has(to))
      // If the whole first batch was removed, the turn may not fit the next one.
      const turn = admission.takeTurn(batches[0]?.some((to) => planned[0]?.includes(to)) === true)
      // An unexpected error may follow a GET.
      submittedCount = untried.size
      const run = createRun(entry.id, message, admission.deadline, false)
      const submitted = await submitter.submit(run, batches, turn)
      const known = new Map(recordedResults(reopened.message).map((one) => [one.to, one]))
      for (const [to, refused] of fenced) known.set(to, refused)
      const to = entry.recipients.map((recipient) => recipient.to)
      const results = await submitter.finish(run, mergeResults(to, submitted, known))
      submittedCount = countSubmitted(results.filter((one) => untried.has(one.to)))
      return tell(results, again)
    } finally {
      admission.end(submittedCount)
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
