/** Lets callers wait for the next event. */
export type EventWatch = {
  /** Resolves to true as soon as an event after this one is durable, or to false after so long, or at the signal. */
  wait(after: number, timeoutMs: number, signal: AbortSignal): Promise<boolean>
  /** Looks for new events, after a write became durable. */
  look(): void
}

/** @param lastSeq the number of the newest event */
export function createEventWatch(lastSeq: () => number): EventWatch {
  const waiting = new Set<(seq: number) => void>()

  return {
    wait(after, timeoutMs, signal) {
      const { promise, resolve } = Promise.withResolvers<boolean>()
      const timer = setTimeout(() => end(false), timeoutMs)
      const check = (seq: number) => {
        if (seq > after) end(true)
      }
      const stop = () => end(false)
      function end(isThere: boolean): void {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
        waiting.delete(check)
        resolve(isThere)
      }
      waiting.add(check)
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      return promise
    },
    look() {
      // Nearly always nobody waits.
      if (waiting.size === 0) return
      const seq = lastSeq()
      for (const check of [...waiting]) check(seq)
    },
  }
}
