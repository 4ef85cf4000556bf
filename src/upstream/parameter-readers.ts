import type { Batch } from '../messages/upstream.ts'
import type { DialectSettings } from './dialect.ts'
import type { ParameterReader } from './parameters.ts'
import { percentEncode } from './percent-encode.ts'

// Classes, because an object of closures would cost more for each GET than writing its query does.

/** Writes the query, each parameter behind an `&`. */
export class QueryWriter implements ParameterReader {
  query = ''
  readonly #numberFormat: DialectSettings['numberFormat']

  constructor({ numberFormat }: Pick<DialectSettings, 'numberFormat'>) {
    this.#numberFormat = numberFormat
  }

  code(begin: string, code: string): void {
    this.query += begin + code
  }

  numbers(begin: string, numbers: Batch): void {
    const [first = ''] = numbers
    this.query += begin + encodeNumber(first, this.#numberFormat)
    // All at once, which for a list is faster than one by one.
    if (numbers.length > 1) this.query += encodeNumbers(`,${numbers.slice(1).join(',')}`, this.#numberFormat)
  }

  text(begin: string, text: string | undefined): void {
    if (text !== undefined) this.query += begin + percentEncode(text)
  }

  hex(begin: string, text: string): void {
    this.query += begin + formatUtf16beHex(text)
  }
}

/** Adds up the bytes that the query has at most, which costs a tenth of writing it. */
export class QueryMeasure implements ParameterReader {
  maxBytes = 0

  code(begin: string, code: string): void {
    this.maxBytes += begin.length + code.length
  }

  numbers(begin: string, numbers: Batch): void {
    this.maxBytes += begin.length
    for (const number of numbers) this.maxBytes += separatorBytes + maxBytesPerUnit * number.length
  }

  text(begin: string, text: string | undefined): void {
    if (text !== undefined) this.maxBytes += begin.length + maxBytesPerUnit * text.length
  }

  hex(begin: string, text: string): void {
    this.maxBytes += begin.length + hexDigitsPerUnit * text.length
  }
}

/** Collects everything that is sent, as it was before any encoding. Numbers are not in it: samples show no digit at all. */
export class SentTexts implements ParameterReader {
  readonly texts: string[] = []

  code(): void {}

  numbers(): void {}

  text(_begin: string, text: string | undefined): void {
    if (text !== undefined) this.texts.push(text)
  }

  hex(_begin: string, text: string): void {
    this.texts.push(text)
  }
}

/** Of a UTF-16 code unit in percent-encoded UTF-8: up to three bytes, three characters each. */
const maxBytesPerUnit = 9
const hexDigitsPerUnit = 4
const encodedPlus = percentEncode('+')

/** What a further number of a batch has before it: a comma, encoded as the document asks for. */
export const separatorBytes = percentEncode(',').length

/** The usual case: one number, which encodes faster without its plus sign. */
export function encodeNumber(number: string, numberFormat: DialectSettings['numberFormat']): string {
  if (!number.startsWith('+')) return percentEncode(number)
  const digits = percentEncode(number.slice(1))
  return numberFormat === 'digits' ? digits : encodedPlus + digits
}

function encodeNumbers(numbers: string, numberFormat: DialectSettings['numberFormat']): string {
  return percentEncode(numberFormat === 'digits' ? numbers.replaceAll('+', '') : numbers)
}

/** The UTF-16BE code units of a text as upper-case hexadecimal digits; surrogate pairs stay pairs. */
export function formatUtf16beHex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()
}
