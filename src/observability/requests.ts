import type { ProblemCode } from '../messages/problems.ts'
import type { TraceParent } from './tracing/trace-parent.ts'

/** A duration to the microsecond, as log lines show it: more digits are noise. */
export const roundMs = (ms: number): number => Math.round(ms * 1_000) / 1_000

/** The facts about a request that are counted. */
export type AnsweredRequest = {
  /** As received: it may be any method that HTTP defines. */
  readonly method: string
  /** The route's pattern; absent if there is no route. */
  readonly route: string | undefined
  readonly statusCode: number
  /** Absent if it was not measured: for bytes that are not a request. */
  readonly durationMs?: number
  /** Why it was refused as a whole. */
  readonly problem?: ProblemCode | undefined
}

/** Called for every answer, to count it. Never throws. */
export type RequestObserver = { answered(request: AnsweredRequest): void }

/** Creates a span for each request. Implemented by `tracing/`, which is only loaded if tracing is configured. */
export type RequestTracing = {
  begin(request: {
    readonly method: string
    /** The route's pattern, because the address may contain anything. */
    readonly route: string | undefined
    readonly requestId: string
    readonly parent?: TraceParent
  }): RequestSpan
}

export type RequestSpan = {
  readonly traceId: string
  /** Runs code in which new spans become children of this one. */
  run(next: () => void): void
  /** Ends the span once. `statusCode` is absent if the client disconnected before the answer. */
  end(facts: { readonly statusCode?: number; readonly messageId?: string; readonly caller?: string }): void
}
