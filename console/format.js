const dateTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const minute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZoneName: undefined })
const whole = new Intl.NumberFormat('en-GB')

/**
 * An instant in the reader's zone: the time alone if it is today.
 *
 * @param {string} instant RFC 3339
 * @param {Date} [now]
 */
export function formatTime(instant, now = new Date()) {
  const date = new Date(instant)
  return date.toDateString() === now.toDateString() ? time.format(date) : dateTime.format(date)
}

/** @param {string} instant RFC 3339 */
export const formatMinute = (instant) => minute.format(new Date(instant))

/** @param {number} number */
export const formatNumber = (number) => whole.format(number)

/**
 * `1 segment`, `2 segments`.
 *
 * @param {number} count
 * @param {string} noun
 */
export const formatCount = (count, noun) => `${whole.format(count)} ${noun}${count === 1 ? '' : 's'}`

/** @type {readonly (readonly [ms: number, unit: string])[]} */
const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
]

/**
 * A duration in its largest unit: `3 hours`.
 *
 * @param {number} ms
 */
export function formatDuration(ms) {
  const [unitMs, unit] = units.find(([size]) => ms >= size) ?? [1_000, 'second']
  return formatCount(Math.floor(ms / unitMs), unit)
}

/** @param {number} bytes */
export function formatBytes(bytes) {
  if (bytes < 1024) return formatCount(bytes, 'byte')
  const [size, unit] = bytes < 1024 ** 2 ? [1024, 'KiB'] : [1024 ** 2, 'MiB']
  return `${(bytes / size).toFixed(1)} ${unit}`
}

/** @type {Readonly<Record<string, string>>} */
const encodings = { gsm7: 'GSM 7-bit', ucs2: 'UCS-2', latin1: 'Latin-1', 'wap-push': 'WAP push' }

/** @param {string} encoding */
export const formatEncoding = (encoding) => encodings[encoding] ?? encoding
