/** Enough to see the form of a report, and no more. */
const maxSampleLength = 400

/**
 * The form of a report that was not understood or not matched, without what it says: digits become `#`, other characters
 * of values `x`. A value in capital letters, such as a status, stays.
 */
export function sampleOf(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs
    .map(([name, value]) => `${/^[A-Za-z_]{1,32}$/.test(name) ? name : '…'}=${shapeOf(value)}`)
    .join('&')
    .slice(0, maxSampleLength)
}

const shapeOf = (value: string): string =>
  /^[A-Z]{1,16}$/.test(value)
    ? value
    : value
        .slice(0, 40)
        .replace(/\p{Nd}/gu, '#')
        .replace(/[^#\s:+/.-]/gu, 'x')
