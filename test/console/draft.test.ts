import t from 'tap'
import { createDraft, faultsOf, formatMessage, formatSubmission, readNumbers } from '../../console/send/draft.js'

t.test('numbers are separated by lines, commas and semicolons, and readable ones are joined', async (t) => {
  t.strictSame(readNumbers(' +213 550-00.00 01\n+99900001706, (0550) 000002;\n\n'), [
    '+213550000001',
    '+99900001706',
    '0550000002',
  ])
  t.strictSame(readNumbers(''), [])
})

t.test('a message has only the fields that differ from their defaults', async (t) => {
  const draft = createDraft({ to: '+213550000001', from: 'ACME', text: 'Hello' })
  t.strictSame(formatMessage(draft), { to: ['+213550000001'], from: 'ACME', text: 'Hello' })
  const full = {
    ...draft,
    from: '',
    encoding: 'ucs2',
    flash: true,
    deliveryReport: false,
    replace: true,
    reference: 'order-42',
    maxSegments: '3',
  }
  t.strictSame(formatMessage(full), {
    to: ['+213550000001'],
    text: 'Hello',
    encoding: 'ucs2',
    flash: true,
    deliveryReport: false,
    replace: 'lookalikes',
    reference: 'order-42',
    maxSegments: 3,
  })
})

t.test('a message for later has a local time in its zone', async (t) => {
  const draft = createDraft({ to: '+213550000001', text: 'Hello', timeZone: 'Africa/Algiers' })
  t.strictSame(formatSubmission(draft), { path: 'messages', body: { to: ['+213550000001'], text: 'Hello' } })
  const later = { ...draft, when: 'later' as const, dateTime: '2027-07-01T08:30' }
  t.strictSame(formatSubmission(later), {
    path: 'scheduled-messages',
    body: {
      to: ['+213550000001'],
      text: 'Hello',
      sendAtLocal: { dateTime: '2027-07-01T08:30', timeZone: 'Africa/Algiers' },
    },
  })
  t.match(formatSubmission({ ...later, disambiguation: 'earlier' }).body, {
    sendAtLocal: { disambiguation: 'earlier' },
  })
})

t.test('a violation is shown at its field, with the number that it is about', async (t) => {
  t.strictSame(
    faultsOf(
      [
        { pointer: '/to/1', message: 'must be a phone number' },
        { pointer: '/from', message: 'must be shorter' },
        { pointer: '/sendAtLocal/timeZone', message: 'must be a zone' },
        { pointer: '/sendAtLocal/dateTime', message: 'must lie in the future' },
        { pointer: '', message: 'must be an object' },
      ],
      ['+213550000001', '0550'],
    ),
    {
      to: '0550 must be a phone number.',
      from: 'Must be shorter.',
      timeZone: 'Must be a zone.',
      dateTime: 'Must lie in the future.',
      '': 'Must be an object.',
    },
  )
  const many = Array.from({ length: 5 }, (_, index) => ({ pointer: `/to/${index}`, message: 'is wrong' }))
  t.equal(faultsOf(many, ['a', 'b', 'c', 'd', 'e'])['to'], 'A is wrong; b is wrong; c is wrong; and 2 more.')
})
