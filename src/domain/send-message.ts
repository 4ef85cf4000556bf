import {
  type Answered,
  createCompletion,
  type FormatAnswer,
  formatAnswered,
  type Prepared,
  type SentMessage,
} from './complete-message.ts'
import { type ComposeSettings, composeMessage, type MessageRequest } from './compose-message.ts'
import { canonicalJson, createRunningKeys, equalBytes } from './idempotency.ts'
import type { ClaimedKey, Journal, JournaledMessage, KeyClaim, MessageFacts, StoredAnswer } from './journal.ts'
import { createMessageId, formatEntry, type Hash, recipientsNotAttempted, recordedResults } from './journal-entry.ts'
import type { Message } from './message.ts'
import type { SendObserver } from './observer.ts'
import { failed, type RecipientFailure, type RecipientResult } from './outcome.ts'
import { type Clock, type ReserveMessage, type Submission, startMsOf } from './submit-message.ts'
import type { Batch, Plan, SubmissionPreview, Upstream } from './upstream.ts'
import type { Violation } from './violation.ts'

/** Who asks, and how the answer is written down. */
export type SendContext = {
  readonly caller: string
  readonly route: string
  readonly requestId: string
  /** The Idempotency-Key, if there is one. */
  readonly key?: string
  readonly format: FormatAnswer
}

export type SendResult =
  | { readonly kind: 'invalid'; readonly violations: readonly Violation[] }
  | { readonly kind: 'refused'; readonly problem: 'idempotency-key-reused' | 'request-in-progress' }
  | {
      readonly kind: 'answered'
      /** Absent where nothing was recorded, since there was nobody to send to. */
      readonly id: string | undefined
      readonly answer: StoredAnswer
      /** The answer was given before: nothing was submitted this time. */
      readonly replayed: boolean
      /** What is new about it. Absent from a replay. */
      readonly sent?: SentMessage
    }

export type Checked<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly violations: readonly Violation[] }

/** The use cases of messages. */
export type Messages = {
  /**
   * Checks a request, records it, submits it, and records what came of it.
   *
   * @throws JournalError when it could not be recorded: nothing was submitted
   */
  send(request: MessageRequest, context: SendContext): Promise<SendResult>
  /** Everything that is wrong with a request. Submits nothing. */
  check(request: MessageRequest): readonly Violation[]
  /** Checks a request and says how it would be submitted. Submits nothing. */
  preview(request: MessageRequest): Checked<{ message: Message; submission: SubmissionPreview }>
  /** Resolves once no message is being sent any more. */
  idle(): Promise<void>
}

export type SendSettings = ComposeSettings & {
  /** How long a recipient with an unknown outcome is not sent the same again; 0 for not at all. */
  readonly duplicateFenceMs: number
  /** How long a message may take in all, and so how long a twin waits for the first request with its key. */
  readonly timeoutMs: number
}

type Dependencies = {
  readonly upstream: Upstream
  readonly reserve: ReserveMessage
  readonly journal: Journal
  readonly hash: Hash
  readonly clock: Pick<Clock, 'sleep'>
  readonly now: () => Temporal.Instant
  readonly observer: SendObserver
}

export function createMessages(dependencies: Dependencies, settings: SendSettings): Messages {
  const { upstream, reserve, journal, hash, clock, now, observer } = dependencies
  const underWay = new Set<Promise<unknown>>()
  const runningKeys = createRunningKeys<SendResult>()
  const nowMs = () => now().epochMilliseconds
  const complete = createCompletion(journal, nowMs)

  /** A checked message and the GETs it takes. */
  function prepare(request: MessageRequest): Checked<Prepared> {
    const composed = composeMessage(request, settings, now())
    if (!composed.ok) return composed
    const plan = upstream.plan(composed.message, startMsOf(settings.timeoutMs))
    if (plan.fits) return { ok: true, message: composed.message, batches: plan.batches }
    return { ok: false, violations: [explainMisfit(plan)] }
  }

  async function send(request: MessageRequest, context: SendContext): Promise<SendResult> {
    const { caller, route, key } = context
    if (key === undefined) return sendNew(request, context)
    const claim = { caller, route, key, fingerprint: hash(canonicalJson(request)) }
    let patience: Promise<typeof late> | undefined
    for (let twin = runningKeys.find(claim); twin !== undefined; twin = runningKeys.find(claim)) {
      if (!equalBytes(twin.fingerprint, claim.fingerprint))
        return { kind: 'refused', problem: 'idempotency-key-reused' }
      patience ??= clock.sleep(settings.timeoutMs).then((): typeof late => late)
      const first = await Promise.race([twin.done, patience])
      if (first === late) return { kind: 'refused', problem: 'request-in-progress' }
      // All that have waited share its answer; to take turns at the journal would be work without end for many of them.
      if (first?.kind === 'answered' && first.id !== undefined)
        return { kind: 'answered', id: first.id, answer: first.answer, replayed: true }
    }
    // Not a turn of the event loop lies between the last look and the hold: of many twins only one comes through here.
    return runningKeys.hold(claim, () => sendUnderKey(request, context, claim))
  }

  /** A known key is looked up before the request is checked: a schedule that has passed is still replayed. */
  async function sendUnderKey(request: MessageRequest, context: SendContext, claim: KeyClaim): Promise<SendResult> {
    const claimed = journal.findKey(claim)
    return claimed ? answerKnown(request, context, claim, claimed) : sendNew(request, context, claim)
  }

  async function sendNew(request: MessageRequest, context: SendContext, claim?: KeyClaim): Promise<SendResult> {
    const prepared = prepare(request)
    if (!prepared.ok) return { kind: 'invalid', violations: prepared.violations }
    const { message, batches } = prepared
    const [first = []] = batches
    const { caller, requestId } = context
    const createdAt = nowMs()
    const entry = formatEntry(message, { id: createMessageId(createdAt), createdAt, caller, requestId }, hash)
    // Before anything is on record: what waits is certainly not sent, and a crash must not make an unknown of it.
    const reserved = await reserve(message, batches)
    if (!reserved.ok)
      return tellOf(message, answerUnsent(entry, message.to, new Map(), reserved.failure, context, false))
    const { submission } = reserved
    const begun = await orGiveBack(submission, () =>
      journal.begin(entry, { sending: first, ...(claim && { claim }), ...fenceOf(request) }),
    )
    if (begun.kind === 'claimed') {
      submission.giveBack()
      return answerKnown(request, context, claim as KeyClaim, begun.claimed)
    }

    const known = refusedByFence(begun.fenced)
    if (known.size > 0) observer.fenced(known.size)
    const open = without(batches, (to) => known.has(to))
    if (open.length === 0) {
      submission.giveBack()
      // Where nobody may be sent to, there is nothing to remember either.
      return tellOf(message, formatAnswered(entry, [...known.values()], context.format, false))
    }
    const started = new Set(first.filter((to) => !known.has(to)))
    const work = { submission, batches: open }
    return tellOf(message, await complete({ facts: entry, to: message.to, known, started, work }, context.format))
  }

  /** The answer where no turn could be had: nothing was submitted, and the journal stays as it is. */
  function answerUnsent(
    facts: MessageFacts,
    to: readonly string[],
    known: ReadonlyMap<string, RecipientResult>,
    failure: RecipientFailure,
    { format }: SendContext,
    recorded: boolean,
  ): Answered {
    const results = to.map((to) => known.get(to) ?? failed(to, failure))
    return formatAnswered(facts, results, format, recorded)
  }

  function fenceOf({ acknowledgePossibleDuplicate: acknowledged }: MessageRequest) {
    if (settings.duplicateFenceMs === 0) return {}
    return { fencedSince: nowMs() - settings.duplicateFenceMs, ...(acknowledged !== undefined && { acknowledged }) }
  }

  /** The same key again: replays the answer, or sends to exactly those recipients that provably got nothing. */
  async function answerKnown(
    request: MessageRequest,
    context: SendContext,
    claim: KeyClaim,
    claimed: ClaimedKey,
  ): Promise<SendResult> {
    const { fingerprint } = claim
    const { message: entry } = claimed
    if (!equalBytes(fingerprint, claimed.fingerprint)) return { kind: 'refused', problem: 'idempotency-key-reused' }
    if (!entry.finished) return { kind: 'refused', problem: 'request-in-progress' }
    const again = new Set(recipientsNotAttempted(entry))
    const stored = entry.answer
    if (again.size === 0 && stored) return { kind: 'answered', id: entry.id, answer: stored, replayed: true }

    // The body was right once; only time can have made it wrong: what was to be sent by now cannot be sent any more.
    const prepared = prepare(request)
    if (!prepared.ok && stored) return { kind: 'answered', id: entry.id, answer: stored, replayed: true }
    const to = entry.recipients.map((recipient) => recipient.to)
    if (!prepared.ok || again.size === 0) {
      if (!(await journal.reopen(entry.id))) return { kind: 'refused', problem: 'request-in-progress' }
      return complete({ facts: entry, to, known: resultsByRecipient(entry), started: new Set() }, context.format)
    }
    const { message } = prepared
    const reserved = await reserve(
      message,
      without(prepared.batches, (recipient) => !again.has(recipient)),
    )
    if (!reserved.ok) {
      const settled = [...resultsByRecipient(entry)].filter(([recipient]) => !again.has(recipient))
      return tellOf(message, answerUnsent(entry, to, new Map(settled), reserved.failure, context, true), again)
    }
    const { submission } = reserved
    const reopened = await orGiveBack(submission, async () => {
      if (!(await journal.reopen(entry.id))) return undefined
      // While this one waited for its turn, another process may have sent to some of them.
      const current = journal.findKey(claim)?.message ?? entry
      const again = new Set(recipientsNotAttempted(current))
      // And since the first try the same may have been sent without this key.
      const { contentHash } = formatEntry(message, entry, hash)
      const fenced = refusedByFence(journal.findFenced({ to: [...again], contentHash }, fenceOf(request)))
      const batches = without(prepared.batches, (recipient) => !again.has(recipient) || fenced.has(recipient))
      return { again, known: new Map([...resultsByRecipient(current), ...fenced]), fencedCount: fenced.size, batches }
    })
    if (reopened === undefined) {
      submission.giveBack()
      return { kind: 'refused', problem: 'request-in-progress' }
    }
    const { known, fencedCount, batches } = reopened
    if (fencedCount > 0) observer.fenced(fencedCount)
    const work = { submission, batches }
    const answered = await complete({ facts: entry, to, known, started: new Set(), work }, context.format)
    return tellOf(message, answered, reopened.again)
  }

  /** Tells the observer of an answer that was made just now: of the recipients of this try, and of no other. */
  function tellOf(message: Message, answered: Answered, tried?: ReadonlySet<string>): Answered {
    const { sent } = answered
    observer.sent(message, tried ? { ...sent, results: sent.results.filter(({ to }) => tried.has(to)) } : sent)
    return answered
  }

  function tellOfReplay(result: SendResult): SendResult {
    if (result.kind === 'answered' && result.replayed) observer.replayed()
    return result
  }

  return {
    send(request, context) {
      const sending = send(request, context).then(tellOfReplay)
      underWay.add(sending)
      return sending.finally(() => underWay.delete(sending))
    },
    check(request) {
      const prepared = prepare(request)
      return prepared.ok ? [] : prepared.violations
    },
    preview(request) {
      const prepared = prepare(request)
      if (!prepared.ok) return prepared
      return { ok: true, message: prepared.message, submission: upstream.preview(prepared.message) }
    },
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}

const resultsByRecipient = (entry: JournaledMessage): ReadonlyMap<string, RecipientResult> =>
  new Map(recordedResults(entry).map((result) => [result.to, result]))

/** Not a time: what a promise of time resolves to. */
const late = Symbol('late')

/** What the fence makes of recipients: the open message of each, as a result. */
const refusedByFence = (fenced: ReadonlyMap<string, string>): ReadonlyMap<string, RecipientResult> =>
  new Map([...fenced].map(([to, duplicateOf]) => [to, failed(to, { code: 'possible-duplicate', duplicateOf })]))

/** Gives the turn back where what stands before its use fails. */
async function orGiveBack<T>(submission: Submission, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    submission.giveBack()
    throw error
  }
}

function explainMisfit(plan: Extract<Plan, { fits: false }>): Violation {
  if (plan.limit === 'time') {
    const message = `must hold at most ${plan.maxRecipients} phone numbers: with this text more cannot be submitted in the time that a message has`
    return { pointer: '/to', message }
  }
  const message = `must be shorter: with one recipient it makes an upstream request of ${plan.urlBytes} bytes, of at most ${plan.maxUrlBytes}`
  return { pointer: '/text', message }
}

/** The batches without some recipients, and without those that this empties. */
const without = (batches: readonly Batch[], excluded: (to: string) => boolean): readonly Batch[] =>
  batches.map((batch) => batch.filter((to) => !excluded(to))).filter((batch) => batch.length > 0)
