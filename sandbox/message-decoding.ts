/** The text as the handset would show it, and its encoding on the wire. */
export type DecodedContent = {
  readonly type: number
  readonly kind: 'text' | 'wap-push'
  readonly encoding: 'gsm7' | 'latin1' | 'ucs2' | 'wap-push'
  readonly flash: boolean
  readonly text: string
  /** `utf8` for a Unicode type: the text was not UTF-16BE in hexadecimal, and was used unchanged. */
  readonly wire: 'utf16be-hex' | 'utf8'
  /** The link of a WAP push. */
  readonly url?: string
}

type MessageType = Pick<DecodedContent, 'kind' | 'encoding' | 'flash'>

/** The document's values of `type`. 3 is reserved, so it has no row and is refused. */
const messageTypes = {
  0: { kind: 'text', encoding: 'gsm7', flash: false },
  1: { kind: 'text', encoding: 'gsm7', flash: true },
  2: { kind: 'text', encoding: 'ucs2', flash: false },
  4: { kind: 'wap-push', encoding: 'wap-push', flash: false },
  5: { kind: 'text', encoding: 'latin1', flash: false },
  6: { kind: 'text', encoding: 'ucs2', flash: true },
  7: { kind: 'text', encoding: 'latin1', flash: true },
} as const satisfies Record<number, MessageType>

export function messageTypeOf(type: string): MessageType | undefined {
  return new Map<string, MessageType>(Object.entries(messageTypes)).get(type)
}

/** GSM 03.38 with its extension table (3GPP TS 23.038, 6.2.1). Repeated on purpose: the sandbox shares no table. */
const gsmCharacters = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
    '¿abcdefghijklmnopqrstuvwxyzäöñüà\f^{}\\[~]|€',
)

/** Whether a text fits an encoding. NUL is refused everywhere: many handsets end the text there. */
const canSay = {
  gsm7: (text: string) => [...text].every((character) => gsmCharacters.has(character)),
  latin1: (text: string) => /^[\u0001-\u00ff]*$/.test(text),
  ucs2: (text: string) => text.isWellFormed() && !text.includes('\0'),
  'wap-push': (text: string) => !text.includes('\0'),
} as const satisfies Record<DecodedContent['encoding'], (text: string) => boolean>

/**
 * Decodes a message according to its type; `undefined` if the type cannot represent it (1705).
 *
 * A real upstream would replace such a character with `?` and charge for it. The sandbox refuses, so that a client with
 * the wrong type notices at once. Types 2 and 6 are UTF-16BE in hexadecimal; anything but groups of four digits is read
 * as UTF-8 text, because some resellers expect that, and the inbox shows which one it was.
 *
 * @see docs/upstream-protocol.md, "Unicode"
 */
export function decodeMessage(type: string, message: string, url?: string): DecodedContent | undefined {
  const row = messageTypeOf(type)
  if (row === undefined) return undefined
  const hex = row.encoding === 'ucs2' && /^(?:[0-9a-f]{4})+$/i.test(message)
  const text = hex ? decodeUtf16Hex(message) : message
  if (!canSay[row.encoding](text)) return undefined
  const wire = hex ? 'utf16be-hex' : 'utf8'
  return { type: Number(type), ...row, text, wire, ...(url === undefined ? {} : { url }) }
}

function decodeUtf16Hex(digits: string): string {
  const units = digits.match(/.{4}/g) ?? []
  return units.map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')
}
