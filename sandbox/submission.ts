import type { Dialect } from './dialects.ts'
import { type DecodedContent, decodeMessage, messageTypeOf } from './message-decoding.ts'
import type { Parameters } from './parameters.ts'
import { parseSentSchedule, type ReadSchedule } from './schedule.ts'

/** A number as sent. One that is not `usable` is refused by its own tuple. */
export type Destination = { readonly sent: string; readonly digits: string; readonly usable: boolean }

/** A request that passed every check. Does not include the credential. */
export type Submission = {
  readonly source: string
  readonly destinations: readonly Destination[]
  readonly deliveryReport: boolean
  readonly content: DecodedContent
  readonly schedule?: ReadSchedule
}

export type SubmissionRules = {
  readonly username: string
  readonly password: string
  readonly dialect: Dialect
  /** Set on the scheduling path. On others, a schedule is read if one of its parameters is present. */
  readonly scheduleRequired: boolean
}

/** A submission, or the code that refuses the whole request. */
export type Reading =
  | { readonly accepted: true; readonly submission: Submission }
  | { readonly accepted: false; readonly code: number }

const refused = (code: number): Reading => ({ accepted: false, code })

const requiredParameters = ['username', 'password', 'type', 'dlr', 'destination', 'source', 'message'] as const

/** The vendor's own client puts up to 1,000 destinations into one request; more are refused with 1713. */
const maxDestinations = 1000

/**
 * Parses a request as the document says, in the order of its codes: 1702 first, then 1703 and so on. `undefined`
 * parameters (unreadable ones) are an invalid URL.
 *
 * @see docs/upstream-protocol.md, "Submit" and "Codes"
 */
export function readSubmission(parameters: Parameters | undefined, rules: SubmissionRules): Reading {
  const get = (name: string) => parameters?.get(name) ?? ''
  const isBlank = (name: string) => get(name).trim() === ''
  if (requiredParameters.some(isBlank)) return refused(1702)
  const url = messageTypeOf(get('type'))?.kind === 'wap-push' ? get('url') : undefined
  if (url !== undefined && !isWebUrl(url)) return refused(1702)
  const { dateParameter, timeParameter } = rules.dialect
  const scheduled = rules.scheduleRequired || [dateParameter, timeParameter, 'gmt'].some((name) => get(name) !== '')
  const schedule = scheduled ? parseSentSchedule(get(dateParameter), get(timeParameter), get('gmt')) : undefined
  if (scheduled && schedule === undefined) return refused(1702)

  if (get('username') !== rules.username || get('password') !== rules.password) return refused(1703)
  if (messageTypeOf(get('type')) === undefined) return refused(1704)
  const content = decodeMessage(get('type'), get('message'), url)
  if (content === undefined) return refused(1705)
  if (!isSender(get('source'))) return refused(1707)
  if (!/^[01]$/.test(get('dlr'))) return refused(1708)
  const destinations = get('destination').split(',').map(readDestination)
  if (destinations.length > maxDestinations) return refused(1713)
  const submission = { source: get('source'), destinations, deliveryReport: get('dlr') === '1', content }
  return { accepted: true, submission: schedule === undefined ? submission : { ...submission, schedule } }
}

/** A full international number, 7 to 15 digits (E.164), with or without `+`. Unusable ones are refused with 1706. */
function readDestination(sent: string): Destination {
  return { sent, digits: sent.replace(/^\+/, ''), usable: /^\+?[1-9]\d{6,14}$/.test(sent) }
}

/** The document's rule: at most 18 characters if numeric, 11 if alphanumeric. Leading or trailing spaces are errors. */
function isSender(source: string): boolean {
  if (/^\+?\d+$/.test(source)) return source.length <= 18
  return source.length <= 11 && /^[\x20-\x7e]+$/.test(source) && source === source.trim()
}

function isWebUrl(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url)
}
