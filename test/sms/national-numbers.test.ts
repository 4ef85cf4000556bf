import { readFileSync } from 'node:fs'
import { getCountries, getExampleNumber } from 'libphonenumber-js/min'
import examples from 'libphonenumber-js/mobile/examples'
import t from 'tap'
import { phoneCountries } from '../../src/config/phone-countries.ts'
import { createNumberReader } from '../../src/sms/national-numbers.ts'
import { isPhoneNumber, maxWrittenNumberLength } from '../../src/sms/phone-number.ts'

const unreadable = (country: string) => ({
  ok: false,
  expected: `must be a phone number with + and its country code, or as it is dialled in ${country}`,
})
const ambiguous = {
  ok: false,
  expected: 'can be read in more than one way: must be in E.164 form with +, such as +213550000001',
}

type Row = readonly [country: string, written: string, number: string]

const readable: readonly Row[] = [
  ['DZ', '0550000001', '+213550000001'],
  ['DZ', '0550 00 00 01', '+213550000001'],
  ['DZ', ' 0550.00.00.01 ', '+213550000001'],
  ['DZ', '(0550) 00-00-01', '+213550000001'],
  ['DZ', '0550\u00a000\u202f00\u201101', '+213550000001'],
  ['DZ', '00213550000001', '+213550000001'],
  ['DZ', '00213 550 00 00 01', '+213550000001'],
  ['DZ', '+213 550 00 00 01', '+213550000001'],
  ['DZ', '(+213) 550-00-00-01', '+213550000001'],
  ['DZ', '+213 (0) 550 00 00 01', '+213550000001'],
  ['DZ', '00213 (0)550 00 00 01', '+213550000001'],
  // It is no national number, and means the same with a +.
  ['DZ', '213550000001', '+213550000001'],
  ['DZ', '+33 6 12 34 56 78', '+33612345678'],
  ['DZ', '0033 (0)6 12 34 56 78', '+33612345678'],
  // In Italy the 0 belongs to the number.
  ['DZ', '+39 06 1234 5678', '+390612345678'],
  ['DZ', '+39 (0)6 1234 5678', '+390612345678'],
  ['FR', '06 12 34 56 78', '+33612345678'],
  ['ES', '612 34 56 78', '+34612345678'],
  ['US', '(213) 555-0001', '+12135550001'],
  ['US', '1-213-555-0001', '+12135550001'],
  ['US', '00213 550 00 00 01', '+213550000001'],
  ['RU', '8 (912) 345-67-89', '+79123456789'],
  ['HU', '06 20 123 4567', '+36201234567'],
]

t.test('a number is read with + or 00 and a country code, or as it is dialled in the country', async (t) => {
  for (const [country, written, number] of readable) {
    t.strictSame(createNumberReader(country)(written), { ok: true, number }, `${country} ${JSON.stringify(written)}`)
  }
})

t.test('a number that can be read in more than one way is refused, and never guessed', async (t) => {
  const rows: readonly (readonly [country: string, written: string])[] = [
    // A 0 or a + is missing, and nobody knows which.
    ['DZ', '550000001'],
    ['FR', '612345678'],
    // A 0 too many, and not in brackets.
    ['DZ', '+213 0550 00 00 01'],
    ['DZ', '002130550000001'],
    // An American number with a country code too many.
    ['US', '+1 1 213 555 0001'],
    // 00 and a number of Morocco; or 002, a prefix of international calls in Korea, and a number of North America.
    ['KR', '00212 623 456 789'],
    // 0011 is the prefix of international calls in Australia: New Zealand, or North America with a trunk prefix.
    ['AU', '0011 64 21 123 456'],
  ]
  for (const [country, written] of rows) {
    t.strictSame(createNumberReader(country)(written), ambiguous, `${country} ${JSON.stringify(written)}`)
  }
})

t.test('what is no number of the country and none with a country code is refused', async (t) => {
  const read = createNumberReader('DZ')
  const rows = [
    ...['', ' ', '+', '0', '00', '()', '112', '0550', '05500000010', '00000000001', '+999 0000 1706', '+0213550000001'],
    ...[
      '1-800-FLOWERS',
      '0550000001x123',
      '0550000001 ext. 123',
      '0550000001;ext=123',
      '0550000001#1',
      'tel:0550000001',
    ],
    ...['٠٥٥٠٠٠٠٠٠١', '０５５０００００００１', '＋213550000001', '0550\u200e000001', '0550000001\0', '0550😀00001'],
    ...['0550000001, 0550000002', '0550000001/0550000002', '0550000001 0550000002', '++213550000001', '+213+550000001'],
    ...['0550+000001', '33612345678', '0033', '+213 (0)'],
    ...[
      '0'.repeat(10_000),
      '0 '.repeat(5_000),
      `+${'('.repeat(10_000)}`,
      `0550000001${' '.repeat(maxWrittenNumberLength)}`,
    ],
  ]
  for (const written of rows) t.strictSame(read(written), unreadable('DZ'), JSON.stringify(written).slice(0, 60))
})

t.test(
  "every country's mobile numbers are read as they are written there, and nothing else comes of them",
  async (t) => {
    for (const country of getCountries()) {
      const example = getExampleNumber(country, examples)
      if (example === undefined) return t.fail(`${country} has no example`)
      const read = createNumberReader(country)
      const { number } = example
      t.ok(isPhoneNumber(number), country)
      t.strictSame(read(example.formatNational()), { ok: true, number }, `${country} ${example.formatNational()}`)
      t.strictSame(
        read(example.formatInternational()),
        { ok: true, number },
        `${country} ${example.formatInternational()}`,
      )
      const elsewhere = createNumberReader(country === 'DZ' ? 'FR' : 'DZ')
      t.strictSame(elsewhere(`00${number.slice(1)}`), { ok: true, number }, `00${number.slice(1)}`)
      // Without what says which country it is of, it is this number or none.
      const bare = read(number.slice(1))
      if (bare.ok) t.equal(bare.number, number, number.slice(1))
    }
  },
)

t.test('the countries that can be set are those whose numbering plan the library knows', async (t) => {
  t.strictSame([...phoneCountries].sort(), [...getCountries()].sort())
  t.throws(() => createNumberReader('QQ'), { message: 'There is no numbering plan for QQ' })
})

t.test(
  'the library is loaded only where numbers are read: one file has it, and the gateway loads that one late',
  async (t) => {
    const read = (file: string) => readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8')
    t.match(read('optional-parts.ts'), "await import('./sms/national-numbers.ts')")
    for (const file of ['gateway.ts', 'optional-parts.ts']) t.notMatch(read(file), /^import .*national-numbers/m)
    t.notMatch(read('config/phone-countries.ts'), /^import /m)
  },
)
