/** Lets callers wait for the end of a message's run. */
export type FinishWatch = {
  /** Resolves to true when `tell` is called for the message, or to false after the timeout. */
  wait(messageId: string, timeoutMs: number): Promise<boolean>
  /** The end of the message's run is durable. */
  tell(messageId: string): void
}

export function createFinishWatch(): FinishWatch {
  const waiting = new Map<string, Set<() => void>>()

  return {
    wait(messageId, timeoutMs) {
      const { promise, resolve } = Promise.withResolvers<boolean>()
      const waiters = waiting.get(messageId) ?? new Set()
      waiting.set(messageId, waiters)
      const finish = () => end(true)
      const timer = setTimeout(() => end(false), timeoutMs)
      function end(isFinished: boolean): void {
        clearTimeout(timer)
        waiters.delete(finish)
        if (waiters.size === 0 && waiting.get(messageId) === waiters) waiting.delete(messageId)
        resolve(isFinished)
      }
      waiters.add(finish)
      return promise
    },
    tell(messageId) {
      // Nearly always, there are no waiters.
      if (waiting.size === 0) return
      for (const finish of [...(waiting.get(messageId) ?? [])]) finish()
    },
  }
}
