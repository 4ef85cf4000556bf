import { connect } from 'node:net'

/** One HTTP answer as received, with header names in lower case. */
export type RawAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly json: ReturnType<typeof JSON.parse>
}

/**
 * Writes bytes to an origin and reads answers until the other side ends the connection or, where a count is given, that
 * many have come. No HTTP library takes part, so nothing is too malformed to be sent.
 */
export async function exchangeRaw(
  origin: string,
  bytes: string | Buffer,
  { answerCount = Number.POSITIVE_INFINITY, halfClose = false } = {},
): Promise<readonly RawAnswer[]> {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
  socket.on('error', () => {})
  let received = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    received += chunk
    if (parseAnswers(received).length >= answerCount) socket.destroy()
  })
  socket.once('end', () => socket.end())
  // One character, one byte: a text with others comes as a Buffer.
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  if (halfClose) socket.end()
  await new Promise((resolve) => socket.once('close', resolve))
  return parseAnswers(received)
}

/** Every complete answer in the bytes, 1xx left out. */
export function parseAnswers(received: string): readonly RawAnswer[] {
  const answers: RawAnswer[] = []
  let rest = received
  for (;;) {
    const end = rest.indexOf('\r\n\r\n')
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(rest)?.[1])
    if (end < 0 || Number.isNaN(status)) return answers
    const lines = rest.slice(0, end).split('\r\n').slice(1)
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    )
    const length = status < 200 ? 0 : Number(headers['content-length'] ?? 0)
    const body = rest.slice(end + 4, end + 4 + length)
    // An answer to HEAD says a length and has no body.
    if (body.length < length && body !== '') return answers
    rest = rest.slice(end + 4 + body.length)
    if (status < 200) continue
    const text = Buffer.from(body, 'latin1').toString('utf8')
    answers.push({
      status,
      headers,
      text,
      json: /json/.test(headers['content-type'] ?? '') && text ? JSON.parse(text) : undefined,
    })
  }
}

export type RequestParts = {
  readonly line?: string
  /** Header lines, each with its CRLF; `Host` and `Content-Length` are added. */
  readonly headers?: string
  readonly body?: string | Buffer
  readonly host?: string
  /** Leaves the connection open after the answer. */
  readonly keepAlive?: boolean
}

/** The bytes of a request that ends its connection, unless it says otherwise. */
export function formatRequest({
  line = 'POST /messages HTTP/1.1',
  headers = '',
  body,
  host = 'Host: localhost\r\n',
  keepAlive = false,
}: RequestParts): Buffer {
  const length = body === undefined ? '' : `Content-Length: ${Buffer.byteLength(body)}\r\n`
  const head = `${line}\r\n${host}${headers}${length}${keepAlive ? '' : 'Connection: close\r\n'}\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body ?? '')])
}
