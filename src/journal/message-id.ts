/**
 * The lowest UUIDv7 of an instant. Ids begin with their time, so that ranges of time are ranges of the primary key.
 *
 * @param at milliseconds since 1970
 * @see RFC 9562, section 5.7
 */
export function lowestIdAt(at: number): string {
  const time = Math.max(0, Math.trunc(at)).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
