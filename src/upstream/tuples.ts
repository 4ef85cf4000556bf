/** What one part of an answer says about one destination. */
export type Tuple = {
  readonly code: number
  /** The destination without its plus, or `NA` for an unusable number that was not echoed. */
  readonly digits: string
  /** What separates the number from the next field; undefined if nothing follows the number. */
  readonly separator: '|' | ':' | undefined
  /** The field after the number, without surrounding blanks and trailing pipes. */
  readonly field: string
}

export const notApplicable = 'NA'

/** Blanks but not line ends, which separate tuples. */
const tupleStart = /^([1-9]\d{0,3})[ \t]*\|[ \t]*(?:\+?(\d{1,20})|NA)[ \t]*([|:]|$)/
const bareCodeForm = /^[1-9]\d{0,3}(?=[ \t|]*$)/
const scheduledForm = /^scheduled[ \t]*\|(.*)$/is

const separator = /,|\r?\n|<br *\/?>/i
const separatorStart = /[,\n<]/
const separatorAtEnd = /(?:,|\n|<br *\/?>)[ \t\r]*$/i

/** A page or JSON text may contain a tuple on its own line, but is not an answer. */
const markup = /^[<{[]/

/**
 * Splits an answer into possible tuples: at commas, line ends and `<br>`. Surrounding blanks and empty parts, as
 * between a comma and a line end, are ignored.
 */
export function splitAnswer(text: string): readonly string[] {
  const parts: string[] = []
  for (const piece of text.split(separator)) {
    const part = piece.trim()
    if (part !== '') parts.push(part)
  }
  return parts
}

/** Whether an answer certainly has at most one part. */
export const isOnePart = (text: string): boolean => !separatorStart.test(text)

/** Whether something follows the last part and so proves that it is complete. */
export const endsWithSeparator = (text: string): boolean => separatorAtEnd.test(text)

export const isMarkup = (text: string): boolean => markup.test(text.trimStart())

/** Reads `<code>|<destination>`, optionally with another field after `|` or `:`. */
export function parseTuple(part: string): Tuple | undefined {
  const match = tupleStart.exec(part)
  if (match === null) return undefined
  const separator = match[3] as Tuple['separator'] | ''
  return {
    code: Number(match[1]),
    digits: match[2] ?? notApplicable,
    separator: separator === '' ? undefined : separator,
    field: separator === '' ? '' : withoutPipes(part.slice(match[0].length)),
  }
}

/** The code of a part that consists of nothing else but trailing pipes. */
export const parseBareCode = (part: string): string | undefined => bareCodeForm.exec(part)?.[0]

/** The id of `Scheduled|<id>`. */
export function parseScheduled(part: string): string | undefined {
  const field = scheduledForm.exec(part)?.[1]
  return field === undefined ? undefined : withoutPipes(field)
}

/** Removes surrounding blanks and trailing pipes. A loop, because a pattern takes quadratic time on many pipes. */
function withoutPipes(field: string): string {
  let end = field.length
  while (end > 0 && isBlankOrPipe(field.charCodeAt(end - 1))) end--
  return field.slice(0, end).trimStart()
}

const isBlankOrPipe = (code: number): boolean => code === 0x20 || code === 0x7c || code === 0x09
