/** Where a text stops being JSON. Both count from 1, the column in UTF-16 code units, as editors do. */
export type JsonFault = {
  readonly line: number
  readonly column: number
  /** The text is valid as far as it goes, but ends too early. */
  readonly ended: boolean
}

/** What may come next. */
type Expected = 'value' | 'first item' | 'key' | 'first key' | 'colon' | 'comma' | 'nothing'

const lineFeed = 0x0a
const carriageReturn = 0x0d

// Each matches the longest valid part, so the fault is at the end of the match.
const stringStart = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*/y
const scalar = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y

/**
 * Finds the first fault of a text that is not JSON. `JSON.parse` reports a position for some faults only, and quotes
 * the text.
 *
 * @returns undefined if there is no fault
 * @see RFC 8259, sections 2 to 7
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: ('}' | ']')[] = []
  let expected: Expected = 'value'
  let at = skipWhiteSpace(text, 0)
  for (; at < text.length; at = skipWhiteSpace(text, at)) {
    const character = text[at]
    if (mayEnd(expected) && character === open.at(-1)) {
      open.pop()
      at++
      expected = open.length === 0 ? 'nothing' : 'comma'
    } else if (expected === 'comma' && character === ',') {
      at++
      expected = open.at(-1) === '}' ? 'key' : 'value'
    } else if (expected === 'colon' && character === ':') {
      at++
      expected = 'value'
    } else if (mayBegin(expected) && (character === '{' || character === '[')) {
      at++
      open.push(character === '{' ? '}' : ']')
      expected = character === '{' ? 'first key' : 'first item'
    } else if (character === '"' && (isKey(expected) || mayBegin(expected))) {
      at = endOf(stringStart, text, at)
      if (text[at] !== '"') break
      at++
      expected = isKey(expected) ? 'colon' : open.length === 0 ? 'nothing' : 'comma'
    } else if (mayBegin(expected)) {
      const end = endOf(scalar, text, at)
      if (end === at) break
      at = end
      expected = open.length === 0 ? 'nothing' : 'comma'
    } else break
  }
  return at === text.length && expected === 'nothing' ? undefined : placeOf(text, at)
}

const isKey = (expected: Expected): boolean => expected === 'key' || expected === 'first key'
const mayBegin = (expected: Expected): boolean => expected === 'value' || expected === 'first item'
const mayEnd = (expected: Expected): boolean =>
  expected === 'comma' || expected === 'first item' || expected === 'first key'

function skipWhiteSpace(text: string, from: number): number {
  let at = from
  for (
    let code = text.charCodeAt(at);
    code === 0x20 || code === lineFeed || code === carriageReturn || code === 0x09;
  ) {
    code = text.charCodeAt(++at)
  }
  return at
}

/** The end of the match that starts here; the start if there is none. */
function endOf(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at
  return expression.test(text) ? expression.lastIndex : at
}

/** Lines end with CR, LF, or both, as in editors. */
function placeOf(text: string, at: number): JsonFault {
  let line = 1
  let lineStart = 0
  for (let index = 0; index < at; index++) {
    const code = text.charCodeAt(index)
    if (code !== lineFeed && code !== carriageReturn) continue
    if (code === lineFeed || text.charCodeAt(index + 1) !== lineFeed) line++
    lineStart = index + 1
  }
  return { line, column: at - lineStart + 1, ended: at === text.length }
}
