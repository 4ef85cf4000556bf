import { parseInstant } from '../../sms/date-time.ts'
import { checkSender } from '../../sms/sender.ts'

/** One spelling of an id. Libraries also accept `urn:uuid:`, and an id in that form would match no message. */
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/**
 * The formats of our schemas. Each uses the code that reads the value later, so that a value cannot pass its schema and
 * then fail to parse.
 */
export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) => parseInstant(text) !== undefined,
  sender: (text) => checkSender(text) === undefined,
  uuid: (text) => uuid.test(text),
}

/** Ids are case-insensitive; the journal stores them in lower case. */
export const normalizeId = (id: string): string => id.toLowerCase()
