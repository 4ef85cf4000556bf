import type { Encoding, Message } from '../domain/message.ts'
import { segmentCountOf } from '../domain/segments.ts'
import type { Batch, Plan, SubmissionPreview } from '../domain/upstream.ts'
import { recipientsPerSecond } from './rate.ts'

/** How the text of types 2 and 6 travels: hexadecimal digits of UTF-16BE, or percent-encoded UTF-8. */
export const unicodeForms = ['utf16be-hex', 'utf8'] as const
export type UnicodeForm = (typeof unicodeForms)[number]

/**
 * The two ways in which resellers name the schedule's parameters. The one with `scheduledate` answers
 * `Scheduled|<id>`, which names no destination: only a request for a single one can be understood there.
 *
 * @see docs/upstream-protocol.md, "Schedule"
 */
export const scheduleDialects = {
  'date,time': { date: 'date', time: 'time', destinationsPerRequest: Number.POSITIVE_INFINITY },
  'scheduledate,scheduletime': { date: 'scheduledate', time: 'scheduletime', destinationsPerRequest: 1 },
} as const
export type ScheduleDialect = keyof typeof scheduleDialects

export type QuerySettings = {
  readonly username: string
  readonly password: string
  readonly sendPath: string
  readonly schedulePath: string
  readonly unicode: UnicodeForm
  readonly scheduleParameters: ScheduleDialect
  readonly destinationsPerRequest: number
  /** Limit of a request's target (path and query), in bytes. */
  readonly maxUrlBytes: number
  /** How many segments a second the provider takes from an account; no limit where absent. */
  readonly segmentsPerSecond?: number
}

/** The document's numbers for an encoding, plain and as a flash message. 3 is reserved and stands nowhere. */
const messageTypes = {
  gsm7: { plain: '0', flash: '1' },
  ucs2: { plain: '2', flash: '6' },
  latin1: { plain: '5', flash: '7' },
} as const satisfies Record<Encoding, { plain: string; flash: string }>
const wapPushType = '4'

/** An encoded comma, as the document asks for. */
const destinationSeparator = '%2C'

/** The queries of messages for one account: pure functions from a message to the exact text on the wire. */
export type QueryBuilder = {
  plan(message: Message): Plan
  preview(message: Message): SubmissionPreview
  /** The request target (path and query) of the GET that submits the message to the destinations of the batch. */
  target(message: Message, batch: Batch): string
}

/**
 * Creates the query builder of one account.
 *
 * @see docs/upstream-protocol.md, "Submit" and "Schedule"
 */
export function createQueryBuilder(settings: QuerySettings): QueryBuilder {
  const credentials = parameter('username', settings.username) + parameter('&password', settings.password)
  const pathOf = (message: Message) => (message.schedule ? settings.schedulePath : settings.sendPath)
  const queryOf = (message: Message, batch: Batch) => formatQuery(message, batch, settings)

  function target(message: Message, batch: Batch): string {
    return `${pathOf(message)}?${credentials}&${queryOf(message, batch)}`
  }

  function plan(message: Message): Plan {
    // The usual message, of which only the GET itself needs to make the text of its query.
    if (message.to.length === 1 && longestTarget(message) <= settings.maxUrlBytes) {
      return { fits: true, batches: [message.to] }
    }
    const { destinationsPerRequest, maxUrlBytes, segmentsPerSecond } = settings
    const dialectLimit = message.schedule
      ? scheduleDialects[settings.scheduleParameters].destinationsPerRequest
      : Infinity
    // A GET of more than a second's worth would keep all others of its account waiting for as long.
    const rateLimit = recipientsPerSecond(segmentsPerSecond, segmentCountOf(message.content))
    const countLimit = Math.min(destinationsPerRequest, dialectLimit, rateLimit)
    // Percent-encoding leaves nothing but ASCII, so characters are bytes.
    const emptyBytes = target(message, []).length
    const batches: string[][] = []
    let batch: string[] = []
    let urlBytes = emptyBytes
    for (const destination of message.to) {
      const ownBytes = percentEncode(destination).length
      if (emptyBytes + ownBytes > maxUrlBytes) {
        return { fits: false, limit: 'url', urlBytes: emptyBytes + ownBytes, maxUrlBytes }
      }
      const addedBytes = ownBytes + destinationSeparator.length
      if (batch.length > 0 && (batch.length >= countLimit || urlBytes + addedBytes > maxUrlBytes)) {
        batches.push(batch)
        batch = []
        urlBytes = emptyBytes
      }
      urlBytes += batch.length === 0 ? ownBytes : addedBytes
      batch.push(destination)
    }
    if (batch.length > 0) batches.push(batch)
    return { fits: true, batches }
  }

  /** More bytes than the target of a message to one recipient can have. */
  function longestTarget({ to, from, content, template, schedule }: Message): number {
    const text = content.kind === 'text' ? content.text : content.title + content.url
    const { entityId = '', templateId = '', telemarketerId = '' } = template ?? {}
    const registered = entityId.length + templateId.length + telemarketerId.length
    const scheduled = schedule === undefined ? 0 : schedule.upstream.date.length + schedule.upstream.time.length
    const units = (to[0] ?? '').length + from.length + text.length + registered + scheduled
    const { sendPath, schedulePath } = settings
    return sendPath.length + schedulePath.length + credentials.length + namesBytes + maxBytesPerUnit * units
  }

  function preview(message: Message): SubmissionPreview {
    const planned = plan(message)
    const batches = planned.fits ? planned.batches : []
    return { path: pathOf(message), queries: batches.map((batch) => queryOf(message, batch)) }
  }

  return { plan, preview, target }
}

/** Of a UTF-16 code unit in percent-encoded UTF-8. As hexadecimal digits it has four. */
const maxBytesPerUnit = 9
/** More than all names of parameters take together, with the values that have always the same length. */
const namesBytes = 256

/** One string after the other, in the document's order: a list of names and values would be made for each GET. */
function formatQuery(message: Message, batch: Batch, settings: QuerySettings): string {
  const { content, template, schedule } = message
  const names = scheduleDialects[settings.scheduleParameters]
  let query = `type=${typeOf(message)}&dlr=${message.deliveryReport ? '1' : '0'}`
  query += parameter('&destination', batch.join(','))
  query += parameter('&source', message.from)
  query += parameter('&message', textOf(message, settings.unicode))
  if (content.kind === 'wap-push') query += parameter('&url', content.url)
  if (template !== undefined) {
    query += parameter('&entityid', template.entityId)
    query += parameter('&tempid', template.templateId)
    query += parameter('&tmid', template.telemarketerId)
  }
  if (schedule !== undefined) {
    query += parameter(`&${names.date}`, schedule.upstream.date)
    query += parameter(`&${names.time}`, schedule.upstream.time)
    query += parameter('&gmt', schedule.upstream.gmt)
  }
  return query
}

/** What has no value is left out. */
const parameter = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `${name}=${percentEncode(value)}`

function typeOf({ content }: Message): string {
  if (content.kind === 'wap-push') return wapPushType
  const types = messageTypes[content.encoding]
  return content.flash ? types.flash : types.plain
}

function textOf({ content }: Message, unicode: UnicodeForm): string {
  if (content.kind === 'wap-push') return content.title
  return content.encoding === 'ucs2' && unicode === 'utf16be-hex' ? formatUtf16beHex(content.text) : content.text
}

/** The UTF-16BE code units of a text as upper-case hexadecimal digits; surrogate pairs stay pairs. */
export function formatUtf16beHex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()
}

const unreservedOnly = /^[A-Za-z0-9._~-]*$/
const leftByEncodeUriComponent = /[!'()*]/g

/** Percent-encodes everything but RFC 3986's unreserved characters; `encodeURIComponent` alone leaves `!'()*`. */
export function percentEncode(value: string): string {
  if (unreservedOnly.test(value)) return value
  return encodeURIComponent(value).replace(
    leftByEncodeUriComponent,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
