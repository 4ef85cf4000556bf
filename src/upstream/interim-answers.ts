/** undici's header size limit. Longer headers are passed on, and undici refuses them. */
const maxHeadBytes = 16 * 1024

const headEnd = Buffer.from('\r\n\r\n')
const switchingProtocols = '101'

/** The start and end offsets of the status code in `HTTP/1.1 200`. */
const codeAt = 9
const codeEnd = 12
const letterH = 0x48
const digitOne = 0x31

export type InterimFilter = {
  /** Call before a request is written: the next bytes are the start of its answer. */
  start(): void
  /** Removes interim answers from the bytes of a connection. Returns null if nothing remains for now. */
  strip(chunk: Buffer): Buffer | null
}

/**
 * Creates a filter that removes interim (1xx) answers from the bytes of one connection, except 101, which would end
 * HTTP there. A server may send any number of them before the answer, requested or not, and undici destroys a
 * connection on which an unsolicited `100 Continue` arrives: the outcome of an accepted message would be unknown. Only
 * bytes between a request and its answer are examined, so unsolicited bytes reach undici unchanged.
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

/** Whether an interim answer starts here, or may start here once more bytes have arrived. */
function mayBeInterim(bytes: Buffer): boolean {
  if (bytes.length < codeEnd) return bytes.length === 0 || bytes[0] === letterH
  return (
    bytes[0] === letterH &&
    bytes[codeAt] === digitOne &&
    bytes.toString('latin1', codeAt, codeEnd) !== switchingProtocols
  )
}
