import { isUtf8 } from 'node:buffer'

/** Deeper than any body of this API, and far below what could trouble a recursive reader. */
const maxDepth = 16

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: string }

/**
 * Reads JSON of which no two readers could disagree: valid UTF-8, every key once, no NUL and no lone surrogate in a
 * string, limited depth. `JSON.parse` alone lets the last of two `text` keys win without a word.
 *
 * @returns the value, or what is wrong, in words that repeat nothing of the body
 */
export function parseStrictJson(body: Uint8Array): Parsed {
  if (body.length === 0) return fault('it is empty')
  if (!isUtf8(body)) return fault('it is not valid UTF-8')
  const text = decoder.decode(body)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The message of a SyntaxError quotes the body.
    return fault('it is not valid JSON')
  }
  const found = findAmbiguity(text)
  return found === undefined ? { ok: true, value } : fault(found)
}

const fault = (what: string): Parsed => ({ ok: false, fault: what })

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
