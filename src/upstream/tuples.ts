/** What one part of an answer says about one destination. */
export type Tuple = {
  readonly code: number
  /** The destination without its plus, or `NA`: an unusable number that was not echoed. */
  readonly digits: string
  /** What separates the number from the field behind it; absent where nothing follows the number. */
  readonly separator: '|' | ':' | undefined
  /** The field behind the number, without the blanks around it and the pipes at its end. */
  readonly field: string
}

export const notApplicable = 'NA'

/** Blanks, but no line ends: those separate tuples. */
const tupleStart = /^([1-9]\d{0,3})[ \t]*\|[ \t]*(?:\+?(\d{1,20})|NA)[ \t]*([|:]|$)/
const bareCodeForm = /^[1-9]\d{0,3}(?=[ \t|]*$)/
const scheduledForm = /^scheduled[ \t]*\|(.*)$/is

const separator = /,|\r?\n|<br *\/?>/i
const separatorStart = /[,\n<]/
/** Without any of these in it, as nearly always, an answer is split by commas alone, which is faster. */
const lineSeparatorStart = /[\n<]/
const separatorAtEnd = /(?:,|\n|<br *\/?>)[ \t\r]*$/i

/** A page or a JSON text may contain a tuple in a line of its own, and is no answer all the same. */
const markup = /^[<{[]/

/**
 * Splits an answer into the parts that may be tuples: at commas, line ends and `<br>`. Blanks around them and empty
 * parts, as between a comma and a line end, mean nothing.
 */
export function splitAnswer(text: string): readonly string[] {
  const parts: string[] = []
  for (const piece of text.split(lineSeparatorStart.test(text) ? separator : ',')) {
    const part = piece.trim()
    if (part !== '') parts.push(part)
  }
  return parts
}

/** Whether an answer certainly has no more than one part. */
export const isOnePart = (text: string): boolean => !separatorStart.test(text)

/** Whether something stands behind the last part that shows that it is whole. */
export const endsWithSeparator = (text: string): boolean => separatorAtEnd.test(text)

export const isMarkup = (text: string): boolean => markup.test(text.trimStart())

/** Reads `<code>|<destination>`, perhaps with another field behind a `|` or a `:`. */
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

/** The code of a part that is nothing else, but for pipes at its end. */
export const parseBareCode = (part: string): string | undefined => bareCodeForm.exec(part)?.[0]

/** The id of `Scheduled|<id>`. */
export function parseScheduled(part: string): string | undefined {
  const field = scheduledForm.exec(part)?.[1]
  return field === undefined ? undefined : withoutPipes(field)
}

/** Without the blanks around a field and the pipes at its end. A loop: a pattern would take quadratic time on many pipes. */
function withoutPipes(field: string): string {
  let end = field.length
  while (end > 0 && isBlankOrPipe(field.charCodeAt(end - 1))) end--
  return field.slice(0, end).trimStart()
}

const isBlankOrPipe = (code: number): boolean => code === 0x20 || code === 0x7c || code === 0x09
