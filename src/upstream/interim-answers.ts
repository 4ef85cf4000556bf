/** As much as undici allows a header; what is longer is left to it, to be refused. */
const maxHeadBytes = 16 * 1024

const headEnd = Buffer.from('\r\n\r\n')
const switchingProtocols = '101'

/** The offset of the status code in `HTTP/1.1 200`, and its end. */
const codeAt = 9
const codeEnd = 12
const letterH = 0x48
const digitOne = 0x31

export type InterimFilter = {
  /** A request is about to be written: what comes next is the start of its answer. */
  start(): void
  /** Takes interim answers off the bytes of a connection. Returns null where nothing is left for now. */
  strip(chunk: Buffer): Buffer | null
}

/**
 * Creates what takes interim (1xx) answers out of the bytes of one connection, but for 101, which would end HTTP there.
 * A server may send any number of them before the answer, asked for or not, and undici destroys a connection on which
 * an unsolicited `100 Continue` arrives: the outcome of a message that was accepted would be unknown. Only what stands
 * between a request and its answer is looked at, so bytes that nobody asked for reach undici as they are.
 *
 * @see RFC 9110, section 15.2
 */
export function createInterimFilter(): InterimFilter {
  let expectsAnswer = false
  let held: Buffer | undefined

  function pass(bytes: Buffer): Buffer {
    expectsAnswer = false
    held = undefined
    return bytes
  }

  return {
    start() {
      expectsAnswer = true
      held = undefined
    },
    strip(chunk) {
      if (!expectsAnswer) return chunk
      let bytes = held === undefined ? chunk : Buffer.concat([held, chunk])
      while (mayBeInterim(bytes)) {
        const end = bytes.indexOf(headEnd)
        if (end < 0 && bytes.length > maxHeadBytes) return pass(bytes)
        if (end < 0) {
          held = bytes
          return null
        }
        bytes = bytes.subarray(end + headEnd.length)
      }
      return pass(bytes)
    },
  }
}

/** Whether an interim answer begins here, or may begin once more bytes have come. */
function mayBeInterim(bytes: Buffer): boolean {
  if (bytes.length < codeEnd) return bytes.length === 0 || bytes[0] === letterH
  return (
    bytes[0] === letterH &&
    bytes[codeAt] === digitOne &&
    bytes.toString('latin1', codeAt, codeEnd) !== switchingProtocols
  )
}
