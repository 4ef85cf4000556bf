import type { DatabaseSync } from 'node:sqlite'
import { naturalNumber, nextNumber, numbersPerMs } from './message-number.ts'
import type { TransactionState } from './transaction.ts'

export type GivenNumbers = ReturnType<typeof createGivenNumbers>

/** The numbers of at least 5 s are remembered, and of at most twice as much: 80,000 at 8,000 messages a second. */
const span = 5_000 * numbersPerMs

/**
 * Gives messages their numbers. Only this process gives any, so it knows without a query which of the recent ones are taken. This
 * lets one statement insert the rows of several messages: it could not say which of them met another row.
 *
 * @param flush inserts the messages that the transaction has put off
 * @param findNumber the number of a recorded message
 */
export function createGivenNumbers(
  database: DatabaseSync,
  flush: () => void,
  findNumber: (messageId: string) => number | undefined,
) {
  const isRecorded = database.prepare('SELECT 1 FROM messages WHERE number = ?')
  const newest = database.prepare('SELECT max(number) AS number FROM messages').get()?.['number']
  /** Only the database knows which numbers are taken up to this one. */
  let forgottenUntil = typeof newest === 'number' ? newest : Number.NEGATIVE_INFINITY
  /** Those that were given above `forgottenUntil`, up to this one; the others are in `recent`. */
  let earlierUntil = forgottenUntil
  let earlier = new Set<number>()
  let recent = new Set<number>()
  /** Those that the current transaction has given. */
  const given: number[] = []

  function isTaken(number: number): boolean {
    if (number > forgottenUntil) return (number > earlierUntil ? recent : earlier).has(number)
    flush()
    return isRecorded.get(number) !== undefined
  }

  function take(number: number): void {
    if (number <= forgottenUntil) return
    if (number > earlierUntil + span) {
      forgottenUntil = earlierUntil
      earlierUntil = number - 1
      earlier = recent
      recent = new Set()
    }
    const set = number > earlierUntil ? recent : earlier
    set.add(number)
    given.push(number)
  }

  const transaction: TransactionState = {
    committed() {
      given.length = 0
    },
    rolledBack() {
      for (const number of given) {
        recent.delete(number)
        earlier.delete(number)
      }
      given.length = 0
    },
  }

  return {
    transaction,
    /** The number that matches a message's id, or the next free one. */
    give(messageId: string): number {
      let number = naturalNumber(messageId)
      for (let tries = 0; tries < numbersPerMs && isTaken(number); tries++) {
        if (tries === 0) refuseKnown(messageId)
        number = nextNumber(number)
      }
      if (isTaken(number)) throw new Error('There is no room for another message of this millisecond')
      take(number)
      return number
    },
  }

  function refuseKnown(messageId: string): void {
    flush()
    if (findNumber(messageId) !== undefined) throw new Error('A message begins once')
  }
}
