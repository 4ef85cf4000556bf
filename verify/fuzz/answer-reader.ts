/** One answer as received: header names in lower case, one character of the body per byte. */
export type WireAnswer = {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

export type Reading =
  | { readonly kind: 'answer'; readonly answer: WireAnswer; readonly length: number }
  /** More bytes are needed. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'malformed'; readonly fault: string }

const incomplete: Reading = { kind: 'incomplete' }
const malformed = (fault: string): Reading => ({ kind: 'malformed', fault })

const statusLine = /^HTTP\/1\.1 ([1-5][0-9]{2}) [A-Za-z' -]+$/
/** Stricter than RFC 9110, section 5: the gateway only writes printable ASCII. */
const headerLine = /^([A-Za-z0-9-]+): ([\x20-\x7e]*)$/

/**
 * Reads one answer strictly, so that every reader must find the same end. Skips informational answers.
 *
 * @param bodiless whether it answers a HEAD request
 */
export function readAnswer(received: string, bodiless: boolean): Reading {
  const headLength = received.indexOf('\r\n\r\n')
  if (headLength < 0) return received.length > 20_000 ? malformed('a head that never ends') : incomplete
  const [first = '', ...lines] = received.slice(0, headLength).split('\r\n')
  const status = Number(statusLine.exec(first)?.[1])
  if (Number.isNaN(status)) return malformed(`a status line ${JSON.stringify(first.slice(0, 80))}`)
  if (status < 200) {
    if (lines.length > 0) return malformed('an informational answer with headers')
    const next = readAnswer(received.slice(headLength + 4), bodiless)
    return next.kind === 'answer' ? { ...next, length: headLength + 4 + next.length } : next
  }
  const headers = new Map<string, string>()
  for (const line of lines) {
    const [, name = '', value = ''] = headerLine.exec(line) ?? []
    if (name === '') return malformed(`a header line ${JSON.stringify(line.slice(0, 80))}`)
    if (headers.has(name.toLowerCase())) return malformed(`${name} twice`)
    headers.set(name.toLowerCase(), value)
  }
  if (headers.has('x-injected')) return malformed('a header injected by the request')
  const announced = headers.get('content-length')
  if (announced === undefined || headers.has('transfer-encoding')) return malformed('no plain Content-Length')
  const length = headLength + 4 + (bodiless ? 0 : Number(announced))
  if (received.length < length) return incomplete
  return { kind: 'answer', answer: { status, headers, body: received.slice(headLength + 4, length) }, length }
}
