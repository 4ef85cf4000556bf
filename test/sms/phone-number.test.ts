import t from 'tap'
import { findDuplicates, isPhoneNumber, maskPhoneNumber } from '../../src/sms/phone-number.ts'

t.test('a phone number is E.164 with its +', async (t) => {
  for (const number of ['+213550000001', '+1234567', '+123456789012345', '+99912345678']) {
    t.ok(isPhoneNumber(number), number)
  }
  const wrong = [
    ...['', '+', '213550000001', '00213550000001', '0550000001', '+0213550000', '+123456', '+1234567890123456'],
    ...['+213 550 000 001', '+213-550-000001', '+213550000001 ', ' +213550000001', '+213550000001\n', '++213550000001'],
    ...['+213550000001,+213550000002', '+٢١٣٥٥٠٠٠٠٠٠١', '+21355000000a', '＋213550000001', '+213550000001\0'],
  ]
  for (const number of wrong) t.notOk(isPhoneNumber(number), JSON.stringify(number))
})

t.test('a mask shows at most six digits and hides at least five', async (t) => {
  const rows: readonly [string, string][] = [
    ['+213550000001', '+2135*****01'],
    ['+123456789012345', '+1234*****45'],
    ['+12345678901', '+1234*****01'],
    ['+1234567890', '+123*****90'],
    ['+123456789', '+12*****89'],
    ['+12345678', '+1*****78'],
    ['+1234567', '+*****67'],
    // Not a phone number, so it may be anything.
    ['213550000001', '*****'],
    ['+12345', '*****'],
    ['a secret', '*****'],
    ['', '*****'],
  ]
  for (const [number, masked] of rows) t.equal(maskPhoneNumber(number), masked, number)
  for (let length = 7; length <= 15; length++) {
    const shown = maskPhoneNumber(`+${'7'.repeat(length)}`).replaceAll(/[^7]/g, '').length
    t.ok(length - shown >= 5 && shown <= 6, `${length} digits`)
  }
})

t.test('every occurrence after the first is a duplicate of the first', async (t) => {
  t.same(findDuplicates([]), [])
  t.same(findDuplicates(['+1234567', '+1234568']), [])
  t.same(findDuplicates(['a', 'b', 'a', 'c', 'b', 'a']), [
    { index: 2, firstIndex: 0 },
    { index: 4, firstIndex: 1 },
    { index: 5, firstIndex: 0 },
  ])
})
