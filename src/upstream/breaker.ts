import type { BreakerState } from '../domain/upstream.ts'
import type { Timers } from './clock.ts'

export type BreakerSettings = {
  /** Failures in a row that open the breaker; 0 for a breaker that never opens. */
  readonly failures: number
  /** How long it stays open. */
  readonly openMs: number
}

/** What a GET says about its account and the way there; nothing where its outcome is unknown. */
export type Verdict =
  | { readonly kind: 'works' }
  | { readonly kind: 'fails'; readonly cause: string }
  | { readonly kind: 'says-nothing' }

/** One GET that the breaker has let through. One of its methods is called, once. */
export type Pass = {
  report(verdict: Verdict): void
  /** The GET will not be made. */
  giveBack(): void
}

export type Admission =
  | { readonly ok: true; readonly pass: Pass }
  | { readonly ok: false; readonly retryAfterMs: number }

export type Breaker = {
  /** How long GETs are refused from now on; undefined where one would be let through. Changes nothing. */
  refusalMs(): number | undefined
  admit(): Admission
  status(): { readonly state: BreakerState; readonly retryInMs?: number; readonly cause?: string }
}

/** Told of each change of the state. */
export type OnChange = (state: BreakerState, cause: string | undefined) => void

/** While one GET looks whether the trouble is over, nobody can tell how long that takes. */
const probeRetryAfterMs = 1_000

/**
 * Stops sending where each GET would fail for the account or the connection alike: credentials, credit, addresses,
 * nobody listening.
 *
 * A GET whose outcome is unknown says nothing: the message may have gone out, which is no failure to be counted, and no
 * proof that the account works. If it was the one that looked whether the trouble is over, the next one looks.
 */
export function createBreaker({ failures, openMs }: BreakerSettings, now: Timers['now'], onChange: OnChange): Breaker {
  let state: BreakerState = 'closed'
  let failed = 0
  let openUntil = 0
  let cause: string | undefined
  let probe: Pass | undefined

  function change(next: BreakerState): void {
    if (next === state) return
    state = next
    onChange(state, cause)
  }

  function open(): void {
    openUntil = now() + openMs
    change('open')
  }

  function report(verdict: Verdict, wasProbe: boolean): void {
    if (verdict.kind === 'works') {
      failed = 0
      cause = undefined
      probe = undefined
      change('closed')
    } else if (verdict.kind === 'fails') {
      cause = verdict.cause
      failed++
      // What was under way when the breaker opened adds nothing: only the probe may prolong the time.
      if (wasProbe || (state === 'closed' && failures > 0 && failed >= failures)) open()
    }
  }

  /** Of every GET that looks for nothing: one for all of them. */
  const usual: Admission = { ok: true, pass: { report: (verdict) => report(verdict, false), giveBack() {} } }

  function refusalMs(): number | undefined {
    if (state === 'closed') return undefined
    if (state === 'open') return openUntil > now() ? openUntil - now() : undefined
    return probe === undefined ? undefined : probeRetryAfterMs
  }

  return {
    refusalMs,
    admit() {
      const retryAfterMs = refusalMs()
      if (retryAfterMs !== undefined) return { ok: false, retryAfterMs }
      if (state === 'closed') return usual
      const endProbe = () => {
        const wasProbe = probe === pass
        if (wasProbe) probe = undefined
        return wasProbe
      }
      const pass: Pass = {
        report: (verdict) => report(verdict, endProbe()),
        giveBack: () => void endProbe(),
      }
      probe = pass
      change('half-open')
      return { ok: true, pass }
    },
    status() {
      const retry = state === 'open' ? { retryInMs: Math.max(0, openUntil - now()) } : {}
      return { state, ...retry, ...(cause !== undefined && { cause }) }
    },
  }
}
