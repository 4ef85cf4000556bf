/** Lets callers wait for their next event. */
export type EventWatch = {
  /**
   * Resolves to true as soon as an event of the caller may be durable, or to false after so long, or at the signal.
   *
   * @param caller absent: the events of all callers
   */
  wait(caller: string | undefined, timeoutMs: number, signal: AbortSignal): Promise<boolean>
  /** Notes that a caller has an event, which is not durable yet. */
  note(caller: string): void
  /** Wakes those who wait for what was noted: it is durable now. */
  wake(): void
}

type Waiter = { readonly caller: string | undefined; readonly end: (isThere: boolean) => void }

export function createEventWatch(): EventWatch {
  const waiting = new Set<Waiter>()
  /** A write that was rolled back may be among them. It only wakes somebody for nothing. */
  const noted = new Set<string>()

  return {
    wait(caller, timeoutMs, signal) {
      const { promise, resolve } = Promise.withResolvers<boolean>()
      const stop = () => waiter.end(false)
      const timer = setTimeout(stop, timeoutMs)
      const waiter: Waiter = {
        caller,
        end(isThere) {
          clearTimeout(timer)
          signal.removeEventListener('abort', stop)
          waiting.delete(waiter)
          resolve(isThere)
        },
      }
      waiting.add(waiter)
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      return promise
    },
    note: (caller) => void noted.add(caller),
    wake() {
      if (noted.size === 0) return
      const callers = new Set(noted)
      noted.clear()
      for (const { caller, end } of [...waiting]) if (caller === undefined || callers.has(caller)) end(true)
    },
  }
}
