import t from 'tap'
import { septetsOf } from '../../src/sms/gsm7.ts'

// Written out by code point, from 3GPP TS 23.038, so that a slip in the strings of the source shows.
const oneSeptet = [
  ...[0x40, 0xa3, 0x24, 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, 0x0a, 0xd8, 0xf8, 0x0d, 0xc5, 0xe5],
  ...[0x394, 0x5f, 0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e, 0xc6, 0xe6, 0xdf, 0xc9],
  ...[0x20, 0x21, 0x22, 0x23, 0xa4, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f],
  ...range(0x30, 0x3f),
  ...[0xa1, ...range(0x41, 0x5a), 0xc4, 0xd6, 0xd1, 0xdc, 0xa7],
  ...[0xbf, ...range(0x61, 0x7a), 0xe4, 0xf6, 0xf1, 0xfc, 0xe0],
]
const twoSeptets = [0x0c, 0x5e, 0x7b, 0x7d, 0x5c, 0x5b, 0x7e, 0x5d, 0x7c, 0x20ac]

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

t.test('the default alphabet has 127 characters of one septet and the extension table ten of two', async (t) => {
  const found = { 1: [] as number[], 2: [] as number[] }
  for (const codePoint of range(0, 0x10ffff)) {
    const septets = septetsOf(codePoint)
    if (septets === 1 || septets === 2) found[septets].push(codePoint)
    else if (septets !== 0) t.fail(`${codePoint} takes ${septets}`)
  }
  t.equal(found[1].length, 127)
  t.same(
    found[1],
    oneSeptet.toSorted((a, b) => a - b),
  )
  t.same(
    found[2],
    twoSeptets.toSorted((a, b) => a - b),
  )
})

t.test('what only looks like a GSM character is none', async (t) => {
  const rows = ['`', '\t', '\u001b', 'ç', 'á', 'Α', '’', '“', '–', '…', '\u00a0', '\0', '\v', '😀', '\ud83d', '₭']
  for (const character of rows) t.equal(septetsOf(character.codePointAt(0) ?? 0), 0, JSON.stringify(character))
})
