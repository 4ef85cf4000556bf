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

const septets = new Map<string, 1 | 2>([
  ...[...defaultAlphabet].map((character) => [character, 1] as const),
  ...[...extensionTable].map((character) => [character, 2] as const),
])

/**
 * The septets that a character takes in GSM 03.38, or undefined where the alphabet does not have it.
 * No look-alike is ever put in its place: what the caller wrote is what is sent.
 */
export const septetsOf = (character: string): 1 | 2 | undefined => septets.get(character)
