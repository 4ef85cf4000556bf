import type { Message } from '../sms/message.ts'
import type { Violation } from '../sms/violation.ts'
import { createAdmit } from './admission.ts'
import { fitFirst } from './batches.ts'
import type { Caller } from './caller.ts'
import type { ComposeSettings, MessageRequest } from './compose-message.ts'
import { createFenceRefusal, fenceOf } from './fence.ts'
import { canonicalJson } from './idempotency.ts'
import type { BeginOptions, Begun, Journal, KeyClaim } from './journal.ts'
import { createEntry, createMessageId, type Hash } from './journal-entry.ts'
import type { Mutable } from './mutable.ts'
import type { SendObserver } from './observer.ts'
import { countSubmitted, failed } from './outcome.ts'
import { type Checked, createPrepare } from './prepare.ts'
import type { Quota } from './quota.ts'
import { createResume } from './resume.ts'
import { createRun } from './run.ts'
import type { Answered, SendContext, SendResult, SentMessage } from './send-result.ts'
import type { Clock, Submitter } from './submit.ts'
import { createRunningKeys, createTwins, type TwinSettings } from './twins.ts'
import { createUnderWay } from './under-way.ts'
import type { SubmissionPreview, Upstream } from './upstream.ts'

/** The operations on messages. */
export type Messages = {
  /**
   * Checks a request, records it, submits it, and records the results. Claims the key before its first await.
   *
   * @throws JournalError if it could not be recorded: nothing was submitted
   */
  send(request: MessageRequest, context: SendContext): Promise<SendResult>
  /** Reports everything that is wrong with a request. Submits nothing. */
  check(request: MessageRequest, caller: Caller): readonly Violation[]
  /** Checks a request and returns how it would be submitted. Submits nothing. */
  preview(request: MessageRequest, caller: Caller): Checked<{ message: Message; submission: SubmissionPreview }>
  /** Resolves once no message is being sent. */
  idle(): Promise<void>
}

export type SendSettings = ComposeSettings &
  TwinSettings & {
    /** How long an unknown outcome blocks the same message to its recipient; 0 disables the fence. */
    readonly duplicateFenceMs: number
  }

type Dependencies = {
  readonly upstream: Pick<Upstream, 'plan' | 'preview'>
  readonly submitter: Submitter
  readonly journal: Journal
  readonly hash: Hash
  readonly quota: Quota
  readonly clock: Pick<Clock, 'sleep'>
  /** Milliseconds since 1970. Not a Temporal instant, which nearly every message would create without using it. */
  readonly nowMs: () => number
  readonly observer: SendObserver
}

export function createMessages(dependencies: Dependencies, settings: SendSettings): Messages {
  const { upstream, submitter, journal, hash, quota, clock, nowMs, observer } = dependencies
  const { duplicateFenceMs } = settings
  const prepare = createPrepare(upstream, settings, nowMs)
  const admit = createAdmit({ quota, submitter })
  const refuseFenced = createFenceRefusal(observer)
  const resume = createResume({ prepare, admit, refuseFenced, submitter, journal, hash, observer }, settings)
  const runningKeys = createRunningKeys()
  const underWay = createUnderWay()
  const waitAsTwin = createTwins({ runningKeys, send, clock, underWay, observer }, settings)

  /** Looks up the key before checking the request, so that a known key is answered even after its schedule has passed. */
  async function send(request: MessageRequest, context: SendContext): Promise<SendResult> {
    const claim = claimOf(request, context)
    const first = claim && runningKeys.find(claim)
    // Not awaited: while waiting, this function would retain the request.
    if (claim && first) return waitAsTwin(first, claim, context, request.to.length)
    // No await between lookup and claim, so exactly one of several twins gets here.
    const release = claim && runningKeys.hold(claim, request)
    underWay.begin()
    let result: SendResult | undefined
    try {
      const known = claim && (await journal.findKey(claim))
      const sent = known ? { kind: 'claimed' as const, claimed: known } : await sendNew(request, context, claim)
      // Only a message with a key can find that another message has the key.
      result = sent.kind === 'claimed' ? await resume(request, context, sent.claimed, claim as KeyClaim) : sent
      return result
    } finally {
      release?.(result)
      underWay.end()
    }
  }

  function claimOf(request: MessageRequest, { caller, route, key }: SendContext): KeyClaim | undefined {
    if (key === undefined) return undefined
    return { caller: caller.name, route, key, fingerprint: hash(canonicalJson(request)) }
  }

  /** Compose, admit, begin, submit, finish. Resolves to the key's message if another one has claimed it. */
  async function sendNew(
    request: MessageRequest,
    context: SendContext,
    claim: KeyClaim | undefined,
  ): Promise<SendResult | Extract<Begun, { kind: 'claimed' }>> {
    const { caller, requestId } = context
    const prepared = prepare(request, caller)
    if (!prepared.ok) return { kind: prepared.kind, violations: prepared.violations }
    const { message } = prepared
    const { to } = message

    const id = createMessageId(journal.seenAt())
    const entry = createEntry(message, { id, caller: caller.name, requestId, createdAt: nowMs() }, hash)
    const fence = fenceOf(request, journal, duplicateFenceMs)
    const admission = await admit(message, prepared.batches, caller)
    if (admission.kind === 'quota-exceeded') return admission
    if (admission.kind === 'no-turn') {
      const fenced = refuseFenced(await journal.findFenced(entry, fence))
      const results = to.map((one) => fenced.get(one) ?? failed(one, admission.failure))
      return answered(request, message, { ...entry, results, recorded: false })
    }

    let submittedCount = 0
    try {
      // The recipients recorded as `sending` must be those that the turn is for.
      const planned = fitFirst(prepared.batches, admission.turn)
      const options: Mutable<BeginOptions> = { ...fence, sending: planned[0] ?? [] }
      if (claim !== undefined) options.claim = claim
      const begun = await journal.begin(entry, options)
      if (begun.kind === 'claimed') return begun
      const known = refuseFenced(begun.fenced)
      // If all recipients are fenced, nothing was recorded.
      if (known.size === to.length)
        return answered(request, message, { ...entry, results: [...known.values()], recorded: false })

      // An unexpected error may follow a GET.
      submittedCount = to.length
      const results = await submitter.submit(
        createRun({ ...admission, id, message, to, known, planned, firstIsRecorded: true }),
      )
      submittedCount = countSubmitted(results)
      return answered(request, message, { ...entry, results, recorded: true })
    } finally {
      admission.end(submittedCount)
    }
  }

  function answered(request: MessageRequest, message: Message, sent: SentMessage): Answered {
    observer.sent(message, sent)
    return { kind: 'answered', sent, request, replayed: false }
  }

  return {
    send,
    check(request, caller) {
      const prepared = prepare(request, caller)
      return prepared.ok ? [] : prepared.violations
    },
    preview(request, caller) {
      const prepared = prepare(request, caller)
      if (!prepared.ok) return prepared
      return { ok: true, message: prepared.message, submission: upstream.preview(prepared.message) }
    },
    idle: underWay.idle,
  }
}
