/** Numbers count from here (2020), so that they stay exact in JavaScript until 2089. */
const epochMs = 1_577_836_800_000
/** As many messages have room in a millisecond: the 12 bits that stand behind the time in a UUIDv7. */
export const numbersPerMs = 4_096

/**
 * The lowest number of an instant. A message's number takes the place of its id within the database: it is a third as long,
 * in the same order, and begins with the time as well, so that ranges of time are ranges of the primary key.
 *
 * @param at milliseconds since 1970
 */
export const lowestNumberAt = (at: number): number => (Math.trunc(at) - epochMs) * numbersPerMs

/** The instant with which a number begins. */
export const instantOfNumber = (number: number): number => Math.floor(number / numbersPerMs) + epochMs

/**
 * The number that fits an id best. Another message of the same millisecond may have it: then one of the others that follow,
 * and after the last the first.
 *
 * @see RFC 9562, section 5.7
 */
export function naturalNumber(id: string): number {
  const at = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
  return lowestNumberAt(at) + Number.parseInt(id.slice(15, 18), 16)
}

/**
 * A place in the order of messages as an id has it, for the cursor of a list that has got there without a message of its own.
 * It is no message's id: the 62 random bits are 0.
 */
export function idOfNumber(number: number): string {
  const time = instantOfNumber(number).toString(16).padStart(12, '0')
  const within = (number - lowestNumberAt(instantOfNumber(number))).toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${within}-8000-000000000000`
}

/** The number to try when one is taken. */
export function nextNumber(number: number): number {
  const within = ((number % numbersPerMs) + numbersPerMs) % numbersPerMs
  return number - within + ((within + 1) % numbersPerMs)
}

/** The numbers that a message with this id can have: from the first to the last. */
export function possibleNumbers(id: string): readonly [least: number, most: number] {
  const natural = naturalNumber(id)
  const least = Math.floor(natural / numbersPerMs) * numbersPerMs
  return [least, least + numbersPerMs - 1]
}
