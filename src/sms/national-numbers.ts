import parsePhoneNumber, { isSupportedCountry } from 'libphonenumber-js/min'
import { maxWrittenNumberLength, type ReadNumber } from './phone-number.ts'

/** Digits with common separators: spaces, hyphens, dashes, dots and brackets. At most one `+`, at the start. */
const writtenNumber = /^[\s(]*\+?[0-9\s().\-\u2010\u2011\u2013]+$/

/** An undialled trunk prefix between country code and number: `+213 (0)550 00 00 01`. */
const bracketedTrunkPrefix = /\(\s?0\s?\)/

const digitsOf = (text: string): string => text.replaceAll(/[^0-9]/g, '')

/**
 * Creates a parser for numbers as written in a country: with `+` or `00` and a country code, or in national format. The
 * library knows the numbering plans but parses leniently, and a wrong guess would be somebody else's number, so its
 * result only counts if it leads back to exactly the digits that were written.
 *
 * @throws if the library has no numbering plan for the country
 */
export function createNumberReader(country: string): ReadNumber {
  if (!isSupportedCountry(country)) throw new Error(`There is no numbering plan for ${country}`)
  const options = { defaultCountry: country, extract: false } as const
  const unreadable = {
    ok: false,
    expected: `must be a phone number with + and its country code, or as it is dialled in ${country}`,
  } as const
  const ambiguous = {
    ok: false,
    expected: 'can be read in more than one way: must be in E.164 form with +, such as +213550000001',
  } as const

  const parse = (digits: string) => {
    const number = parsePhoneNumber(digits, options)
    return number?.isValid() === true ? number : undefined
  }

  return (written) => {
    if (written.length > maxWrittenNumberLength || !writtenNumber.test(written)) return unreadable
    const digits = digitsOf(written)
    const hasPlus = written.includes('+')
    // Without a + it is read in national format, where 00 need not be the international prefix.
    const dialled = hasPlus ? undefined : parse(digits)
    if (hasPlus || digits.startsWith('00')) {
      const prefix = hasPlus ? '' : '00'
      const number = parse(`+${digits.slice(prefix.length)}`)?.number
      if (number === undefined) return dialled === undefined ? unreadable : ambiguous
      if (dialled !== undefined && dialled.number !== number) return ambiguous
      const withoutTrunkPrefix = digitsOf(written.replace(bracketedTrunkPrefix, ''))
      const isExact = [digits, withoutTrunkPrefix].includes(prefix + number.slice(1))
      return isExact ? { ok: true, number } : ambiguous
    }
    if (dialled === undefined) return unreadable
    // Digits without their + or trunk prefix look alike. Those that give the same number with a + are unambiguous.
    const isExact = digits === digitsOf(dialled.formatNational()) || dialled.number === `+${digits}`
    return isExact ? { ok: true, number: dialled.number } : ambiguous
  }
}
