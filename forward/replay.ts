import type { Logger } from 'pino'
import { type DeadLetters, readDeadLetters } from './dead-letters.ts'
import { type Deliver, isTaken } from './delivery.ts'
import { reasonOf } from './forward.ts'

/** `left`: not tried, because the replay was stopped. */
export type Replay = {
  readonly taken: number
  readonly failed: number
  readonly left: number
  /** Lines that are no dead letters, such as one that a full disk has cut. */
  readonly unreadable: number
}

/**
 * Sends the events of a file of dead letters once more, in order, with the same ids. What is not taken again is added to
 * the dead letters. The file stays as it is, so that a replay can be repeated.
 *
 * @param file not the file to which the dead letters are added
 */
export async function replay(
  file: string,
  deliver: Deliver,
  deadLetters: DeadLetters,
  log: Pick<Logger, 'warn'>,
  stop: AbortSignal,
): Promise<Replay> {
  const { events, unreadable } = readDeadLetters(file)
  let taken = 0
  let failed = 0
  for (const event of events) {
    if (stop.aborted) break
    const answer = await deliver(event)
    if (isTaken(answer)) {
      taken++
      continue
    }
    log.warn({ event: event.id, ...reasonOf(answer) }, 'an event was not taken')
    if (!deadLetters.add(event, answer)) throw new Error('the dead-letter file is full')
    failed++
  }
  return { taken, failed, left: events.length - taken - failed, unreadable }
}
