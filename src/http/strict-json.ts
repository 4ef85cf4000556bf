import { isUtf8 } from 'node:buffer'
import { findJsonFault } from './json-fault.ts'

/** Deeper than any body of this API, and far below what could trouble a recursive reader. */
const maxDepth = 16

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: string }

/**
 * Reads JSON of which no two readers could disagree: valid UTF-8, every key once, no NUL and no lone surrogate in a
 * string, limited depth. `JSON.parse` alone lets the last of two `text` keys win without a word.
 *
 * @returns the value, or what is wrong, in words that repeat nothing of the body
 */
export function parseStrictJson(body: Buffer): Parsed {
  if (body.length === 0) return fault('it is empty')
  if (!isUtf8(body)) return fault(beginsAsUtf16(body) ? 'it is UTF-16, and must be UTF-8' : 'it is not valid UTF-8')
  const text = body.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The message of a SyntaxError quotes the body.
    return fault(describeFault(text))
  }
  const found = isPlain(text, value) ? undefined : findAmbiguity(text)
  return found === undefined ? { ok: true, value } : fault(found)
}

const fault = (what: string): Parsed => ({ ok: false, fault: what })

/** By its byte order mark. */
const beginsAsUtf16 = (body: Buffer): boolean => ['fffe', 'feff'].includes(body.toString('hex', 0, 2))

function describeFault(text: string): string {
  // Editors write it and do not show it.
  if (text.startsWith('\ufeff')) return 'it begins with a byte order mark (U+FEFF), and must not'
  const found = findJsonFault(text)
  if (found === undefined) return 'it is not valid JSON'
  const place = `line ${found.line}, column ${found.column}`
  return found.ended ? `it is not valid JSON: it ends too early, at ${place}` : `it is not valid JSON at ${place}`
}

/**
 * Whether valid JSON is seen to be unambiguous by its value, as most bodies are. Without a backslash no string holds NUL or
 * half of a pair, which valid JSON of valid UTF-8 has as escapes alone, and every string stands in the text as it is. Then
 * a colon is either in a string or behind a key, and the text has more of them than its value where a key was lost to a
 * later one of the same name.
 */
const isPlain = (text: string, value: unknown): boolean =>
  !text.includes('\\') && countColons(text) === countColonsToWrite(value, 1)

/** How many colons a value has when it is written as JSON; NaN where it is nested too deep. */
function countColonsToWrite(value: unknown, depth: number): number {
  if (typeof value === 'string') return countColons(value)
  if (typeof value !== 'object' || value === null) return 0
  if (depth > maxDepth) return Number.NaN
  let count = 0
  if (Array.isArray(value)) {
    for (const item of value) count += countColonsToWrite(item, depth + 1)
  } else {
    const object = value as Readonly<Record<string, unknown>>
    for (const key of Object.keys(object)) count += 1 + countColons(key) + countColonsToWrite(object[key], depth + 1)
  }
  return count
}

function countColons(text: string): number {
  let count = 0
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count++
  return count
}

// In valid JSON, strings and these marks are all that is needed to follow its structure.
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],]/g

/** Walks the structure of valid JSON once, because `JSON.parse` shows neither repeated keys nor depth. */
function findAmbiguity(text: string): string | undefined {
  // One entry for each open bracket: the keys of an object so far, or nothing for an array.
  const open: (Set<string> | undefined)[] = []
  let keyExpected = false
  tokens.lastIndex = 0
  // Not matchAll, which makes an array and a copy of the expression for what is read with every request.
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [token] = match
    switch (token) {
      case '{':
      case '[':
        if (open.push(token === '{' ? new Set() : undefined) > maxDepth) return `it is nested deeper than ${maxDepth}`
        keyExpected = token === '{'
        break
      case '}':
      case ']':
        open.pop()
        keyExpected = false
        break
      case ',':
        keyExpected = open.at(-1) !== undefined
        break
      default: {
        const string = token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1)
        if (string.includes('\0')) return 'a string contains NUL (U+0000)'
        if (!string.isWellFormed()) return 'a string contains half of a surrogate pair'
        const keys = keyExpected ? open.at(-1) : undefined
        if (keys?.has(string)) return 'an object has the same key twice'
        keys?.add(string)
        keyExpected = false
      }
    }
  }
  return undefined
}
