import type { Admit } from './admission.ts'
import { fitFirst, without } from './batches.ts'
import type { MessageRequest } from './compose-message.ts'
import { fenceOf, type RefuseFenced } from './fence.ts'
import { equalBytes } from './idempotency.ts'
import type { ClaimedKey, Journal, JournaledMessage, KeyClaim } from './journal.ts'
import { createEntry, finalResults, type Hash, recipientsNotAttempted } from './journal-entry.ts'
import type { SendObserver } from './observer.ts'
import { countSubmitted, failed, type RecipientResult } from './outcome.ts'
import type { Prepare } from './prepare.ts'
import { createRun } from './run.ts'
import { inProgress, keyReused, type SendContext, type SendResult } from './send-result.ts'
import type { Submitter } from './submit.ts'

type Dependencies = {
  readonly prepare: Prepare
  readonly admit: Admit
  readonly refuseFenced: RefuseFenced
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
  { prepare, admit, refuseFenced, submitter, journal, hash, observer }: Dependencies,
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
    // The body was valid once. Time may have made it invalid, since its schedule may have passed; so may a change of the
    // settings or of the caller's permissions. Sender and numbers are those of the first run, which may have needed settings.
    const prepared =
      untried.size === 0 ? undefined : prepare({ ...request, from: entry.from, to: numbersOf(entry) }, caller)
    if (!prepared?.ok) return replay(request, entry)
    const { message } = prepared
    /** The observer is given only the recipients of this run. */
    const answered = (results: readonly RecipientResult[], tried: ReadonlySet<string>): SendResult => {
      const sent = { ...entry, results, recorded: true }
      observer.sent(message, { ...sent, results: results.filter((one) => tried.has(one.to)) })
      return { kind: 'answered', sent, request, replayed: false }
    }

    const fence = fenceOf(request, journal, duplicateFenceMs)
    const wanted = without(prepared.batches, (to) => !untried.has(to))
    const admission = await admit(message, wanted, caller)
    if (admission.kind === 'quota-exceeded') {
      // To say only that nothing was submitted would hide the recipients of earlier runs.
      return untried.size === entry.recipients.length ? admission : replay(request, entry)
    }
    if (admission.kind === 'no-turn') {
      // Nothing was submitted, and the journal is unchanged.
      const { contentHash } = createEntry(message, entry, hash)
      const fenced = refuseFenced(await journal.findFenced({ to: [...untried], contentHash }, fence))
      const refused = (to: string) => fenced.get(to) ?? failed(to, admission.failure)
      return answered(
        finalResults(entry).map((one) => (untried.has(one.to) ? refused(one.to) : one)),
        untried,
      )
    }

    let submittedCount = 0
    try {
      const reopened = await journal.reopen(entry.id, fence)
      if (reopened === undefined) return inProgress
      // While this request waited for its turn, another run may have sent to some recipients.
      const again = new Set(recipientsNotAttempted(reopened.message))
      const others = finalResults(reopened.message).filter((one) => !again.has(one.to))
      // And since the first run, the same message may have been sent without this key.
      const known = new Map([...others.map((one) => [one.to, one] as const), ...refuseFenced(reopened.fenced)])
      const planned = fitFirst(wanted, admission.turn)
      const to = numbersOf(entry)
      // An unexpected error may follow a GET.
      submittedCount = again.size
      const results = await submitter.submit(
        createRun({ ...admission, id: entry.id, message, to, known, planned, firstIsRecorded: false }),
      )
      submittedCount = countSubmitted(results.filter((one) => again.has(one.to)))
      return answered(results, again)
    } finally {
      admission.end(submittedCount)
    }
  }

  function replay(request: MessageRequest, entry: JournaledMessage): SendResult {
    observer.replayed()
    return {
      kind: 'answered',
      sent: { ...entry, results: finalResults(entry), recorded: true },
      request,
      replayed: true,
    }
  }
}

const numbersOf = ({ recipients }: JournaledMessage): readonly string[] => recipients.map(({ to }) => to)
