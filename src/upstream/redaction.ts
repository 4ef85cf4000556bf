/** Replaces redacted text. */
const mark = '…'

/** Much longer than the kept sample. The rest is ignored, so that a huge page costs little. */
const maxReadCharacters = 2_048

/** A shorter credential or sender is only redacted as a whole word: `a` occurs in every answer. */
const minInnerLength = 3

/** The shortest word that is examined, as in the patterns below. */
const minWordLength = 3

/**
 * Words that contain encoded data of any kind: percent escapes, entities and backslash escapes, then base64, then
 * hexadecimal digits. The whole word is removed, because it may be only partly encoded. One simple pattern finds each
 * word and a second one tests it: a combined pattern would take quadratic time on a long answer.
 */
const encodedForms: readonly { readonly word: RegExp; readonly encoded: RegExp }[] = [
  { word: /[^\s<>]+/g, encoded: /%[0-9a-f]{2}|&#?\w+;|\\/i },
  { word: /[\w+/=-]{12,}/g, encoded: /=|[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]/ },
  { word: /[0-9a-f]{2,}/gi, encoded: /\d[a-f]|[a-f]\d/i },
]
/** The value after a parameter name of a query. */
const queryValues = /(?<=[\w-]=)[^&\s<>]+/g

/**
 * Removes everything from an answer that does not come from the provider itself, and keeps its shape: digits become
 * `#`, control characters become visible, and every word is removed that was sent, contains a sent value or is part of
 * one. Answers are ASCII, so other characters are removed as well, which covers texts in other scripts, garbled or not.
 */
export function redactAnswer(answer: string, sent: readonly string[]): string {
  const { exact, words } = findSecrets(sent)
  const longest = Math.max(...exact.map(({ length }) => length))
  const joined = [...words].join(' ')
  let text = answer.slice(0, maxReadCharacters + longest)
  // In a longer answer, a secret may be cut in two at the end.
  const end = answer.length > text.length ? -longest : undefined
  for (const secret of exact) text = text.replace(patternOf(secret), mark)
  text = text.slice(0, end).replace(queryValues, mark)
  for (const { word, encoded } of encodedForms)
    text = text.replace(word, (found) => (encoded.test(found) ? mark : found))
  return text
    .replace(/[A-Za-z]{3,}/g, (word) => (repeats(word.toLowerCase(), words, joined) ? mark : word))
    .replace(/[^\0-\x7f]+/g, mark)
    .replace(/\d/g, '#')
    .replace(/[\0-\x1f\x7f]/g, showControl)
}

function findSecrets(all: readonly string[]) {
  // Longest first: a shorter match would leave a remainder that no longer matches. Phone numbers need no pattern, since
  // all digits are masked.
  const exact = all.filter((secret) => secret.trim() !== '').sort((one, other) => other.length - one.length)
  const words = new Set(all.flatMap((secret) => secret.toLowerCase().match(/[a-z]{3,}/g) ?? []))
  return { exact, words }
}

/** Matches a secret in any case and with any kind of white space. */
function patternOf(secret: string): RegExp {
  const inner = [...secret].map((character) => (/\s/.test(character) ? '[\\s+]' : escapeRegExp(character))).join('')
  return new RegExp(secret.length < minInnerLength ? `(?<!\\w)${inner}(?!\\w)` : inner, 'gi')
}

/** A longer word has too many substrings to look up each of them. */
const maxLookedUpLength = 24

/** @param joined the words of `sent`, in one text */
function repeats(word: string, sent: ReadonlySet<string>, joined: string): boolean {
  if (joined.includes(word)) return true
  if (word.length > maxLookedUpLength) return [...sent].some((other) => word.includes(other))
  for (let start = 0; start + minWordLength <= word.length; start++)
    for (let end = start + minWordLength; end <= word.length; end++) if (sent.has(word.slice(start, end))) return true
  return false
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** @see The Unicode Standard, "Control Pictures" */
const showControl = (character: string): string =>
  character === '\x7f' ? '␡' : String.fromCodePoint(0x2400 + character.charCodeAt(0))
