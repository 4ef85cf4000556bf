import { readFileSync } from 'node:fs'

/** A file's bytes, or the code of why it cannot be read. */
type Read = { readonly bytes: Buffer } | { readonly code: string }

function readBytes(file: string): Read {
  try {
    return { bytes: readFileSync(file) }
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? 'unknown error' }
  }
}

/** The text of a file that is no secret and may have any form, or nothing where it cannot be read. */
export function readTextFile(file: string): string | undefined {
  const read = readBytes(file)
  return 'bytes' in read ? read.bytes.toString() : undefined
}

/** A secret, or what is wrong with its file: the end of a sentence that begins with what names the file. */
export type Secret =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly secret?: never; readonly fault: string }

/** Reads a secret from its file. The one way to do so: a secret that came out changed would be told to the upstream. */
export function readSecret(file: string): Secret {
  const read = readBytes(file)
  if ('code' in read) return { ok: false, fault: `cannot be read (${read.code})` }
  // Editors and `echo` end a file with a line break that is no part of the secret.
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
 * What cannot be meant as a part of an account's name or password, which travel in a URL: what editors, spreadsheets and web
 * pages add to a text that is saved or copied, and nobody sees.
 */
const unfit: readonly (readonly [form: RegExp, expected: string])[] = [
  [/^$/, 'must not be empty'],
  // A variable in the environment may be any bytes; Node puts U+FFFD in the place of those that are no UTF-8.
  [/\p{Cs}|\ufffd/u, notUtf8],
  [/^\ufeff/, 'must not begin with a byte order mark'],
  [/[\p{Cc}\p{Zl}\p{Zp}]/u, 'must be text without control characters'],
  [/\p{Default_Ignorable_Code_Point}/u, 'must not hold invisible characters, such as a zero-width space'],
  [/^\s|\s$/, 'must not begin or end with a blank'],
]

/** @returns what is expected of a secret instead, as the end of a sentence; nothing where it is fit to be one */
export const checkSecret = (text: string): string | undefined => unfit.find(([form]) => form.test(text))?.[1]
