import type { Logger } from 'pino'
import type { DeadLetters } from './dead-letters.ts'
import { type Deliver, isTaken } from './delivery.ts'
import type { Feed, FeedEvent } from './feed.ts'
import type { Answer } from './http-client.ts'
import type { Position, PositionFile } from './position.ts'

export type ForwardParts = {
  readonly feed: Feed
  readonly deliver: Deliver
  readonly position: Pick<PositionFile, 'read' | 'write'>
  readonly deadLetters: DeadLetters
  /** How long nothing may have been taken before events are given up. */
  readonly giveUpMs: number
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly clock: ForwardClock
  /** Ends the loop. A delivery is brought to its end, a wait is not. */
  readonly stop: AbortSignal
}

export type ForwardClock = {
  readonly nowMs: () => number
  /** Resolves after the time, or when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** From 0 to 1, for the jitter. */
  readonly random: () => number
}

/** `refused`: the gateway does not accept the key. */
export type ForwardEnd = { readonly kind: 'stopped' } | { readonly kind: 'refused'; readonly status: number }

const firstPauseMs = 5_000
/** While the first event waits, all wait: longer pauses would delay them after the receiver is back. */
const maxPauseMs = 15 * 60_000
const maxFeedPauseMs = 60_000
/** Up to a quarter longer, so that several forwarders do not come back at the same moment. */
const jitter = 0.25
/** An empty page normally takes the whole wait. A second reader with the same key ends the wait of the first at once. */
const minPollMs = 1_000

/** Reads the feed and sends its events, in order, until it is stopped. */
export async function forward(parts: ForwardParts): Promise<ForwardEnd> {
  const { feed, deliver, deadLetters, giveUpMs, log, clock, stop } = parts
  let position = parts.position.read()

  function save(next: Position): void {
    parts.position.write(next)
    position = next
  }

  const pause = (failures: number, mostMs: number): Promise<void> => {
    const ms = Math.min(mostMs, firstPauseMs * 2 ** Math.min(failures, 10))
    return clock.sleep(ms * (1 + jitter * clock.random()), stop)
  }

  /** @returns when the event was taken or given up, or the loop was stopped */
  async function settle(event: FeedEvent): Promise<void> {
    for (let failures = 0; !stop.aborted; failures++) {
      const answer = await deliver(event)
      if (isTaken(answer)) {
        if (position.failingSince !== undefined) log.info({ event: event.id }, 'events are taken again')
        return save({ after: event.id })
      }
      log.warn({ event: event.id, ...reasonOf(answer) }, 'an event was not taken')
      // A wall clock that was set back must not extend the time.
      const failingSince = Math.min(position.failingSince ?? Number.POSITIVE_INFINITY, clock.nowMs())
      const leftMs = failingSince + giveUpMs - clock.nowMs()
      if (leftMs <= 0) {
        if (deadLetters.add(event, answer)) {
          log.error({ event: event.id, ...reasonOf(answer) }, 'an event was given up: it is in the dead-letter file')
          return save({ after: event.id, failingSince })
        }
        log.error({ event: event.id }, 'the dead-letter file is full: nothing more is given up, and the feed waits')
      }
      if (failingSince !== position.failingSince) save({ ...position, failingSince })
      await pause(failures, leftMs <= 0 ? maxPauseMs : Math.min(maxPauseMs, leftMs))
    }
  }

  let feedFailures = 0
  while (!stop.aborted) {
    const askedAt = clock.nowMs()
    const page = await feed(position.after, stop)
    if (stop.aborted) break
    if (page.kind === 'refused') return page
    if (page.kind === 'unavailable') {
      log.warn(reasonOf(page.answer), 'the feed could not be read')
      await pause(feedFailures++, maxFeedPauseMs)
      continue
    }
    feedFailures = 0
    if (page.kind === 'gone') {
      log.error(
        { after: position.after, oldest: page.oldest },
        'EVENTS WERE MISSED: the gateway no longer has those that follow the position; going on from the oldest that it keeps',
      )
      save({ ...position, after: page.oldest })
      await clock.sleep(minPollMs, stop)
      continue
    }
    const [first] = page.events
    // So that it is noticed if the gateway removes the first event while the receiver does not take it.
    if (position.after === undefined && first !== undefined) save({ ...position, after: String(Number(first.id) - 1) })
    for (const event of page.events) await settle(event)
    if (stop.aborted) break
    // Without events as well: otherwise the position would fall behind what the gateway keeps.
    if (page.next !== position.after) save({ ...position, after: page.next })
    if (page.events.length === 0 && clock.nowMs() - askedAt < minPollMs) await clock.sleep(minPollMs, stop)
  }
  return { kind: 'stopped' }
}

/** For a log line: the status, or why there was none. */
export const reasonOf = (answer: Answer): { readonly status: number } | { readonly code: string } =>
  answer.status === undefined ? { code: answer.code } : { status: answer.status }
