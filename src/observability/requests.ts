import type { ProblemCode } from '../messages/problems.ts'
import type { TraceParent } from './tracing/trace-parent.ts'

/** A request as far as it may be counted. */
export type AnsweredRequest = {
  /** As it came, which may be any word that HTTP has for one. */
  readonly method: string
  /** The route's pattern; absent where there is no route. */
  readonly route: string | undefined
  readonly statusCode: number
  /** Absent where nobody took the time: of bytes that were no request. */
  readonly durationMs?: number
  /** Why it was refused as a whole. */
  readonly problem?: ProblemCode | undefined
}

/** Told of every answer, to count it. Never throws. */
export type RequestObserver = { answered(request: AnsweredRequest): void }

/** Makes a span of each request. Implemented by `tracing/`, which is loaded only where spans are wanted. */
export type RequestTracing = {
  begin(request: {
    readonly method: string
    /** The route's pattern, since the address may hold anything. */
    readonly route: string | undefined
    readonly requestId: string
    readonly parent?: TraceParent
  }): RequestSpan
}

export type RequestSpan = {
  readonly traceId: string
  /** Runs code of which the spans that are begun in it are children. */
  run(next: () => void): void
  /** `statusCode` is absent where the client left before it was answered. Ends the span once. */
  end(facts: { readonly statusCode?: number; readonly messageId?: string; readonly caller?: string }): void
}
