import type { Batch, Credential, Plan, SubmissionPreview } from '../messages/upstream.ts'
import type { Message } from '../sms/message.ts'
import { segmentCountOf } from '../sms/segments.ts'
import { type DialectSettings, scheduleDialects } from './dialect.ts'
import { formatExtras } from './extra-parameters.ts'
import { encodeNumbers, QueryMeasure, QueryWriter, SentTexts, separatorBytes } from './parameter-readers.ts'
import { type ExtraParameter, readCredential, readExtras, readMessage } from './parameters.ts'
import { ownRateOf, type RateSettings, recipientsPerSecond } from './rate.ts'

export type QuerySettings = Credential &
  DialectSettings &
  RateSettings & {
    readonly sendPath: string
    readonly schedulePath: string
    /** Added to every GET that sends. */
    readonly extraParameters: readonly ExtraParameter[]
    readonly destinationsPerRequest: number
    /** Limit of a request's target (path and query), in bytes. */
    readonly maxUrlBytes: number
  }

/** The queries of one account: pure functions from a message to the exact text on the wire. */
export type QueryBuilder = {
  plan(message: Message): Plan
  preview(message: Message): SubmissionPreview
  /** The request target (path and query) of the GET that submits the message to the destinations of the batch. */
  target(message: Message, batch: Batch): string
  /**
   * All values in the GETs of a message except numbers. Answers may echo them, and they must not be shown to anyone.
   */
  sentTexts(message: Message): readonly string[]
}

/**
 * Creates the query builder of one account.
 *
 * @see docs/upstream-protocol.md, "Submit" and "Schedule"
 */
export function createQueryBuilder(settings: QuerySettings): QueryBuilder {
  const pathOf = (message: Message) => (message.schedule ? settings.schedulePath : settings.sendPath)
  // The same for every GET, so written once.
  const credential = new QueryWriter(settings)
  readCredential(settings, credential)
  const begin = `?${credential.query.slice(1)}`
  const end = formatExtras(settings.extraParameters)

  function write(message: Message, batch: Batch): string {
    const writer = new QueryWriter(settings)
    readMessage(message, batch, settings, writer)
    return writer.query
  }

  function target(message: Message, batch: Batch): string {
    return pathOf(message) + begin + write(message, batch) + end
  }

  function plan(message: Message): Plan {
    // The usual case: the query is only built when the GET is sent.
    if (message.to.length === 1) {
      const measure = new QueryMeasure()
      readMessage(message, message.to, settings, measure)
      const maxBytes = pathOf(message).length + begin.length + measure.maxBytes + end.length
      if (maxBytes <= settings.maxUrlBytes) return { ok: true, batches: [message.to] }
    }
    const { destinationsPerRequest, maxUrlBytes } = settings
    const dialectLimit = message.schedule
      ? scheduleDialects[settings.scheduleParameters].destinationsPerRequest
      : Infinity
    // A GET larger than one second's worth would delay all others of its account for that long.
    const rateLimit = recipientsPerSecond(ownRateOf(settings), segmentCountOf(message.content))
    const countLimit = Math.min(destinationsPerRequest, dialectLimit, rateLimit)
    // Percent-encoded text is ASCII, so characters are bytes.
    const emptyBytes = target(message, []).length
    const batches: string[][] = []
    let batch: string[] = []
    let urlBytes = emptyBytes
    for (const destination of message.to) {
      const ownBytes = encodeNumbers([destination], settings.numberFormat).length
      if (emptyBytes + ownBytes > maxUrlBytes) {
        return { ok: false, limit: 'url', urlBytes: emptyBytes + ownBytes, maxUrlBytes }
      }
      const addedBytes = ownBytes + separatorBytes
      if (batch.length > 0 && (batch.length >= countLimit || urlBytes + addedBytes > maxUrlBytes)) {
        batches.push(batch)
        batch = []
        urlBytes = emptyBytes
      }
      urlBytes += batch.length === 0 ? ownBytes : addedBytes
      batch.push(destination)
    }
    if (batch.length > 0) batches.push(batch)
    return { ok: true, batches }
  }

  function preview(message: Message): SubmissionPreview {
    const planned = plan(message)
    const batches = planned.ok ? planned.batches : []
    return { path: pathOf(message), queries: batches.map((batch) => write(message, batch).slice(1)) }
  }

  function sentTexts(message: Message): readonly string[] {
    const sent = new SentTexts()
    readCredential(settings, sent)
    readMessage(message, message.to, settings, sent)
    readExtras(settings.extraParameters, sent)
    return sent.texts
  }

  return { plan, preview, target, sentTexts }
}
