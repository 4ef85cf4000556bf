import t from 'tap'
import { checkSender } from '../../src/sms/sender.ts'

t.test('a sender that the document allows is taken as it is', async (t) => {
  const senders = [
    ...['1', '+1', '12345', '+213550000001', '123456789012345678', '+12345678901234567'],
    ...[
      'A',
      'ACME',
      'ElevenChars',
      'ACME Ltd.',
      '24/7 Taxi',
      'A+B',
      '1st Choice',
      'info@x.dz',
      '$_@!"#%&\'()',
      '*,-./:;<=>?',
      '555-1234',
    ],
  ]
  for (const from of senders) t.equal(checkSender(from), undefined, from)
})

t.test('any other sender is refused with what is expected', async (t) => {
  const rows: readonly [string, RegExp][] = [
    ['1234567890123456789', /at most 18 characters .* numeric/],
    ['+123456789012345678', /at most 18 characters .* numeric/],
    ['TwelveChars!', /at most 11 characters .* not numeric/],
    ['12345678901A', /at most 11 characters .* not numeric/],
    ['', /digits with an optional leading \+/],
    [' ', /digits with an optional leading \+/],
    ['+', /digits with an optional leading \+/],
    ['++12345', /digits with an optional leading \+/],
    ['12+34', /digits with an optional leading \+/],
    ['0550 12 34', /digits with an optional leading \+/],
    [' ACME', /begin or end with a space/],
    ['ACME ', /begin or end with a space/],
    ...[...'^{}\\[~]|`'].map((character): [string, RegExp] => [`A${character}`, /printable ASCII/]),
    ...[...'é£Ä€я\t\n\r\f\0\u007f\u00a0😀\ud800'].map((character): [string, RegExp] => [
      `A${character}`,
      /printable ASCII/,
    ]),
    ['ACME\r\nX: y', /printable ASCII/],
    ['12345\n', /printable ASCII/],
    ['١٢٣', /printable ASCII/],
  ]
  for (const [from, expected] of rows) t.match(checkSender(from) ?? 'accepted', expected, JSON.stringify(from))
})
