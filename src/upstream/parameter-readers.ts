import type { Batch } from '../messages/upstream.ts'
import type { DialectSettings } from './dialect.ts'
import type { ParameterReader } from './parameters.ts'
import { percentEncode } from './percent-encode.ts'

// Classes, because creating an object of closures for each GET would cost more than writing its query.

/** Writes the query, each parameter preceded by `&`. */
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
    this.query += begin + encodeNumbers(numbers, this.#numberFormat)
  }

  text(begin: string, text: string | undefined): void {
    if (text !== undefined) this.query += begin + percentEncode(text)
  }

  hex(begin: string, text: string): void {
    this.query += begin + formatUtf16beHex(text)
  }
}

/** Adds up an upper bound of the query's bytes, at a tenth of the cost of writing it. */
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

/** Collects all sent values in unencoded form. Numbers are left out, because samples never contain digits. */
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

/** Percent-encoded UTF-8 per UTF-16 code unit: up to three bytes, three characters each. */
const maxBytesPerUnit = 9
const hexDigitsPerUnit = 4

/** Precedes each further number of a batch. */
export const separatorBytes = percentEncode(',').length

/** The numbers of a batch, with encoded commas between them, as the document requires. */
export function encodeNumbers(numbers: Batch, numberFormat: DialectSettings['numberFormat']): string {
  const list = numbers.join(',')
  return percentEncode(numberFormat === 'digits' ? list.replaceAll('+', '') : list)
}

/** The UTF-16BE code units of a text as upper-case hexadecimal digits; surrogate pairs stay pairs. */
export function formatUtf16beHex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()
}
