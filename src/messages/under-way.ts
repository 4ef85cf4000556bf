/** Counts the requests in progress, including waiting ones, so that a shutdown can wait for them. */
export type UnderWay = {
  begin(): void
  end(): void
  /** Resolves once no request is in progress. */
  idle(): Promise<void>
}

export function createUnderWay(): UnderWay {
  let count = 0
  const whenIdle: (() => void)[] = []
  return {
    begin() {
      count++
    },
    end() {
      count--
      if (count === 0) for (const resolve of whenIdle.splice(0)) resolve()
    },
    async idle() {
      while (count > 0) await new Promise<void>((resolve) => whenIdle.push(resolve))
    },
  }
}
