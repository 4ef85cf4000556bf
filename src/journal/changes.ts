import type { Fence, FencedRecipients, NewMessage, Reopened } from '../messages/journal.ts'
import { recipientsNotAttempted } from '../messages/journal-entry.ts'
import { outcomeOf, type RecipientResult } from '../messages/outcome.ts'
import { type BeginContext, createBegin, nobody } from './begin.ts'
import type { Deliveries } from './deliveries.ts'
import type { Queries } from './queries.ts'
import type { Reports } from './reports.ts'
import { createResolve } from './resolve.ts'
import { formatUpstreamIds } from './rows.ts'
import type { RunningMessage } from './running-messages.ts'
import type { Statements } from './statements.ts'

/** The changes to the tables. Each runs within a transaction of the group commit, and may run twice. */
export type Changes = ReturnType<typeof createChanges>

type ChangeContext = Omit<BeginContext, 'findAnyFenced'> & {
  readonly reports: Pick<Reports, 'rejoin'>
  readonly tell: Deliveries['tell']
  readonly seenAt: () => number
}

/**
 * @param running the messages that this process is sending
 * @param rows the rows that this transaction has not inserted yet
 * @param seenAt the journal's clock
 * @param onRecorded called with the number of each message that begins
 */
export function createChanges(sql: Statements, queries: Queries, { reports, tell, seenAt, ...context }: ChangeContext) {
  const { findNumber, findFenced, readMessage } = queries
  const { running, rows } = context
  // Without any unknown outcome the fence need not be read. Set to true before a transaction ends; set to false only from
  // committed data.
  let anyUnknown = true

  const findAnyFenced = (message: Pick<NewMessage, 'to' | 'contentHash'>, fence: Fence): FencedRecipients =>
    anyUnknown ? findFenced(message, fence) : nobody

  /** The run of a message that is about to change. Its rows are there afterwards. */
  function runOf(messageId: string): RunningMessage | undefined {
    const entry = running.get(messageId)
    if (entry === undefined) rows.flush()
    else rows.flushFor(entry.number)
    return entry
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
    const entry = runOf(messageId)
    const number = numberOf(messageId, entry)
    if (entry === undefined) throw new Error('An attempt starts in a run of its message only')
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
    const entry = runOf(messageId)
    const number = numberOf(messageId, entry)
    let position = -1
    for (const result of results) {
      position = positionOf(entry, number, result.to, position + 1)
      if (result.accepted) sql.acceptAttempt.get(formatUpstreamIds(result), endedAt, number, position)
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
    const entry = runOf(messageId)
    const number = numberOf(messageId, entry)
    if (entry?.mayWait ?? true) sql.settleQueued.run(number)
    running.end(messageId)
  }

  function reopen(messageId: string, fence: Fence): Reopened | undefined {
    const number = running.has(messageId) ? undefined : findNumber(messageId)
    const message = number === undefined ? undefined : readMessage(number)
    if (number === undefined || message === undefined) return undefined
    running.start(messageId, { number, to: message.recipients.map(({ to }) => to), mayWait: true })
    const { content_hash: contentHash } = sql.findContent.get(number) as { content_hash: Uint8Array }
    return {
      message: { ...message, finished: false },
      fenced: findAnyFenced({ to: recipientsNotAttempted(message), contentHash }, fence),
    }
  }

  return {
    begin: createBegin(sql, queries, { ...context, findAnyFenced }),
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
