import type { Timers } from '../../src/upstream/clock.ts'

export type VirtualTimers = Timers & {
  /** Moves the clock, lets everything act whose time comes, and lets promises settle. */
  advance(ms: number): Promise<void>
  /** Timers that are waited for. */
  pendingCount(): number
  /** Timers that were ever set. */
  setCount(): number
}

/** A clock that only moves when the test advances it, and does not start at zero. */
export function createVirtualTimers(startedAt = 1_000_000): VirtualTimers {
  let now = startedAt
  let count = 0
  const pending = new Map<number, { readonly at: number; readonly act: () => void }>()
  return {
    now: () => now,
    set(act, ms) {
      const id = ++count
      pending.set(id, { at: now + Math.max(0, ms), act })
      return () => void pending.delete(id)
    },
    async advance(ms) {
      const end = now + ms
      for (;;) {
        const [next] = [...pending].filter(([, { at }]) => at <= end).sort(([, one], [, other]) => one.at - other.at)
        if (next === undefined) break
        const [id, { at, act }] = next
        pending.delete(id)
        now = Math.max(now, at)
        act()
        await new Promise(setImmediate)
      }
      now = end
      await new Promise(setImmediate)
    },
    pendingCount: () => pending.size,
    setCount: () => count,
  }
}
