import { isUtf8 } from 'node:buffer'
import { findJsonFault } from './json-fault.ts'

/** Deeper than any body of this API, and far below what could trouble a recursive reader. */
const maxDepth = 16

type JsonResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: string }

/**
 * Reads JSON that every parser reads in the same way: valid UTF-8, no duplicate keys, no NUL and no lone surrogate in a
 * string, limited depth. `JSON.parse` alone silently keeps the last of two `text` keys.
 *
 * @param maxParts limit for fields, objects and arrays together: they determine the parsing time, rather than bytes
 * @returns the value, or what is wrong, in words that quote nothing from the body
 */
export function parseStrictJson(body: Buffer, maxParts = Number.POSITIVE_INFINITY): JsonResult {
  if (body.length === 0) return fault('it is empty')
  if (!isUtf8(body)) return fault(beginsAsUtf16(body) ? 'it is UTF-16, and must be UTF-8' : 'it is not valid UTF-8')
  const text = body.toString('utf8')
  // Before parsing: JSON.parse takes a hundred times as long for a body of brackets or keys as for any other.
  const writtenKeys = countWrittenKeys(text, maxParts)
  if (typeof writtenKeys === 'string') return fault(writtenKeys)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The message of a SyntaxError quotes the body.
    return fault(describeFault(text))
  }
  // Valid JSON in valid UTF-8 can only contain NUL and lone surrogates as escapes.
  const unsendable = text.includes('\\') ? findUnsendable(value) : undefined
  if (unsendable !== undefined) return fault(unsendable)
  // The value has fewer keys than the text if a later key of the same name replaced one.
  return countKeys(value) < writtenKeys ? fault('an object has the same key twice') : { ok: true, value }
}

const fault = (what: string): JsonResult => ({ ok: false, fault: what })

const quote = 0x22
const colon = 0x3a
const backslash = 0x5c
// The codes of `{` and `[`, and those of `}` and `]`, differ only in this bit.
const braceBit = 0x20
const opening = 0x5b
const closing = 0x5d

/** Detected by its byte order mark. */
const beginsAsUtf16 = (body: Buffer): boolean => ['fffe', 'feff'].includes(body.toString('hex', 0, 2))

function describeFault(text: string): string {
  // Editors add it without showing it.
  if (text.startsWith('\ufeff')) return 'it begins with a byte order mark (U+FEFF), and must not'
  const found = findJsonFault(text)
  if (found === undefined) return 'it is not valid JSON'
  const place = `line ${found.line}, column ${found.column}`
  return found.ended ? `it is not valid JSON: it ends too early, at ${place}` : `it is not valid JSON at ${place}`
}

/** Counts the keys as written in the text, or says why it is not worth parsing. One pass; the text need not be JSON. */
function countWrittenKeys(text: string, maxParts: number): number | string {
  let keys = 0
  let containers = 0
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) at = endOfString(text, at)
    else if (code === colon) keys++
    else if ((code & ~braceBit) === opening) {
      containers++
      if (++depth > maxDepth) return `it is nested deeper than ${maxDepth}`
    } else if ((code & ~braceBit) === closing) depth--
  }
  return keys + containers > maxParts ? `it holds more than ${maxParts} fields, objects and lists` : keys
}

/** The end of the string that starts at a quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) return at
    if (code === backslash) at++
  }
  return text.length
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let count = 0
  if (Array.isArray(value)) {
    for (const item of value) count += countKeys(item)
  } else {
    const object = value as Readonly<Record<string, unknown>>
    for (const key of Object.keys(object)) count += 1 + countKeys(object[key])
  }
  return count
}

/** What is wrong with the first string, key or value, that cannot be encoded. */
function findUnsendable(value: unknown): string | undefined {
  if (typeof value === 'string') {
    if (value.includes('\0')) return 'a string contains NUL (U+0000)'
    return value.isWellFormed() ? undefined : 'a string contains half of a surrogate pair'
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = findUnsendable(item)
      if (found !== undefined) return found
    }
    return undefined
  }
  for (const [key, item] of Object.entries(value)) {
    const found = findUnsendable(key) ?? findUnsendable(item)
    if (found !== undefined) return found
  }
  return undefined
}
