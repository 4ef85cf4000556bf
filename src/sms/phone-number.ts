/**
 * E.164 with its `+`: a country code never begins with 0, and there are at most 15 digits. Seven is the shortest number
 * in international use. One number has exactly one such form, so equal strings are equal numbers. For JSON Schema too.
 * @see ITU-T E.164, 6.2.1
 */
export const phoneNumberPattern = '^\\+[1-9][0-9]{6,14}$'

const phoneNumber = new RegExp(phoneNumberPattern)

export const isPhoneNumber = (text: string): boolean => phoneNumber.test(text)

/** More than the longest number needs with every digit separated. */
export const maxWrittenNumberLength = 40

/** Parses a number as people write it: the E.164 form, or what is expected instead. */
export type ReadNumber = (
  written: string,
) => { readonly ok: true; readonly number: string } | { readonly ok: false; readonly expected: string }

/** A mask must leave too many candidates to try: five digits are a hundred thousand. */
const leastHiddenDigits = 5

/**
 * Masks a number for logs and errors: `+213550000001` → `+2135*****01`.
 *
 * Shows at most the first four digits and the last two, and hides at least five, so a shorter number shows fewer of its
 * first digits. There are always five asterisks. For anything that is not a phone number, nothing is shown.
 */
export function maskPhoneNumber(number: string): string {
  if (!isPhoneNumber(number)) return '*****'
  const first = Math.min(4, number.length - 1 - 2 - leastHiddenDigits)
  return `${number.slice(0, 1 + first)}*****${number.slice(-2)}`
}

export const areDistinct = (numbers: readonly string[]): boolean =>
  numbers.length < 2 || new Set(numbers).size === numbers.length

/** A repeated number in a list: its index, and the index of its first occurrence. */
export type Duplicate = { readonly index: number; readonly firstIndex: number }

/** Every occurrence of a number after its first. */
export function findDuplicates(numbers: readonly string[]): readonly Duplicate[] {
  const firstIndexes = new Map<string, number>()
  const duplicates: Duplicate[] = []
  for (const [index, number] of numbers.entries()) {
    const firstIndex = firstIndexes.get(number)
    if (firstIndex === undefined) firstIndexes.set(number, index)
    else duplicates.push({ index, firstIndex })
  }
  return duplicates
}
