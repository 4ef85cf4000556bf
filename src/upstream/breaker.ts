import type { BreakerState } from '../messages/upstream.ts'
import type { Timers } from './clock.ts'

export type BreakerSettings = {
  /** Consecutive failures that open a closed breaker; 0: never. A failed probe always opens it again. */
  readonly failures: number
  /** Consecutive unreadable answers with the same cause that open the breaker; 0: never. */
  readonly unreadable: number
  /** How long it stays open. */
  readonly openMs: number
}

/** What a GET says about its account and connection. */
export type Verdict =
  | { readonly kind: 'works' }
  | { readonly kind: 'fails'; readonly cause: string }
  /** The answer is readable, but the outcome is unknown. */
  | { readonly kind: 'understood' }
  /**
   * Written, but the answer cannot be read. `lostSince`: the start of a GET without any answer, on the breaker's clock.
   */
  | { readonly kind: 'unreadable'; readonly cause: string; readonly lostSince?: number }
  | { readonly kind: 'says-nothing' }

/** A single GET that tests whether the upstream works again. Each has its own number. */
export type Probe = number

export type Breaker = {
  /** How long GETs are still refused; undefined if one would be admitted. Changes nothing. */
  refusalMs(): number | undefined
  /** Admits a GET that is not refused. `report` or `giveBack` must then be called once, with the probe if it is one. */
  admit(): Probe | undefined
  report(verdict: Verdict, probe?: Probe): void
  /** The GET will not be made. */
  giveBack(probe?: Probe): void
  status(): {
    readonly state: BreakerState
    readonly retryInMs?: number
    readonly cause?: string
    /** Consecutive unreadable answers with the same cause. */
    readonly unreadableCount: number
  }
}

/** Called on each change of the state. */
export type OnChange = (state: BreakerState, cause: string | undefined) => void

/** How long a running probe will take is unknown. */
const probeRetryAfterMs = 1_000

const noAnswer = 'no-answer'

/**
 * Stops sending while every GET would fail in the same way: because of the account (credentials, credit, IP address), the
 * connection (refused), or answers that cannot be read.
 *
 * Unreadable answers are counted separately. A single one has an unknown outcome: it is neither a failure nor proof that
 * the account works. Many with the same cause and no readable answer in between are a permanent fault: a moved address, a
 * wrong port, a proxy's page. GETs that lose their connections together are one event, so an unanswered GET only counts
 * if it started after the last counted one ended.
 */
export function createBreaker(
  { failures, unreadable, openMs }: BreakerSettings,
  now: Timers['now'],
  onChange: OnChange,
): Breaker {
  let state: BreakerState = 'closed'
  let failed = 0
  let openUntil = 0
  let cause: string | undefined
  let probe: Probe | undefined
  let probeCount = 0
  let run: { readonly fault: string; readonly count: number; readonly endedAt: number } | undefined

  function change(next: BreakerState): void {
    if (next === state) return
    state = next
    onChange(state, cause)
  }

  function open(): void {
    openUntil = now() + openMs
    change('open')
  }

  /** Ends a probe. Returns false if another probe has replaced it. */
  function endProbe(ended: Probe | undefined): boolean {
    if (ended === undefined || ended !== probe) return false
    probe = undefined
    return true
  }

  function report(verdict: Verdict, ofProbe?: Probe): void {
    const wasProbe = endProbe(ofProbe)
    if (verdict.kind === 'works') {
      failed = 0
      run = undefined
      cause = undefined
      probe = undefined
      change('closed')
    } else if (verdict.kind === 'fails') {
      run = undefined
      cause = verdict.cause
      failed++
      // GETs already in flight when the breaker opened do not extend the open time; only a failed probe does.
      if (wasProbe || (state === 'closed' && failures > 0 && failed >= failures)) open()
    } else if (verdict.kind === 'understood') {
      run = undefined
    } else if (verdict.kind === 'unreadable') {
      const count = countUnreadable(verdict)
      if (unreadable > 0 && (wasProbe || (state === 'closed' && count >= unreadable))) {
        cause = verdict.cause
        open()
      }
    }
  }

  function countUnreadable({ cause, lostSince }: Extract<Verdict, { kind: 'unreadable' }>): number {
    // The error code depends on timing: the same server causes both ECONNRESET and UND_ERR_SOCKET.
    const fault = lostSince === undefined ? cause : noAnswer
    const goesOn = run?.fault === fault ? run : undefined
    if (goesOn !== undefined && lostSince !== undefined && lostSince < goesOn.endedAt) return goesOn.count
    run = { fault, count: (goesOn?.count ?? 0) + 1, endedAt: now() }
    return run.count
  }

  function refusalMs(): number | undefined {
    if (state === 'closed') return undefined
    if (state === 'open') return openUntil > now() ? openUntil - now() : undefined
    return probe === undefined ? undefined : probeRetryAfterMs
  }

  return {
    refusalMs,
    admit() {
      if (state === 'closed') return undefined
      if (refusalMs() !== undefined) throw new Error('The breaker does not admit a GET')
      probe = ++probeCount
      change('half-open')
      return probe
    },
    report,
    giveBack: (probe) => void endProbe(probe),
    status() {
      const retry = state === 'open' ? { retryInMs: Math.max(0, openUntil - now()) } : {}
      return { state, ...retry, ...(cause !== undefined && { cause }), unreadableCount: run?.count ?? 0 }
    },
  }
}
