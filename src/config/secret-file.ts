import { readFileSync } from 'node:fs'

/** A file's bytes, or the error code of the failed read. */
type ReadBytes = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly code: string }

function readBytes(file: string): ReadBytes {
  try {
    return { ok: true, bytes: readFileSync(file) }
  } catch (error) {
    return { ok: false, code: (error as NodeJS.ErrnoException).code ?? 'unknown error' }
  }
}

/** The text of a file that is not secret and may have any format; undefined if it cannot be read. */
export function readTextFile(file: string): string | undefined {
  const read = readBytes(file)
  return read.ok ? read.bytes.toString() : undefined
}

/** A secret, or the fault of its file, phrased to follow the setting's name. */
export type Secret =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly secret?: never; readonly fault: string }

/** Reads a secret from its file. All secrets are read here, because an altered secret would be sent to the upstream. */
export function readSecret(file: string): Secret {
  const read = readBytes(file)
  if (!read.ok) return { ok: false, fault: `cannot be read (${read.code})` }
  // Editors and `echo` add a final line break that is not part of the secret.
  const secret = decode(read.bytes)?.replace(/\r?\n$/, '')
  const expected = secret === undefined ? notUtf8 : checkSecret(secret)
  if (secret === undefined || expected !== undefined) {
    return { ok: false, fault: `names a file whose content ${expected}` }
  }
  return { ok: true, secret }
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const notUtf8 = 'must be text in UTF-8'

/**
 * What cannot be part of an account's name or password, which are sent in a URL: invisible characters that editors,
 * spreadsheets and web pages add when a text is saved or copied.
 */
const unfit: readonly (readonly [form: RegExp, expected: string])[] = [
  [/^$/, 'must not be empty'],
  // An environment variable may contain any bytes; Node replaces invalid UTF-8 by U+FFFD.
  [/\p{Cs}|\ufffd/u, notUtf8],
  [/^\ufeff/, 'must not begin with a byte order mark'],
  [/[\p{Cc}\p{Zl}\p{Zp}]/u, 'must be text without control characters'],
  [/\p{Default_Ignorable_Code_Point}/u, 'must not hold invisible characters, such as a zero-width space'],
  [/^\s|\s$/, 'must not begin or end with a blank'],
]

/** @returns what is expected of the secret instead, phrased to follow the setting's name; undefined if it is valid */
export const checkSecret = (text: string): string | undefined => unfit.find(([form]) => form.test(text))?.[1]
