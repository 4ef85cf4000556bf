/** Shorter ones would match inside ordinary words. */
const minCoreLength = 5

/** A secret's forms within encoded text: base64, and hex of UTF-8 or of UTF-16, which submitted texts use. */
export function encodedForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  const wide = Buffer.from(secret, 'utf16le')
  return [...base64Cores(bytes), ...[bytes, wide, Buffer.from(wide).swap16()].map((each) => each.toString('hex'))]
}

/**
 * The base64 characters that a secret fully determines, for each of the three offsets at which it can start within the
 * encoded text: in `Authorization: Basic` it follows a name. In both alphabets.
 */
function base64Cores(bytes: Buffer): readonly string[] {
  const cores = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64url')
    const wholeBits = (offset + bytes.length) * 8
    return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(wholeBits / 6))
  })
  const telling = cores.filter((core) => core.length >= minCoreLength)
  return telling.flatMap((core) => [core, core.replaceAll('-', '+').replaceAll('_', '/')])
}
