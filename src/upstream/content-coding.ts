import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib'

type Options = Pick<ZlibOptions, 'maxOutputLength'> & { readonly info: true }
type Decode = (body: Buffer, options: Options) => unknown
/** What zlib returns with `info`, which its types do not declare. */
type Decoded = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } }

/** @see RFC 9110, section 8.4.1 */
const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  // Some servers leave out the zlib header.
  ['deflate', (body, options) => (hasZlibHeader(body) ? inflateSync : inflateRawSync)(body, options)],
  ['br', brotliDecompressSync],
])

/**
 * Decodes the content coding of a whole body. The gateway asks for `identity`, but some servers compress anyway.
 *
 * @param coding the value of `Content-Encoding`
 * @returns undefined if the coding is unknown, the body is corrupt or truncated, is followed by other bytes, or would exceed
 * the size limit
 */
export function decodeBody(body: Buffer, coding: string, maxBytes: number): Buffer | undefined {
  const name = coding.trim().toLowerCase()
  if (name === '' || name === 'identity') return body
  try {
    const decoded = decoders.get(name)?.(body, { maxOutputLength: maxBytes, info: true }) as Decoded | undefined
    // zlib ignores bytes after the end of deflate and br data. They may be another answer.
    if (decoded !== undefined) return decoded.engine.bytesWritten === body.length ? decoded.buffer : undefined
  } catch {
    // Distinguished below.
  }
  // Some servers declare a coding that they do not apply. No compressed body consists only of printable characters.
  return isPlainText(body) ? body : undefined
}

const isPlainText = (body: Buffer): boolean => /^[\t\r\n -~]*$/.test(body.toString('latin1'))

/** @see RFC 1950, section 2.2 */
const hasZlibHeader = (body: Buffer): boolean =>
  body.length >= 2 && (body.readUInt8(0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0
