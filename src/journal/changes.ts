import type { BeginOptions, Begun, NewMessage, Resolution, StoredAnswer } from '../domain/journal.ts'
import { outcomeOf, type RecipientResult } from '../domain/outcome.ts'
import { naturalNumber, nextNumber, numbersPerMs } from './message-number.ts'
import type { Queries } from './queries.ts'
import type { RunningMessage } from './running-messages.ts'
import type { Statements } from './statements.ts'

/** What is changed in the tables, each within a transaction of the group commit: any of it may be run twice. */
export type Changes = ReturnType<typeof createChanges>

/** @param running what this process is sending, by its id */
export function createChanges(
  sql: Statements,
  { findNumber, findKey, findFenced }: Queries,
  running: ReadonlyMap<string, RunningMessage>,
) {
  // Without any there is no fence to look at. It becomes true before a transaction ends, and false only by what is committed.
  let anyUnknown = true

  function begin(message: NewMessage, options: BeginOptions, entry: RunningMessage): Begun {
    // It may have been run before.
    delete entry.number
    const { claim, sending } = options
    const fenced: ReadonlyMap<string, string> = anyUnknown ? findFenced(message, options) : new Map()
    if (fenced.size === message.to.length) {
      const claimed = claim && findKey(claim)
      return claimed ? { kind: 'claimed', claimed } : { kind: 'begun', fenced }
    }
    const number = insertMessage(message)
    if (claim) {
      const { caller, route, key, fingerprint } = claim
      if (sql.claimKey.run(caller, route, key, fingerprint, number).changes === 0) {
        const claimed = findKey(claim)
        // To go on without a claim would let the next request with the key send again.
        if (claimed === undefined) throw new Error('An Idempotency-Key is claimed for a message that is not there')
        sql.deleteMessage.run(number)
        return { kind: 'claimed', claimed }
      }
    }
    const onTheWire = new Set(sending)
    entry.mayWait = false
    for (const [position, recipient] of message.to.entries()) {
      const duplicateOf = fenced.get(recipient)
      if (duplicateOf !== undefined) sql.insertFenced.run(number, position, recipient, duplicateOf)
      else if (onTheWire.has(recipient)) sql.insertSending.run(number, position, recipient, message.createdAt)
      else {
        sql.insertQueued.run(number, position, recipient)
        entry.mayWait = true
      }
    }
    entry.number = number
    return { kind: 'begun', fenced }
  }

  /** Gives a message the number that fits its id, or the next one that is free. */
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
      )
      if (changes === 1) return number
      if (findNumber(message.id) !== undefined) throw new Error('A message begins once')
      number = nextNumber(number)
    }
    throw new Error('There is no room for another message of this millisecond')
  }

  function numberOf(messageId: string): number {
    const number = running.get(messageId)?.number ?? findNumber(messageId)
    if (number === undefined) throw new Error('The journal was asked for a message that it does not have')
    return number
  }

  function positionOf(messageId: string, number: number, recipient: string): number {
    const position = running.get(messageId)?.positionOf?.(recipient)
    const known = position ?? sql.findPosition.get(recipient, number)?.['position']
    if (known === undefined) throw new Error('The journal was asked for a recipient that the message does not have')
    return Number(known)
  }

  function startAttempts(messageId: string, recipients: readonly string[], startedAt: number): void {
    const number = numberOf(messageId)
    for (const recipient of recipients) {
      const position = positionOf(messageId, number, recipient)
      if (sql.startQueued.run(startedAt, number, position).changes === 0)
        sql.startAnother.run(startedAt, number, position)
    }
  }

  function endAttempts(messageId: string, results: readonly RecipientResult[], endedAt: number): void {
    const number = numberOf(messageId)
    for (const result of results) {
      const failure = result.accepted ? undefined : result.failure
      const state = outcomeOf(result)
      if (state === 'unknown') anyUnknown = true
      sql.endAttempt.run(
        state,
        failure?.code ?? null,
        failure?.upstreamCode ?? null,
        failure?.smpp?.name ?? null,
        (result.accepted ? result.upstreamMessageId : undefined) ?? null,
        endedAt,
        number,
        positionOf(messageId, number, result.to),
      )
    }
  }

  function finish(messageId: string, { statusCode, body }: StoredAnswer): void {
    const { mayWait = true, keyed } = running.get(messageId) ?? {}
    const number = numberOf(messageId)
    if (mayWait) sql.settleQueued.run(number)
    if (keyed ?? sql.hasKey.get(number) !== undefined) sql.storeAnswer.run(number, statusCode, body)
  }

  function resolve(messageId: string, { outcome, reason, by, at, recipients }: Resolution): number {
    const number = findNumber(messageId)
    if (number === undefined) return 0
    const wanted = recipients && new Set(recipients)
    const open = sql.unknownAttempts.all(number) as { position: number; recipient: string }[]
    const settled = open.filter(({ recipient }) => wanted?.has(recipient) ?? true)
    for (const { position } of settled) {
      const problem = outcome === 'rejected' ? 'settled-as-rejected' : null
      sql.resolveAttempt.run(outcome, problem, number, position)
      sql.insertResolution.run(number, position, outcome, reason, by, at)
    }
    return settled.length
  }

  return {
    begin,
    startAttempts,
    endAttempts,
    finish,
    resolve,
    /** Looks whether anything is unknown. Outside of a transaction: what it finds must be there to stay. */
    lookForUnknown(): void {
      anyUnknown = sql.anyUnknown.get() !== undefined
    },
  }
}
