import t from 'tap'
import { chooseCaller, formatListPath, readSearchText } from '../../console/messages/search.js'

t.test('what is typed is a number, the id of a message, or a reference', async (t) => {
  const id = '019AB7E2-5c1d-7d3e-8f60-2b9c4d5e6f70'
  for (const [typed, expected] of [
    ['', { kind: 'none' }],
    ['  ', { kind: 'none' }],
    [' +213 550 00 00 01 ', { kind: 'to', value: '+213550000001' }],
    [id, { kind: 'id', value: id.toLowerCase() }],
    ['order-42', { kind: 'reference', value: 'order-42' }],
    ['0550000001', { kind: 'reference', value: '0550000001' }],
    ['+plus', { kind: 'reference', value: '+plus' }],
  ] as const)
    t.strictSame(readSearchText(typed), expected, typed)
})

t.test('the list is asked with every filter that is set, encoded', async (t) => {
  const search = { text: '+213550000001', outcome: 'unknown', delivery: 'awaited', caller: '*' }
  t.equal(formatListPath(search), 'messages?limit=20&to=%2B213550000001&outcome=unknown&delivery=awaited&caller=*')
  t.equal(
    formatListPath({ text: 'a&b', outcome: '', delivery: '', caller: '' }, 'c1'),
    'messages?limit=20&reference=a%26b&cursor=c1',
  )
})

t.test('operators search among all callers, except for a reference alone', async (t) => {
  const operator = { name: 'ops', isOperator: true, hasOwn: false }
  const none = { text: '', outcome: '', delivery: '', caller: '' }
  t.strictSame(chooseCaller(none, { ...operator, isOperator: false }), { kind: 'own' })
  t.strictSame(chooseCaller(none, operator), { kind: 'named', caller: '*' })
  t.strictSame(chooseCaller({ ...none, caller: 'orders' }, operator), { kind: 'named', caller: 'orders' })
  t.strictSame(chooseCaller({ ...none, text: '+213550000001' }, operator), { kind: 'named', caller: '*' })
  const reference = { ...none, text: 'order-42' }
  t.strictSame(chooseCaller(reference, operator), { kind: 'caller-needed' })
  t.strictSame(chooseCaller({ ...reference, outcome: 'accepted' }, operator), { kind: 'caller-needed' })
  t.strictSame(chooseCaller({ ...reference, outcome: 'unknown' }, operator), { kind: 'named', caller: '*' })
  t.strictSame(chooseCaller(reference, { ...operator, name: 'anonymous', hasOwn: true }), {
    kind: 'named',
    caller: 'anonymous',
  })
})
