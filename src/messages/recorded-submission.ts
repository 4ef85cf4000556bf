import type { Message } from '../sms/message.ts'
import type { Caller } from './caller.ts'
import { createCompletion, type Opened, type Prepared, type SentMessage } from './complete-message.ts'
import type { MessageRequest } from './compose-message.ts'
import type {
  BeginOptions,
  Begun,
  Fence,
  Journal,
  JournaledMessage,
  KeyClaim,
  MessageFacts,
  NewMessage,
} from './journal.ts'
import { createMessageId, formatEntry, type Hash, recipientsNotAttempted, recordedResults } from './journal-entry.ts'
import type { Mutable } from './mutable.ts'
import type { SendObserver } from './observer.ts'
import { failed, type RecipientFailure, type RecipientResult } from './outcome.ts'
import type { ReserveMessage, Submission } from './submit-message.ts'
import type { Batch } from './upstream.ts'

/** Who asks, and by which request. */
export type SendContext = {
  readonly caller: Caller
  readonly route: string
  readonly requestId: string
  /** The Idempotency-Key, if there is one. */
  readonly key?: string
}

/** What came of a try. Nothing was submitted where its recipients say so. */
export type Submitted = { readonly kind: 'submitted'; readonly sent: SentMessage }

/** Another try holds the message. */
export type Busy = { readonly kind: 'refused'; readonly problem: 'request-in-progress' }

/** Submits checked messages and keeps the journal in step: nothing goes out that is not on record. */
export type RecordedSubmission = {
  /** Records a message and submits it, or finds that its key is that of another one. @throws JournalError */
  submitNew(
    request: MessageRequest,
    context: SendContext,
    prepared: Prepared,
    claim?: KeyClaim,
  ): Promise<Submitted | Extract<Begun, { kind: 'claimed' }>>
  /** Opens a message again and submits it to exactly those recipients that provably got nothing. @throws JournalError */
  submitAgain(
    request: MessageRequest,
    entry: JournaledMessage,
    prepared: Prepared,
    claim: KeyClaim,
  ): Promise<Submitted | Busy>
}

type Dependencies = {
  readonly reserve: ReserveMessage
  readonly journal: Journal
  readonly hash: Hash
  readonly observer: SendObserver
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
}

const busy: Busy = { kind: 'refused', problem: 'request-in-progress' }

/** @param duplicateFenceMs how long an unknown outcome keeps the same message away; 0 for not at all */
export function createRecordedSubmission(
  { reserve, journal, hash, observer, nowMs }: Dependencies,
  duplicateFenceMs: number,
): RecordedSubmission {
  const complete = createCompletion(journal, nowMs)

  async function submitNew(
    request: MessageRequest,
    context: SendContext,
    prepared: Prepared,
    claim?: KeyClaim,
  ): Promise<Submitted | Extract<Begun, { kind: 'claimed' }>> {
    const { message } = prepared
    const entry = createEntry(message, context)
    // Before anything is on record: what waits is certainly not sent, and a crash must not make an unknown of it.
    const reservation = reserve(message, prepared.batches)
    const reserved = reservation instanceof Promise ? await reservation : reservation
    if (!reserved.ok) return tellOf(message, answerUnsent(entry, message.to, nothingKnown, reserved.failure, false))
    // Not those of `prepared`: what is recorded as being sent must be what the turn is for.
    const { submission, batches } = reserved
    let begun: Begun
    try {
      begun = await journal.begin(entry, optionsOf(request, batches[0] ?? [], claim))
    } catch (error) {
      submission.giveBack()
      throw error
    }
    if (begun.kind === 'claimed') {
      submission.giveBack()
      return begun
    }
    const work = { submission, batches }
    const opened = { facts: entry, to: message.to, known: nothingKnown, firstIsRecorded: true, work }
    const sent = begun.fenced.size === 0 ? complete(opened) : submitUnfenced(opened, refusedByFence(begun.fenced))
    return tellOf(message, await sent)
  }

  function createEntry(message: Message, { caller, requestId }: SendContext): NewMessage {
    const id = createMessageId(journal.seenAt())
    return formatEntry(message, { id, caller: caller.name, requestId, createdAt: nowMs() }, hash)
  }

  /** Submits to those whom the fence has left, if there are any. */
  function submitUnfenced(
    opened: Opened,
    known: ReadonlyMap<string, RecipientResult>,
  ): SentMessage | Promise<SentMessage> {
    const { facts, work } = opened
    const isKnown = (to: string) => known.has(to)
    observer.fenced(known.size)
    const batches = without(work.batches, isKnown)
    if (batches.length === 0) {
      work.submission.giveBack()
      // Where nobody may be sent to, there is nothing to remember either.
      return { ...facts, results: [...known.values()], recorded: false }
    }
    const firstIsRecorded = work.batches[0]?.every(isKnown) === false
    return complete({ ...opened, known, firstIsRecorded, work: { ...work, batches } })
  }

  function optionsOf(request: MessageRequest, sending: Batch, claim: KeyClaim | undefined): BeginOptions {
    const options: Mutable<BeginOptions> = { ...fenceOf(request), sending }
    if (claim !== undefined) options.claim = claim
    return options
  }

  async function submitAgain(
    request: MessageRequest,
    entry: JournaledMessage,
    prepared: Prepared,
    claim: KeyClaim,
  ): Promise<Submitted | Busy> {
    const { message } = prepared
    const to = entry.recipients.map((recipient) => recipient.to)
    const again = new Set(recipientsNotAttempted(entry))
    const reserved = await reserve(
      message,
      without(prepared.batches, (recipient) => !again.has(recipient)),
    )
    if (!reserved.ok) {
      const settled = [...resultsByRecipient(entry)].filter(([recipient]) => !again.has(recipient))
      return tellOf(message, answerUnsent(entry, to, new Map(settled), reserved.failure, true), again)
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
      const batches = without(reserved.batches, (recipient) => !again.has(recipient) || fenced.has(recipient))
      return { again, fenced, known: new Map([...resultsByRecipient(current), ...fenced]), batches }
    })
    if (reopened === undefined) {
      submission.giveBack()
      return busy
    }
    const { known, batches } = reopened
    if (reopened.fenced.size > 0) observer.fenced(reopened.fenced.size)
    const work = { submission, batches }
    const sent = await complete({ facts: entry, to, known, firstIsRecorded: false, work })
    return tellOf(message, sent, reopened.again)
  }

  function fenceOf({ acknowledgePossibleDuplicate: acknowledged }: MessageRequest): Fence {
    if (duplicateFenceMs === 0) return {}
    return { fencedSince: journal.seenAt() - duplicateFenceMs, ...(acknowledged !== undefined && { acknowledged }) }
  }

  /** Tells the observer what came of a try: of its recipients, and of no other. */
  function tellOf(message: Message, sent: SentMessage, tried?: ReadonlySet<string>): Submitted {
    observer.sent(message, tried ? { ...sent, results: sent.results.filter(({ to }) => tried.has(to)) } : sent)
    return { kind: 'submitted', sent }
  }

  return { submitNew, submitAgain }
}

const nothingKnown: ReadonlyMap<string, RecipientResult> = new Map()

/** What the fence makes of recipients: the open message of each, as a result. */
const refusedByFence = (fenced: ReadonlyMap<string, string>): ReadonlyMap<string, RecipientResult> =>
  new Map([...fenced].map(([to, duplicateOf]) => [to, failed(to, { code: 'possible-duplicate', duplicateOf })]))

/** The answer where no turn could be had: nothing was submitted, and the journal stays as it is. */
function answerUnsent(
  facts: MessageFacts,
  to: readonly string[],
  known: ReadonlyMap<string, RecipientResult>,
  failure: RecipientFailure,
  recorded: boolean,
): SentMessage {
  const results = to.map((to) => known.get(to) ?? failed(to, failure))
  return { ...facts, results, recorded }
}

/** Gives the turn back where what stands before its use fails. */
async function orGiveBack<T>(submission: Submission, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    submission.giveBack()
    throw error
  }
}

const resultsByRecipient = (entry: JournaledMessage): ReadonlyMap<string, RecipientResult> =>
  new Map(recordedResults(entry).map((result) => [result.to, result]))

/** The batches without some recipients, and without those that this empties. */
const without = (batches: readonly Batch[], excluded: (to: string) => boolean): readonly Batch[] =>
  batches.map((batch) => batch.filter((to) => !excluded(to))).filter((batch) => batch.length > 0)
