/** The caller's span, which is the parent of the request's span. */
export type TraceParent = { readonly traceId: string; readonly spanId: string; readonly sampled: boolean }

const form = /^(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/

/**
 * Reads a `traceparent` header. Future versions may append fields; the current version has none.
 *
 * @returns the caller's span, or undefined if the header is malformed and therefore ignored
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function parseTraceParent(header: string | readonly string[] | undefined): TraceParent | undefined {
  const [, version, traceId = '', spanId = '', flags = '', more] =
    (typeof header === 'string' && form.exec(header)) || []
  if (version === undefined || (version === '00' && more !== undefined)) return undefined
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 }
}
