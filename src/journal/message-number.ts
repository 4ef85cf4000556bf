/** Numbers count from here (2020), so that they stay exact in JavaScript until 2089. */
const epochMs = 1_577_836_800_000
/** The maximum number of messages per millisecond: the 12 bits after the time in a UUIDv7. */
export const numbersPerMs = 4_096

/**
 * The lowest number of an instant. The database uses a message's number instead of its id: it is a third as long, has the
 * same order, and also begins with the time, so that time ranges are ranges of the primary key.
 *
 * @param at milliseconds since 1970
 */
export const lowestNumberAt = (at: number): number => (Math.trunc(at) - epochMs) * numbersPerMs

/** The instant in a number. */
export const instantOfNumber = (number: number): number => Math.floor(number / numbersPerMs) + epochMs

/** The instant in an id. @see RFC 9562, section 5.7 */
export const instantOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

/**
 * The preferred number for an id. If another message of the same millisecond has it, the following ones are tried, and the
 * first after the last.
 *
 * @see RFC 9562, section 5.7
 */
export function naturalNumber(id: string): number {
  return lowestNumberAt(instantOfId(id)) + Number.parseInt(id.slice(15, 18), 16)
}

/**
 * A position in the order of messages in the form of an id, for the cursor of a list that reached it without finding a
 * message. It is not a message's id: the 62 random bits are 0.
 */
export function idOfNumber(number: number): string {
  const time = instantOfNumber(number).toString(16).padStart(12, '0')
  const within = (number - lowestNumberAt(instantOfNumber(number))).toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${within}-8000-000000000000`
}

/** The next number to try if one is taken. */
export function nextNumber(number: number): number {
  const within = ((number % numbersPerMs) + numbersPerMs) % numbersPerMs
  return number - within + ((within + 1) % numbersPerMs)
}

/** The range of numbers that a message with this id can have. */
export function possibleNumbers(id: string): readonly [least: number, most: number] {
  const natural = naturalNumber(id)
  const least = Math.floor(natural / numbersPerMs) * numbersPerMs
  return [least, least + numbersPerMs - 1]
}
