import { connect } from 'node:net'

/** Every byte that came over a connection, one character each, and how the other side ended it: `end`, or an error code such as `ECONNRESET`. */
export type RawReply = { readonly text: string; readonly ending: string }

/**
 * Writes bytes to an origin and reads until the other side ends the connection; no HTTP library takes part.
 * Never rejects: trouble is the `ending`.
 */
export async function exchangeBytes(origin: string, bytes: string): Promise<RawReply> {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port) })
  let text = ''
  let ending = 'end'
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    text += chunk
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    ending = error.code ?? error.message
  })
  socket.write(bytes)
  await new Promise((resolve) => socket.once('close', resolve))
  return { text, ending }
}

/** A GET on a connection of its own, which a healthy server closes after the answer. */
export const getBytes = (origin: string, target: string): Promise<RawReply> =>
  exchangeBytes(origin, `GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)

/** The bytes after the header. */
export const bodyOf = ({ text }: RawReply): string => text.slice(text.indexOf('\r\n\r\n') + 4)

/** The body as JSON. The bytes of `text` are UTF-8 here. */
export const jsonOf = (reply: RawReply): unknown => JSON.parse(Buffer.from(bodyOf(reply), 'latin1').toString('utf8'))
