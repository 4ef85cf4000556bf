import type { Random } from '../../test/upstream/random.ts'
import type { SchemaName } from './fuzz-case.ts'

/** A valid message. */
export type ValidMessage = {
  readonly path: '/messages' | '/scheduled-messages'
  readonly schema: SchemaName
  readonly to: readonly string[]
  readonly body: Readonly<Record<string, unknown>>
}

/** The start of every text. No answer may contain it, because the API never returns texts. */
export const textMark = 'Fuzzed text'

/** No two cases share a number, so that each arrival at the upstream identifies its request. */
export const numberOf = (index: number, at = 0): string =>
  `+213${String(index).padStart(9, '0')}${String(at).padStart(3, '0')}`

const letters = [
  ...'abcXYZ019 @£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&\'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà^{}\\[~]|€\n\r',
  ...'日本語한국어кириллица 😀👨‍👩‍👧‍👦🇩🇿 مرحبا שלום ï̈𝒳\u200b\u2028\u00a0\ufeff\ufffd\u202e\t',
]
const plain = 'abcdefghijklmnopqrstuvwxyz 0123456789'

/** Far below ten segments in every encoding. */
const maxTextLength = 250

const senders = ['ACME', 'A', '12345', '+213550000001', '123456789012345678', 'Ab 1-&?#%/', 'a,b;c=d', '<script>']
const references = ['order-42', '\r\nX-Injected: 1', '__proto__', '{"a":1}', "'; DROP TABLE messages; --", '日本', ' ']
const urls = ['https://example.com/', 'http://a.example/?q=%0d%0a&b=c#d', 'https://xn--nxasmq6b.example:8443/a']

export function createValidMessage(index: number, random: Random): ValidMessage {
  const to = Array.from({ length: recipientCount(random) }, (_, at) => numberOf(index, at))
  const sometimes = <T>(field: string, make: () => T) => (random.below(4) === 0 ? { [field]: make() } : {})
  const wapPush = random.below(12) === 0
  const fields = {
    to,
    ...(wapPush ? { text: textMark, wapPush: { url: random.pick(urls) } } : createText(random)),
    ...sometimes('from', () => random.pick(senders)),
    ...sometimes('deliveryReport', () => random.below(2) === 0),
    ...sometimes('reference', () => random.pick(references)),
    ...sometimes('template', () => ({ templateId: `T-${random.below(1_000)}` })),
  }
  if (random.below(10) > 0) return { path: '/messages', schema: 'SendMessage', to, body: fields }
  const sendAt = Temporal.Now.instant().add({ hours: 24 + random.below(7_000) })
  return {
    path: '/scheduled-messages',
    schema: 'ScheduleMessage',
    to,
    body: { ...fields, sendAt: sendAt.toString({ smallestUnit: 'second' }) },
  }
}

/** Long lists are rare: each of their numbers is a row in the journal. */
function recipientCount(random: Random): number {
  const drawn = random.below(2_000)
  return drawn === 0 ? 1_000 : drawn < 100 ? 2 + random.below(11) : 1
}

function createText(random: Random): Record<string, unknown> {
  const alphabet = random.below(2) === 0 ? plain : letters
  const length = random.below(8) === 0 ? random.below(maxTextLength) : random.below(30)
  const text = `${textMark} ${Array.from({ length }, () => random.pick([...alphabet])).join('')}`
  if (random.below(8) === 0) return { text, replace: 'lookalikes' }
  if (alphabet !== plain || random.below(4) > 0) return { text }
  return { text, encoding: random.pick(['auto', 'gsm7', 'ucs2', 'latin1']), flash: true, maxSegments: 10 }
}
