/**
 * The GSM 7-bit default alphabet without its escape code, in rows of 16 codes from 0x00.
 * 0x09 is the capital Ç: some old tables have the lower-case letter, which handsets do not show.
 * @see 3GPP TS 23.038, 6.2.1; https://www.unicode.org/Public/MAPPINGS/ETSI/GSM0338.TXT
 */
const defaultAlphabet = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ', // 0x1B, the sixteenth, is the escape to the extension table
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
].join('')

/**
 * The extension table: each character is the escape code and one more septet.
 * @see 3GPP TS 23.038, 6.2.1.1
 */
const extensionTable = '\f^{}\\[~]|€'

/** Septets by code point, up to the last one in GSM 03.38 (the euro sign); 0 if absent. Used for every text. */
const septets = new Uint8Array(0x20ac + 1)
for (const character of defaultAlphabet) septets[character.charCodeAt(0)] = 1
for (const character of extensionTable) septets[character.charCodeAt(0)] = 2

/**
 * The septets that a character (by code point) takes in GSM 03.38, or 0 if the alphabet lacks it. Texts are sent as
 * written: only `replace` substitutes look-alikes, and not here (`lookalikes.ts`).
 */
export const septetsOf = (codePoint: number): number => septets[codePoint] ?? 0
