import { type ContentRequest, composeContent } from '../sms/content.ts'
import type { Message, Template } from '../sms/message.ts'
import { areDistinct, findDuplicates, isPhoneNumber, type ReadNumber } from '../sms/phone-number.ts'
import { parseSchedule, type ScheduleRequest } from '../sms/schedule.ts'
import { checkSender } from '../sms/sender.ts'
import { findUnsendableStrings } from '../sms/unsendable-string.ts'
import { joinViolations, noViolations, type Violation } from '../sms/violation.ts'
import type { Mutable } from './mutable.ts'

/** The body of a request that matches the schema: known fields of the right types. */
export type MessageRequest = ImmediateRequest | ScheduledRequest

type CommonRequest = ContentRequest & {
  readonly to: readonly string[]
  readonly from?: string
  readonly deliveryReport?: boolean
  readonly reference?: string
  readonly template?: Template
  /** The id of an open message that the caller knows may be the same. */
  readonly acknowledgePossibleDuplicate?: string
}

/** A message to be sent immediately. `kind` is required, so a scheduled message cannot be sent early by mistake. */
export type ImmediateRequest = CommonRequest & {
  readonly kind?: 'immediate'
  readonly sendAt?: never
  readonly sendAtLocal?: never
}

/** A message that the provider sends later. Identified by `kind`, because both time fields may be missing by mistake. */
export type ScheduledRequest = CommonRequest & ScheduleRequest & { readonly kind: 'scheduled' }

export type ComposeSettings = {
  readonly defaultSender?: string
  /** Parses numbers that are not in E.164 form. Without it they are refused. */
  readonly readNumber?: ReadNumber
  /** The maximum number of segments of any message. */
  readonly maxSegments: number
  /** How many days ahead a message can be scheduled. */
  readonly maxScheduleDays: number
}

/** A message that can be submitted, or everything that is wrong with the request. */
export type ComposeResult =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly violations: readonly Violation[] }

/** The vendor's own client sends this many at once; longer lists belong in several requests. */
export const maxRecipients = 1000

/** Parsing a number blocks the event loop for up to 40 µs; one message must not block it for more than a few ms. */
export const maxNumbersToRead = 100

/** Creates a message from a request, or reports everything that is wrong with it. Schedules are compared with `nowMs`. */
export function composeMessage(request: MessageRequest, settings: ComposeSettings, nowMs: number): ComposeResult {
  const { deliveryReport = true, reference, template } = request
  const { to, violations: recipientFaults } = readRecipients(request.to, settings.readNumber)
  const from = request.from ?? settings.defaultSender
  const content = composeContent(request, settings.maxSegments)
  const schedule =
    request.kind === 'scheduled'
      ? parseSchedule(request, Temporal.Instant.fromEpochMilliseconds(nowMs), settings.maxScheduleDays)
      : undefined
  const violations = joinViolations(
    recipientFaults,
    checkFrom(request.from, settings.defaultSender),
    content.ok ? noViolations : content.violations,
    schedule === undefined || schedule.ok ? noViolations : schedule.violations,
    findUnsendableStrings(request),
  )
  // The last three conditions only narrow the types: they follow from the empty list.
  if (violations.length > 0 || from === undefined || !content.ok || schedule?.ok === false) {
    return { ok: false, violations }
  }
  const message: Mutable<Message> = { to, from, content: content.content, deliveryReport }
  if (template !== undefined) message.template = template
  if (schedule !== undefined) message.schedule = schedule.schedule
  if (reference !== undefined) message.reference = reference
  return { ok: true, message }
}

type ReadRecipients = { readonly to: readonly string[]; readonly violations: readonly Violation[] }

/** Converts numbers to E.164 form if the gateway accepts others. Numbers in E.164 form stay unchanged. */
function readRecipients(to: readonly string[], readNumber: ReadNumber | undefined): ReadRecipients {
  if (readNumber === undefined || to.length > maxRecipients || to.every(isPhoneNumber)) {
    return { to, violations: checkRecipients(to) }
  }
  if (to.filter((number) => !isPhoneNumber(number)).length > maxNumbersToRead) {
    const message = `must hold at most ${maxNumbersToRead} phone numbers that are not in E.164 form`
    return { to, violations: [{ pointer: '/to', message }] }
  }
  const expected = new Map<number, string>()
  const read = to.map((written, index) => {
    if (isPhoneNumber(written)) return written
    const reading = readNumber(written)
    if (reading.ok) return reading.number
    expected.set(index, reading.expected)
    return written
  })
  return { to: read, violations: checkRecipients(read, expected) }
}

const notE164 = 'must be a phone number in E.164 form with +, such as +213550000001'

/** @param expected by index: what is expected instead of a number that could not be parsed */
function checkRecipients(to: readonly string[], expected?: ReadonlyMap<number, string>): readonly Violation[] {
  if (to.length === 0 || to.length > maxRecipients) {
    return [{ pointer: '/to', message: `must hold 1 to ${maxRecipients} phone numbers` }]
  }
  if (to.every(isPhoneNumber) && areDistinct(to)) return noViolations
  const malformed = to.flatMap((number, index) =>
    isPhoneNumber(number) ? [] : [{ pointer: `/to/${index}`, message: expected?.get(index) ?? notE164 }],
  )
  const repeated = findDuplicates(to)
    .filter(({ index }) => isPhoneNumber(to[index] ?? ''))
    .map(({ index, firstIndex }) => ({ pointer: `/to/${index}`, message: `${to[index]} repeats /to/${firstIndex}` }))
  return [...malformed, ...repeated]
}

function checkFrom(from: string | undefined, defaultSender: string | undefined): readonly Violation[] {
  if (from === undefined) {
    return defaultSender === undefined
      ? [{ pointer: '/from', message: 'is required: there is no default sender' }]
      : noViolations
  }
  const message = checkSender(from)
  return message === undefined ? noViolations : [{ pointer: '/from', message }]
}
