import { msUntil } from './clock.ts'

/** A bounded number of slots with a bounded queue, first come, first served. */
export type Semaphore = {
  /**
   * Waits for a slot until an instant on the clock of `performance.now()`.
   * Resolves to false where the queue is full or the time has come: then there is nothing to release.
   */
  acquire(until: number): Promise<boolean>
  release(): void
}

type Waiter = { readonly admit: () => void }

export function createSemaphore(slotCount: number, maxWaiting: number): Semaphore {
  let free = slotCount
  const waiting = new Set<Waiter>()

  return {
    acquire(until) {
      if (free > 0) {
        free--
        return Promise.resolve(true)
      }
      if (waiting.size >= maxWaiting) return Promise.resolve(false)
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(waiter)
          resolve(false)
        }, msUntil(until))
        const waiter: Waiter = {
          admit() {
            clearTimeout(timer)
            resolve(true)
          },
        }
        waiting.add(waiter)
      })
    },
    release() {
      // A Set keeps the order of insertion: its first element has waited longest.
      const [next] = waiting
      if (next === undefined) {
        free++
        return
      }
      waiting.delete(next)
      next.admit()
    },
  }
}
