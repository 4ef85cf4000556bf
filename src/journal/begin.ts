import type { BeginOptions, Begun, Fence, FencedRecipients, NewMessage } from '../messages/journal.ts'
import type { CreatedOffsets } from './created-offsets.ts'
import type { GivenNumbers } from './given-numbers.ts'
import type { NewRows } from './new-rows.ts'
import type { Queries } from './queries.ts'
import type { RunningMessages } from './running-messages.ts'
import type { Statements } from './statements.ts'

/** The common case: no recipient is fenced. */
export const nobody: FencedRecipients = new Map()
const begunForAll: Begun = { kind: 'begun', fenced: nobody }

export type BeginContext = {
  readonly running: RunningMessages
  readonly rows: NewRows
  readonly numbers: GivenNumbers
  readonly offsets: CreatedOffsets
  readonly findAnyFenced: (message: Pick<NewMessage, 'to' | 'contentHash'>, fence: Fence) => FencedRecipients
  readonly onRecorded: (number: number) => void
}

/** Records new messages, within a transaction of the group commit. */
export function createBegin(
  sql: Pick<Statements, 'claimKey' | 'insertFenced'>,
  { findKey }: Pick<Queries, 'findKey'>,
  { running, rows, numbers, offsets, findAnyFenced, onRecorded }: BeginContext,
) {
  function begin(message: NewMessage, options: BeginOptions): Begun {
    const { claim, sending } = options
    const { to } = message
    const fenced = findAnyFenced(message, options)
    if (fenced.size === to.length) {
      const claimed = claim && findClaimed(claim)
      return claimed ? { kind: 'claimed', claimed } : { kind: 'begun', fenced }
    }
    const number = numbers.give(message.id)
    if (claim) {
      const { caller, route, key, fingerprint } = claim
      if (sql.claimKey.run(caller, route, key, fingerprint, number).changes === 0) {
        const claimed = findClaimed(claim)
        // Continuing without a claim would allow the next request with the key to send again.
        if (claimed === undefined) throw new Error('An Idempotency-Key is claimed for a message that is not there')
        return { kind: 'claimed', claimed }
      }
    }
    rows.addMessage(number, message)
    offsets.note(number, message.createdAt)
    const mayWait = addAttempts(number, message, sending, fenced)
    running.start(message.id, { number, to, mayWait })
    onRecorded(number)
    return fenced.size === 0 ? begunForAll : { kind: 'begun', fenced }
  }

  /** The message that has the key may have begun in this transaction. */
  function findClaimed(claim: NonNullable<BeginOptions['claim']>) {
    rows.flush()
    return findKey(claim)
  }

  /** Returns whether any of the recipients waits. */
  function addAttempts(
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
      else if (isSending) rows.addSending(number, position, recipient, createdAt)
      else {
        rows.addQueued(number, position, recipient)
        mayWait = true
      }
      position++
    }
    return mayWait
  }

  return begin
}
