/** Stands for what was struck. */
const mark = '…'

/** Much longer than what is kept of an answer. The rest is not looked at, so that a huge page costs little. */
const maxReadCharacters = 2_048

/** A credential or a sender this short is struck as a whole word only: `a` stands inside every answer. */
const minInnerLength = 3

/** The shortest word that is looked at, as in the patterns below. */
const minWordLength = 3

/**
 * Words that carry something in an encoding, whatever it carries: percent escapes, entities and backslash escapes, then
 * base64, then hexadecimal digits. The whole word goes, since only a part of it may be encoded. Each is found by one
 * simple pattern and judged by another: a pattern for both would take quadratic time on a long answer.
 */
const encodedForms: readonly { readonly word: RegExp; readonly encoded: RegExp }[] = [
  { word: /[^\s<>]+/g, encoded: /%[0-9a-f]{2}|&#?\w+;|\\/i },
  { word: /[\w+/=-]{12,}/g, encoded: /=|[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]/ },
  { word: /[0-9a-f]{2,}/gi, encoded: /\d[a-f]|[a-f]\d/i },
]
/** What stands behind a name of a query. */
const queryValues = /(?<=[\w-]=)[^&\s<>]+/g

/**
 * Takes everything out of an answer that is not the provider's own, and leaves its shape: digits become `#`, control
 * characters visible, and every word goes that was sent, contains what was sent or is a part of it. Answers are in ASCII,
 * so all else goes as well, and with it texts of every other script, mangled or not.
 */
export function redactAnswer(answer: string, sent: readonly string[]): string {
  const { exact, words } = findSecrets(sent)
  const longest = Math.max(...exact.map(({ length }) => length))
  const joined = [...words].join(' ')
  let text = answer.slice(0, maxReadCharacters + longest)
  // Where the answer goes on, a secret may have been cut in two at the end.
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
  // The longest first: what is left of it would not be found any more. Numbers are digits, which all go.
  const exact = all.filter((secret) => secret.trim() !== '').sort((one, other) => other.length - one.length)
  const words = new Set(all.flatMap((secret) => secret.toLowerCase().match(/[a-z]{3,}/g) ?? []))
  return { exact, words }
}

/** A secret as it was, or with another kind of space or case. */
function patternOf(secret: string): RegExp {
  const inner = [...secret].map((character) => (/\s/.test(character) ? '[\\s+]' : escapeRegExp(character))).join('')
  return new RegExp(secret.length < minInnerLength ? `(?<!\\w)${inner}(?!\\w)` : inner, 'gi')
}

/** A longer word has too many parts to look each of them up. */
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
