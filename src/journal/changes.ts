import type { BeginOptions, Begun, Fence, FencedRecipients, NewMessage, Reopened } from '../messages/journal.ts'
import { recipientsNotAttempted } from '../messages/journal-entry.ts'
import { outcomeOf, type RecipientResult } from '../messages/outcome.ts'
import type { CreatedOffsets } from './created-offsets.ts'
import type { Deliveries } from './deliveries.ts'
import { naturalNumber, nextNumber, numbersPerMs } from './message-number.ts'
import type { Queries } from './queries.ts'
import type { Reports } from './reports.ts'
import { createResolve } from './resolve.ts'
import { formatUpstreamIds } from './rows.ts'
import type { RunningMessage, RunningMessages } from './running-messages.ts'
import type { Statements } from './statements.ts'

/** The changes to the tables. Each runs within a transaction of the group commit, and may run twice. */
export type Changes = ReturnType<typeof createChanges>

/** The common case: no recipient is fenced. */
const nobody: FencedRecipients = new Map()
const begunForAll: Begun = { kind: 'begun', fenced: nobody }

type ChangeContext = {
  readonly running: RunningMessages
  readonly owner: string
  readonly offsets: CreatedOffsets
  readonly reports: Pick<Reports, 'rejoin'>
  readonly tell: Deliveries['tell']
  readonly seenAt: () => number
  readonly onRecorded: (number: number) => void
}

/**
 * @param running the messages that this process is sending
 * @param owner the name under which this process runs messages
 * @param seenAt the journal's clock
 * @param onRecorded called with the number of each message that begins
 */
export function createChanges(
  sql: Statements,
  { findNumber, findKey, findFenced, readMessage }: Queries,
  { running, owner, offsets, reports, tell, seenAt, onRecorded }: ChangeContext,
) {
  // Without any unknown outcome the fence need not be read. Set to true before a transaction ends; set to false only from
  // committed data.
  let anyUnknown = true

  const findAnyFenced = (message: Pick<NewMessage, 'to' | 'contentHash'>, fence: Fence): FencedRecipients =>
    anyUnknown ? findFenced(message, fence) : nobody

  function begin(message: NewMessage, options: BeginOptions): Begun {
    const { claim, sending } = options
    const { to } = message
    // May exist from an earlier run of this change that was rolled back.
    running.delete(message.id)
    const fenced = findAnyFenced(message, options)
    if (fenced.size === to.length) {
      const claimed = claim && findKey(claim)
      return claimed ? { kind: 'claimed', claimed } : { kind: 'begun', fenced }
    }
    const number = insertMessage(message)
    if (claim) {
      const { caller, route, key, fingerprint } = claim
      if (sql.claimKey.run(caller, route, key, fingerprint, number).changes === 0) {
        const claimed = findKey(claim)
        // Continuing without a claim would allow the next request with the key to send again.
        if (claimed === undefined) throw new Error('An Idempotency-Key is claimed for a message that is not there')
        sql.deleteMessage.run(number)
        return { kind: 'claimed', claimed }
      }
    }
    sql.startRun.run(number, owner)
    const mayWait = insertAttempts(number, message, sending, fenced)
    running.set(message.id, { number, to, mayWait })
    onRecorded(number)
    return fenced.size === 0 ? begunForAll : { kind: 'begun', fenced }
  }

  /** Returns whether any of the recipients waits. */
  function insertAttempts(
    number: number,
    { to, caller, createdAt }: NewMessage,
    sending: readonly string[],
    fenced: FencedRecipients,
  ): boolean {
    let mayWait = false
    let position = 0
    let sendingCount = 0
    for (const recipient of to) {
      // Nearly always in the same order, so comparing is enough: V8 interns every string looked up in a set or map, so even a
      // lookup in an empty one is expensive.
      const isSending =
        sendingCount < sending.length && (recipient === sending[sendingCount] || sending.includes(recipient))
      if (isSending) sendingCount++
      const duplicateOf = fenced.size === 0 ? undefined : fenced.get(recipient)
      if (duplicateOf !== undefined) sql.insertFenced.run(number, position, recipient, duplicateOf, caller)
      else if (isSending) sql.insertSending.run(number, position, recipient, createdAt)
      else {
        sql.insertQueued.run(number, position, recipient)
        mayWait = true
      }
      position++
    }
    return mayWait
  }

  /** Gives a message the number that matches its id, or the next free one. */
  function insertMessage(message: NewMessage): number {
    let number = naturalNumber(message.id)
    for (let tries = 0; tries < numbersPerMs; tries++) {
      const { changes } = sql.insertMessage.run(
        number,
        message.id,
        message.caller,
        message.requestId,
        message.createdAt,
        message.from,
        message.encoding ?? null,
        message.segments ?? null,
        message.reference ?? null,
        message.scheduledAt ?? null,
        message.contentHash,
        message.deliveryReport ? 1 : 0,
      )
      if (changes === 1) {
        offsets.note(number, message.createdAt)
        return number
      }
      if (findNumber(message.id) !== undefined) throw new Error('A message begins once')
      number = nextNumber(number)
    }
    throw new Error('There is no room for another message of this millisecond')
  }

  function numberOf(messageId: string, entry: RunningMessage | undefined): number {
    const number = entry?.number ?? findNumber(messageId)
    if (number === undefined) throw new Error('The journal was asked for a message that it does not have')
    return number
  }

  /** @param likely the probable position: recipients arrive in the order of their message */
  function positionOf(entry: RunningMessage | undefined, number: number, recipient: string, likely: number): number {
    if (entry?.to[likely] === recipient) return likely
    const known = entry?.to.indexOf(recipient) ?? sql.findPosition.get(recipient, number)?.['position']
    if (known === undefined || known === -1)
      throw new Error('The journal was asked for a recipient that the message does not have')
    return Number(known)
  }

  function startAttempts(messageId: string, recipients: readonly string[], startedAt: number): void {
    const entry = running.get(messageId)
    const number = numberOf(messageId, entry)
    if (entry === undefined && sql.findRun.get(number) === undefined)
      throw new Error('An attempt starts in a run of its message only')
    const positions: number[] = []
    let last = -1
    for (const recipient of recipients) {
      last = positionOf(entry, number, recipient, last + 1)
      positions.push(last)
    }
    if (startTogether(number, positions, startedAt)) return
    for (const position of positions) {
      if (sql.startQueued.run(startedAt, number, position).changes === 0)
        sql.startAnother.run(startedAt, number, position)
    }
  }

  /** The recipients of a batch are contiguous and all waiting: one statement takes a third of the time of a hundred. */
  function startTogether(number: number, positions: readonly number[], startedAt: number): boolean {
    const [first] = positions
    if (first === undefined || positions.length === 1) return false
    if (positions.some((position, index) => position !== first + index)) return false
    const last = first + positions.length - 1
    if (sql.countQueued.get(number, first, last)?.['count'] !== positions.length) return false
    sql.startQueuedBetween.run(startedAt, number, first, last)
    return true
  }

  function endAttempts(messageId: string, results: readonly RecipientResult[], endedAt: number): void {
    const entry = running.get(messageId)
    const number = numberOf(messageId, entry)
    let position = -1
    for (const result of results) {
      position = positionOf(entry, number, result.to, position + 1)
      if (result.accepted) sql.acceptAttempt.run(formatUpstreamIds(result), endedAt, number, position)
      else endUnaccepted(result, endedAt, number, position)
      reports.rejoin(result.to)
    }
  }

  function endUnaccepted(
    result: Extract<RecipientResult, { accepted: false }>,
    endedAt: number,
    number: number,
    position: number,
  ): void {
    const { failure } = result
    const state = outcomeOf(result)
    const isUnknown = state === 'unknown'
    if (isUnknown) anyUnknown = true
    const since = isUnknown ? seenAt() : null
    const { code, upstreamCode, smpp } = failure
    sql.endAttempt.run(state, code, upstreamCode ?? null, smpp?.name ?? null, endedAt, since, number, position)
    if (isUnknown) tell({ message: number, position }, 'recipient.unknown', endedAt)
  }

  function finish(messageId: string): void {
    const entry = running.get(messageId)
    const number = numberOf(messageId, entry)
    if (entry?.mayWait ?? true) sql.settleQueued.run(number)
    sql.endRun.run(number)
    running.delete(messageId)
  }

  function reopen(messageId: string, fence: Fence): Reopened | undefined {
    const number = findNumber(messageId)
    // If one transaction has several calls for a message, only the first inserts the row.
    if (number === undefined || sql.startRun.run(number, owner).changes === 0) return undefined
    const message = readMessage(number)
    if (message === undefined) return undefined
    running.set(messageId, { number, to: message.recipients.map(({ to }) => to), mayWait: true })
    const { content_hash: contentHash } = sql.findContent.get(number) as { content_hash: Uint8Array }
    return { message, fenced: findAnyFenced({ to: recipientsNotAttempted(message), contentHash }, fence) }
  }

  return {
    begin,
    startAttempts,
    endAttempts,
    finish,
    reopen,
    resolve: createResolve(sql, findNumber, tell),
    /** Checks whether anything is unknown. Runs outside of transactions, so that it only sees committed data. */
    lookForUnknown(): void {
      anyUnknown = sql.anyUnknown.get() !== undefined
    },
  }
}
