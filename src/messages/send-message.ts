import type { Message } from '../sms/message.ts'
import type { Violation } from '../sms/violation.ts'
import type { Caller } from './caller.ts'
import { chargeQuota, type QuotaExceeded } from './charge.ts'
import type { Prepared, SentMessage } from './complete-message.ts'
import { type ComposeSettings, composeMessage, type MessageRequest } from './compose-message.ts'
import { canonicalJson, createRunningKeys, equalBytes, type Running } from './idempotency.ts'
import type { ClaimedKey, Journal, KeyClaim } from './journal.ts'
import { type Hash, recipientsNotAttempted, recordedResults } from './journal-entry.ts'
import type { SendObserver } from './observer.ts'
import { findForbidden } from './permission.ts'
import type { Quota } from './quota.ts'
import { createRecordedSubmission, type SendContext, type Submitted } from './recorded-submission.ts'
import { createRoom, type RoomSize } from './room.ts'
import { type Clock, listMsOf, type ReserveMessage } from './submit-message.ts'
import type { Plan, SubmissionPreview, Upstream } from './upstream.ts'

export type SendResult = Unfit | Refused | QuotaExceeded | AnsweredMessage

/** The key keeps the request from being carried out, now or for ever. */
type Refused = {
  readonly kind: 'refused'
  /** `overloaded`: too many requests wait already for the first with their key. */
  readonly problem: 'idempotency-key-reused' | 'request-in-progress' | 'overloaded'
}

type AnsweredMessage = {
  readonly kind: 'answered'
  /** What is known about the message by now. */
  readonly sent: SentMessage
  /** The request that was carried out. A twin, which says the same, no longer has its own. */
  readonly request: MessageRequest
  /** Nothing was submitted for this request: the message was there before. */
  readonly replayed: boolean
}

/** A request that is wrong, or right and nothing that its caller may do. */
export type Unfit = { readonly kind: 'invalid' | 'forbidden'; readonly violations: readonly Violation[] }

export type Checked<T> = ({ readonly ok: true } & T) | ({ readonly ok: false } & Unfit)

/** The use cases of messages. */
export type Messages = {
  /**
   * Checks a request, records it, submits it, and records what came of it.
   *
   * @throws JournalError when it could not be recorded: nothing was submitted
   */
  send(request: MessageRequest, context: SendContext): Promise<SendResult>
  /** Everything that is wrong with a request. Submits nothing. */
  check(request: MessageRequest, caller: Caller): readonly Violation[]
  /** Checks a request and says how it would be submitted. Submits nothing. */
  preview(request: MessageRequest, caller: Caller): Checked<{ message: Message; submission: SubmissionPreview }>
  /** Resolves once no message is being sent any more. */
  idle(): Promise<void>
}

export type SendSettings = ComposeSettings & {
  /** How long a recipient with an unknown outcome is not sent the same again; 0 for not at all. */
  readonly duplicateFenceMs: number
  /** How long a message may take in all, and so how long a twin waits for the first request with its key. */
  readonly timeoutMs: number
  /** The memory of twins that wait, in bytes. */
  readonly twinRoom?: RoomSize
}

const mebibyte = 1024 * 1024

/** A caller's are 2,400 with one recipient or 180 with a thousand; all of them an eighth of the 512 MB of a process. */
const defaultTwinRoom: RoomSize = { perCaller: 24 * mebibyte, inAll: 64 * mebibyte }

/** The memory of a waiting twin: its share of a connection, headers and promises. Its body is dropped. */
const twinBytes = 10_000
/** The memory of its answer for each recipient: all twins are answered at the same moment. */
const answerBytesPerRecipient = 128

type Dependencies = {
  readonly upstream: Upstream
  readonly reserve: ReserveMessage
  readonly journal: Journal
  readonly hash: Hash
  readonly quota: Quota
  readonly clock: Pick<Clock, 'sleep'>
  /** Milliseconds since 1970. Not an instant of Temporal, which nearly every message would be made for in vain. */
  readonly nowMs: () => number
  readonly observer: SendObserver
}

export function createMessages(dependencies: Dependencies, settings: SendSettings): Messages {
  const { upstream, reserve, journal, hash, quota, clock, nowMs, observer } = dependencies
  let underWay = 0
  const whenIdle: (() => void)[] = []
  const runningKeys = createRunningKeys<MessageRequest, SendResult>()
  const twins = createRoom(settings.twinRoom ?? defaultTwinRoom)
  const recorded = createRecordedSubmission({ reserve, journal, hash, observer, nowMs }, settings.duplicateFenceMs)

  function settingsOf({ maxSegments }: Caller): ComposeSettings {
    if (maxSegments === undefined || maxSegments >= settings.maxSegments) return settings
    return { ...settings, maxSegments }
  }

  /** A checked message and the GETs it takes. */
  function prepare(request: MessageRequest, caller: Caller): Checked<Prepared> {
    const composed = composeMessage(request, settingsOf(caller), nowMs())
    if (!composed.ok) return { ...composed, kind: 'invalid' }
    const message: Message =
      caller.account === undefined ? composed.message : { ...composed.message, account: caller.account }
    const plan = upstream.plan(message, listMsOf(settings.timeoutMs))
    if (!plan.fits) return { ok: false, kind: 'invalid', violations: [explainMisfit(plan)] }
    const violations = findForbidden(message, caller)
    if (violations.length > 0) return { ok: false, kind: 'forbidden', violations }
    return { ok: true, message, batches: plan.batches }
  }

  /**
   * Not `async`, and nor may be what hands a request over: such a function keeps its arguments for as long as it waits, and a
   * twin is to let go of its body.
   */
  function sendKeyed(request: MessageRequest, context: SendContext, key: string): Promise<SendResult> {
    const { caller, route } = context
    const claim = { caller: caller.name, route, key, fingerprint: hash(canonicalJson(request)) }
    const first = runningKeys.find(claim)
    if (first === undefined) return carryOut(request, context, claim)
    return waitAsTwin(first, claim, context, twinBytes + answerBytesPerRecipient * request.to.length)
  }

  /** Waits for the first request with the key, and takes its place if that one fails or is refused. */
  async function waitAsTwin(
    first: Running<MessageRequest, SendResult>,
    claim: KeyClaim,
    context: SendContext,
    bytes: number,
  ): Promise<SendResult> {
    if (!isSameBody(first, claim)) return { kind: 'refused', problem: 'idempotency-key-reused' }
    if (!twins.take(claim.caller, bytes)) return { kind: 'refused', problem: 'overloaded' }
    const patience = beginToWait()
    underWay++
    try {
      let last = first
      for (let running: typeof first | undefined = first; running !== undefined; running = runningKeys.find(claim)) {
        if (!isSameBody(running, claim)) return { kind: 'refused', problem: 'idempotency-key-reused' }
        const result = await Promise.race([running.done, patience.end])
        if (result === late) return { kind: 'refused', problem: 'request-in-progress' }
        // All that have waited share its answer; to take turns at the journal would be work without end for many of them.
        if (result?.kind === 'answered' && result.sent.recorded) {
          observer.replayed()
          return { ...result, replayed: true }
        }
        last = running
      }
      // Not awaited: from here on it is no twin, and takes no room of theirs.
      return carryOut(last.request, context, claim)
    } finally {
      patience.stop()
      twins.giveBack(claim.caller, bytes)
      endOne()
    }
  }

  /** Not a turn of the event loop lies between the last look for a key and its hold: of many twins only one comes here. */
  async function carryOut(request: MessageRequest, context: SendContext, claim?: KeyClaim): Promise<SendResult> {
    underWay++
    try {
      if (claim === undefined) return await sendUnkeyed(request, context)
      const result = await runningKeys.hold(claim, request, () => sendUnderKey(request, context, claim))
      if (result.kind === 'answered' && result.replayed) observer.replayed()
      return result
    } finally {
      endOne()
    }
  }

  /** The time that a twin has, whose timer would otherwise outlive it. */
  function beginToWait(): Patience {
    const stopping = new AbortController()
    const isOver = (): typeof late => late
    return {
      end: clock.sleep(settings.timeoutMs, stopping.signal).then(isOver, isOver),
      stop: () => stopping.abort(),
    }
  }

  function endOne(): void {
    underWay--
    if (underWay === 0) for (const resolve of whenIdle.splice(0)) resolve()
  }

  /** A known key is looked up before the request is checked: a schedule that has passed is still replayed. */
  async function sendUnderKey(request: MessageRequest, context: SendContext, claim: KeyClaim): Promise<SendResult> {
    const claimed = journal.findKey(claim)
    if (claimed !== undefined) {
      await journal.settled()
      return answerKnown(request, context, claim, claimed)
    }
    const result = await sendNew(request, context, claim)
    return result.kind === 'claimed' ? answerKnown(request, context, claim, result.claimed) : answerFor(request, result)
  }

  async function sendUnkeyed(request: MessageRequest, context: SendContext): Promise<SendResult> {
    const result = await sendNew(request, context)
    if (result.kind === 'claimed')
      throw new Error('Without a key there is nothing that another message could have claimed')
    return answerFor(request, result)
  }

  function sendNew(request: MessageRequest, context: SendContext, claim?: KeyClaim) {
    const prepared = prepare(request, context.caller)
    if (!prepared.ok) return { kind: prepared.kind, violations: prepared.violations } satisfies Unfit
    const { message } = prepared
    return chargeQuota(quota, context.caller, message, message.to, () =>
      recorded.submitNew(request, context, prepared, claim),
    )
  }

  /** The same key again: tells what is known by now, or sends to exactly those recipients that provably got nothing. */
  async function answerKnown(
    request: MessageRequest,
    context: SendContext,
    claim: KeyClaim,
    { fingerprint, message: entry }: ClaimedKey,
  ): Promise<SendResult> {
    if (!equalBytes(claim.fingerprint, fingerprint)) return { kind: 'refused', problem: 'idempotency-key-reused' }
    if (!entry.finished) return { kind: 'refused', problem: 'request-in-progress' }
    const again = recipientsNotAttempted(entry)
    // The body was right once; only time can have made it wrong: what was to be sent by now cannot be sent any more.
    const prepared = again.length === 0 ? undefined : prepare(request, context.caller)
    if (!prepared?.ok) {
      const sent = { ...entry, results: recordedResults(entry), recorded: true }
      return { kind: 'answered', sent, request, replayed: true }
    }
    const result = await chargeQuota(quota, context.caller, prepared.message, again, () =>
      recorded.submitAgain(request, entry, prepared, claim),
    )
    return answerFor(request, result)
  }

  return {
    send: (request, context) =>
      context.key === undefined ? carryOut(request, context) : sendKeyed(request, context, context.key),
    check(request, caller) {
      const prepared = prepare(request, caller)
      return prepared.ok ? [] : prepared.violations
    },
    preview(request, caller) {
      const prepared = prepare(request, caller)
      if (!prepared.ok) return prepared
      return { ok: true, message: prepared.message, submission: upstream.preview(prepared.message) }
    },
    async idle() {
      while (underWay > 0) await new Promise<void>((resolve) => whenIdle.push(resolve))
    },
  }
}

const answerFor = <T extends { readonly kind: string }>(
  request: MessageRequest,
  result: T | Submitted,
): Exclude<T, Submitted> | AnsweredMessage =>
  result.kind === 'submitted'
    ? { kind: 'answered', sent: (result as Submitted).sent, request, replayed: false }
    : (result as Exclude<T, Submitted>)

const isSameBody = (running: { readonly fingerprint: Uint8Array }, claim: KeyClaim): boolean =>
  equalBytes(running.fingerprint, claim.fingerprint)

/** Not a time: what a promise of time resolves to. */
const late = Symbol('late')

type Patience = { readonly end: Promise<typeof late>; stop(): void }

function explainMisfit(plan: Extract<Plan, { fits: false }>): Violation {
  if (plan.limit === 'time') {
    const message = `must hold at most ${plan.maxRecipients} phone numbers: with this text more cannot be submitted in the time that a message has`
    return { pointer: '/to', message }
  }
  const message = `must be shorter: with one recipient it makes an upstream request of ${plan.urlBytes} bytes, of at most ${plan.maxUrlBytes}`
  return { pointer: '/text', message }
}
