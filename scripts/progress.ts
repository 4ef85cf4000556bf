/** Says how far a long run is. `share` is the part that is done, from 0 to 1. */
export type Progress = {
  report(share: number, text?: string): void
  /** Writes a line of the result to standard output, below which the progress goes on. */
  say(text: string): void
  /** Removes the line of progress from a terminal. */
  end(): void
}

type Outlet = { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number }

/** Often enough for the eye. */
const terminalMs = 200
/** A line now and then in a log, so that nobody takes the run for dead. */
const lineMs = 30_000
/** Earlier, the time that is left cannot be told. */
const [minShare, minElapsedMs] = [0.01, 2_000]
const eraseLine = '\r\u001b[K'

/**
 * Creates the progress of a run that begins now: a line that is rewritten on a terminal, and otherwise a new line now and then.
 */
export function createProgress({
  errors = process.stderr,
  output = process.stdout,
  nowMs = () => performance.now(),
}: {
  readonly errors?: Outlet
  readonly output?: Outlet
  readonly nowMs?: () => number
} = {}): Progress {
  const startedAt = nowMs()
  let shownAt = errors.isTTY ? Number.NEGATIVE_INFINITY : startedAt
  let isShown = false

  function end(): void {
    if (isShown) errors.write(eraseLine)
    isShown = false
  }

  return {
    report(share, text = '') {
      const now = nowMs()
      if (now - shownAt < (errors.isTTY ? terminalMs : lineMs)) return
      shownAt = now
      const line = formatProgress(share, now - startedAt, text)
      // A line that wraps could not be erased.
      if (errors.isTTY) errors.write(eraseLine + line.slice(0, (errors.columns ?? 80) - 1))
      else errors.write(`${line}\n`)
      isShown = Boolean(errors.isTTY)
    },
    say(text) {
      end()
      output.write(`${text}\n`)
    },
    end,
  }
}

/** For example `42 %, about 3 min left: 21 of 50 rounds`. */
export function formatProgress(share: number, elapsedMs: number, text: string): string {
  const part = Math.min(1, Math.max(0, share))
  const isKnown = part >= minShare && elapsedMs >= minElapsedMs
  const left = isKnown ? `, about ${formatDuration((elapsedMs * (1 - part)) / part)} left` : ''
  return `${String(Math.floor(part * 100)).padStart(3)} %${left}${text === '' ? '' : `: ${text}`}`
}

function formatDuration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}
