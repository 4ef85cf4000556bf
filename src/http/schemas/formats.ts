import { parseInstant } from '../../sms/date-time.ts'
import { checkSender } from '../../sms/sender.ts'

/** One spelling of an id. Libraries also let `urn:uuid:` pass, and an id in that form would match no message. */
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/**
 * The formats of our schemas. Each is judged by the code that reads the value later, so that nothing passes a schema which
 * the code then fails to read.
 */
export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) => parseInstant(text) !== undefined,
  sender: (text) => checkSender(text) === undefined,
  uuid: (text) => uuid.test(text),
}

/** An id in upper case is the same id; the journal has it in lower case. */
export const normalizeId = (id: string): string => id.toLowerCase()
