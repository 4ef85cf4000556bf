import type { Timers } from './clock.ts'
import type { Rate } from './rate.ts'

/** What a batch needs, and how long it may wait. Instants are on the timers' clock. */
export type Demand = {
  readonly segments: number
  readonly until: number
  /** Only for the first batch of a message: the batches after it, and when the last of them must have started. */
  readonly others?: { readonly segments: number; readonly startBy: number }
}

/** When to try again. Nothing is held. */
export type LaneRefusal = { readonly retryAfterMs: number }

/** The queue of one account. Whatever is taken is released exactly once, by `release` or `giveBack`. */
export type Lane = {
  /** Takes a connection and a share of the rate, at once if no wait is needed. Returns undefined once they are taken. */
  take(demand: Demand): LaneRefusal | undefined | Promise<LaneRefusal | undefined>
  /** Some of the taken segments will not be sent. */
  giveBackSegments(segments: number): void
  /** The connection is free again. */
  release(heldMs: number): void
  /** Nothing was sent, so the share of the rate is free as well. */
  giveBack(segments: number): void
  /** The batches that wait for their turn. */
  waitingCount(): number
}

/** Gives connections to batches whose rate allows it: accounts take turns; within one, first come, first served. */
export type Turns = {
  createLane(rate: Rate): Lane
  counts(): { readonly waiting: number; readonly running: number }
}

export type TurnsSettings = {
  readonly connections: number
  /** Per account, separately for first and later batches, so that neither can use up the other's places. */
  readonly maxWaiting: number
}

/**
 * A waiting batch. `overtaken`: the segments of first batches that were sent while it was the next later batch. Once they
 * equal its own segments, it is sent next.
 */
type Waiter = { readonly demand: Demand; readonly admit: () => void; overtaken: number }
type Queue = {
  readonly rate: Rate
  readonly firsts: Set<Waiter>
  readonly laters: Set<Waiter>
  /** Running totals of all waiting batches and of first ones, because every refusal needs them. */
  segments: number
  firstSegments: number
}

/** The weight of the latest exchange in the mean. */
const meanWeight = 0.1

/**
 * A connection and a share of the rate are taken together, so that neither is held while waiting for the other.
 *
 * The first batch of a message takes precedence over later batches of long lists, whose callers wait anyway: a list must
 * not delay a one-time password. A batch is refused at once if the queue is full or its turn would come too late. Refusing
 * takes constant time.
 */
export function createTurns({ connections, maxWaiting }: TurnsSettings, timers: Timers): Turns {
  let freeCount = connections
  let meanHeldMs = 0
  /** The queues with waiting batches; the one served last is at the end. */
  const queues = new Set<Queue>()
  let cancelTimer = () => {}

  function free(): void {
    freeCount++
    dispatch()
  }

  function take({ rate }: Queue, { segments }: Demand): void {
    freeCount--
    rate.take(segments)
  }

  function dispatch(): void {
    cancelTimer()
    cancelTimer = () => {}
    let soonestMs = Number.POSITIVE_INFINITY
    for (const queue of queues) {
      if (freeCount === 0) return
      const next = nextOf(queue)
      if (next === undefined) continue
      const waitMs = queue.rate.waitMs(next.demand.segments, 0)
      if (waitMs > 0) {
        soonestMs = Math.min(soonestMs, waitMs)
        continue
      }
      remove(queue, next)
      // Moves the queue to the end, which this loop still reaches.
      if (queues.delete(queue)) queues.add(queue)
      next.admit()
    }
    if (soonestMs < Number.POSITIVE_INFINITY) cancelTimer = timers.set(dispatch, Math.ceil(soonestMs))
  }

  function remove(queue: Queue, waiter: Waiter): void {
    const { segments } = waiter.demand
    if (queue.firsts.delete(waiter)) queue.firstSegments -= segments
    queue.laters.delete(waiter)
    queue.segments -= segments
    if (sizeOf(queue) === 0) queues.delete(queue)
  }

  function add(queue: Queue, waiter: Waiter): void {
    const { segments, others } = waiter.demand
    placesOf(queue, waiter.demand).add(waiter)
    queue.segments += segments
    if (others) queue.firstSegments += segments
    queues.add(queue)
  }

  function wait(queue: Queue, demand: Demand, askedAt: number): Promise<LaneRefusal | undefined> {
    return new Promise((resolve) => {
      const cancel = timers.set(() => {
        remove(queue, waiter)
        resolve({ retryAfterMs: estimateMs(queue, demand) })
        dispatch()
      }, demand.until - askedAt)
      const waiter: Waiter = {
        demand,
        overtaken: 0,
        admit() {
          cancel()
          if (demand.others) countOvertaking(queue, demand.segments)
          take(queue, demand)
          resolve(undefined)
        },
      }
      add(queue, waiter)
      dispatch()
    })
  }

  /** Estimates the wait of a new batch from the batches ahead of it. */
  function estimateMs(queue: Queue, demand: Demand): number {
    const dueLater = isDue(queue) ? firstOf(queue.laters)?.demand.segments : undefined
    const segmentsAhead = demand.others ? queue.firstSegments + (dueLater ?? 0) : queue.segments
    const countAhead = demand.others ? queue.firsts.size : sizeOf(queue)
    const rateMs = queue.rate.waitMs(demand.segments, segmentsAhead)
    if (freeCount > 0) return rateMs
    const contenders = Math.max(1, queues.has(queue) ? queues.size : queues.size + 1)
    return Math.max(rateMs, ((countAhead + 1) * contenders * meanHeldMs) / connections)
  }

  return {
    createLane(rate) {
      const queue: Queue = { rate, firsts: new Set(), laters: new Set(), segments: 0, firstSegments: 0 }
      return {
        take(demand) {
          const now = timers.now()
          const { segments, until, others } = demand
          if (others && others.segments > 0) {
            // A list must not start if it cannot finish in time.
            const lateMs = now + rate.waitMs(segments, queue.segments + others.segments) - others.startBy
            if (lateMs > 0) return { retryAfterMs: lateMs }
          }
          const nobodyBefore = queue.firsts.size === 0 && (others ? !isDue(queue) : queue.laters.size === 0)
          if (freeCount > 0 && nobodyBefore && rate.waitMs(segments, 0) === 0) {
            if (others) countOvertaking(queue, segments)
            take(queue, demand)
            return undefined
          }
          const lateMs = now + estimateMs(queue, demand) - until
          if (lateMs > 0 || placesOf(queue, demand).size >= maxWaiting) {
            return { retryAfterMs: Math.max(0, lateMs) }
          }
          return wait(queue, demand, now)
        },
        giveBackSegments(segments) {
          rate.giveBack(segments)
          // A batch that waits for the rate may fit now.
          if (segments > 0) dispatch()
        },
        release(heldMs) {
          meanHeldMs += meanWeight * (heldMs - meanHeldMs)
          free()
        },
        giveBack(segments) {
          rate.giveBack(segments)
          free()
        },
        waitingCount: () => sizeOf(queue),
      }
    },
    counts() {
      let waiting = 0
      for (const queue of queues) waiting += sizeOf(queue)
      return { waiting, running: connections - freeCount }
    },
  }
}

const placesOf = ({ firsts, laters }: Queue, { others }: Demand): Set<Waiter> => (others ? firsts : laters)
const sizeOf = ({ firsts, laters }: Queue): number => firsts.size + laters.size

/** The next batch of a queue. */
function nextOf(queue: Queue): Waiter | undefined {
  const [first] = queue.firsts
  return first === undefined || isDue(queue) ? firstOf(queue.laters) : first
}

/** Whether enough first batches have overtaken the next later one: each kind then gets half of the rate. */
function isDue({ laters }: Queue): boolean {
  const later = firstOf(laters)
  return later !== undefined && later.overtaken >= later.demand.segments
}

function countOvertaking({ laters }: Queue, segments: number): void {
  const later = firstOf(laters)
  if (later !== undefined) later.overtaken += segments
}

const firstOf = (waiters: ReadonlySet<Waiter>): Waiter | undefined => waiters.values().next().value
