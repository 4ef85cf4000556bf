import t from 'tap'
import { formatRepeat, listDuplicates } from '../../console/send/duplicates.js'

const [a, b, c, d] = ['+213550000001', '+213550000002', '+213550000003', '+213550000004'] as const
const [one, other] = ['01a20300-6f5e-7a3b-8d0a-5b1f3c7d9e21', '01a20300-6f5e-7a3b-8d0a-5b1f3c7d9e22'] as const
const refused = (to: string, duplicateOf: string) =>
  ({
    to,
    outcome: 'not-attempted',
    resend: 'forbidden',
    error: { code: 'possible-duplicate', title: '', duplicateOf },
  }) as const

t.test('possible duplicates are grouped by their earlier message, in the order of the recipients', async (t) => {
  const recipients = [
    refused(a, one),
    { to: b, outcome: 'accepted' },
    refused(c, other),
    refused(d, one),
    { to: b, outcome: 'unknown', error: { code: 'outcome-unknown', title: '' } },
  ]
  t.strictSame(listDuplicates(recipients), [
    { id: one, to: [a, d] },
    { id: other, to: [c] },
  ])
  t.strictSame(listDuplicates([{ to: a, outcome: 'accepted' }]), [])
})

t.test('a repeat goes to these numbers alone, and acknowledges their earlier message', async (t) => {
  const body = { to: [a, b, c], from: 'ACME', text: 'Hello', reference: 'order-1' }
  const repeat = formatRepeat(body, { id: one, to: [a, c] })
  t.strictSame(repeat, { ...body, to: [a, c], acknowledgePossibleDuplicate: one })
  t.strictSame(formatRepeat(repeat, { id: other, to: [a] }).acknowledgePossibleDuplicate, other, 'the newest one')
  t.strictSame(body.to, [a, b, c])
})
