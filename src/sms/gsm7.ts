/**
 * The GSM 7-bit default alphabet without its escape code, row by row of 16 codes from 0x00 on.
 * 0x09 is the capital Ç: some old tables have the small one there, which handsets do not show.
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
 * The extension table: each of these is the escape code and one more septet.
 * @see 3GPP TS 23.038, 6.2.1.1
 */
const extensionTable = '\f^{}\\[~]|€'

/** By code point, up to the last one that GSM 03.38 has (the euro sign); 0 where it has none. Each text is looked up by it. */
const septets = new Uint8Array(0x20ac + 1)
for (const character of defaultAlphabet) septets[character.charCodeAt(0)] = 1
for (const character of extensionTable) septets[character.charCodeAt(0)] = 2

/**
 * The septets that a character (by its code point) takes in GSM 03.38, or 0 where the alphabet does not have it.
 * What the caller wrote is what is sent: only `replace` puts a look-alike in its place, and not here (`lookalikes.ts`).
 */
export const septetsOf = (codePoint: number): number => septets[codePoint] ?? 0
