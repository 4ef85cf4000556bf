/** Counts the requests that are being carried out or wait, so that a stop can wait for their end. */
export type UnderWay = {
  begin(): void
  end(): void
  /** Resolves once nothing is under way any more. */
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
