import t from 'tap'
import { createReportReader } from '../../src/upstream/delivery-report.ts'

const read = (text: string, zone?: string) => createReportReader(zone)([...new URLSearchParams(text)])
const reportOf = (text: string, zone?: string) => {
  const reading = read(text, zone)
  if (!reading.ok) throw new Error(reading.reason)
  return reading.report
}

const whole =
  'sSender=ACME&sMobileNo=213550000001&sStatus=DELIVRD&dtSubmit=2026-11-22 08:00:00&dtDone=2026-11-22 08:00:05' +
  '&sMessageId=7dac1f0e-1b60&iCostPerSms=1&iCharge=1&iMCCMNC=60301&iErrCode=000'

t.test('reads what the provider sends', async (t) => {
  t.strictSame(reportOf(whole), {
    status: 'DELIVRD',
    to: '+213550000001',
    sender: 'ACME',
    upstreamMessageId: '7dac1f0e-1b60',
    error: '000',
    submit: '2026-11-22 08:00:00',
    done: '2026-11-22 08:00:05',
  })
  const { submittedAt, doneAt } = reportOf(whole, 'Africa/Algiers')
  t.strictSame([submittedAt, doneAt], [Date.UTC(2026, 10, 22, 7), Date.UTC(2026, 10, 22, 7, 0, 5)])
})

t.test('is tolerant of names, spellings and absent values', async (t) => {
  const rows: readonly (readonly [text: string, expected: object])[] = [
    ['SSTATUS=delivrd', { status: 'DELIVRD' }],
    ['sStatus=%20DELIVERED%20', { status: 'DELIVRD' }],
    ['sStatus=ACCEPTD', { status: 'ACCEPTED' }],
    ['sStatus=BUFFERED', { status: 'other' }],
    ['sStatus=UNDELIV&sStatus=DELIVRD', { status: 'UNDELIV' }],
    ['sStatus=NULL&sStatus=EXPIRED', { status: 'EXPIRED' }],
    ['sStatus=ACKED&sMessageId=NULL&sMobileNo=&sSender=null', { status: 'ACKED' }],
    ['sStatus=ACKED&sMobileNo=%2B213550000001', { status: 'ACKED', to: '+213550000001' }],
    ['sStatus=ACKED&sMobileNo=00213550000001', { status: 'ACKED', to: '+213550000001' }],
    ['sStatus=ACKED&sMobileNo=ACME', { status: 'ACKED' }],
    ['sStatus=ACKED&sMobileNo=12', { status: 'ACKED' }],
    ['sStatus=ACKED&sMessageId=%C3%A4%20%2F%2B%2541', { status: 'ACKED', upstreamMessageId: 'ä /+%41' }],
    ['sStatus=ACKED&ErrCode=12&sError=13', { status: 'ACKED', error: '12' }],
    [`sStatus=ACKED&iErrCode=${'9'.repeat(500)}`, { status: 'ACKED', error: '9'.repeat(64) }],
  ]
  for (const [text, expected] of rows) t.strictSame(reportOf(text), expected, text)
})

t.test('says what cannot be read', async (t) => {
  t.strictSame(read(''), { ok: false, reason: 'no-status' })
  t.strictSame(read('sMessageId=1&sMobileNo=213550000001'), { ok: false, reason: 'no-status' })
  t.strictSame(read(`sStatus=DELIVRD&sMessageId=${'x'.repeat(257)}`), { ok: false, reason: 'id-too-long' })
  t.equal(reportOf(`sStatus=DELIVRD&sMessageId=${'x'.repeat(256)}`).upstreamMessageId?.length, 256, 'as in an answer')
})

t.test('reads dates in the zone, and leaves alone what is no date', async (t) => {
  const at = (text: string, zone = 'Europe/Berlin') => reportOf(`sStatus=ACKED&dtDone=${text}`, zone).doneAt
  t.equal(at('2026-07-01 12:00:00'), Date.UTC(2026, 6, 1, 10))
  t.equal(at('2026/12/01T12:00'), Date.UTC(2026, 11, 1, 11))
  t.equal(at('20261201120000'), Date.UTC(2026, 11, 1, 11))
  t.equal(at('2026-10-25 02:30:00'), Date.UTC(2026, 9, 25, 0, 30), 'the earlier of two')
  for (const text of [
    '2026-02-30 00:00:00',
    '01-12-2026 12:00:00',
    '2026-12-01 25:00:00',
    'yesterday',
    '0000-00-00 00:00:00',
  ])
    t.equal(at(text), undefined, text)
  const submitted = (text: string) => reportOf(`sStatus=ACKED&dtSubmit=${text}`, 'Europe/Berlin').submittedAt
  t.equal(submitted('2026-07-01 12:00:00'), Date.UTC(2026, 6, 1, 10))
  t.equal(submitted('2026-10-25 02:30:00'), undefined, 'either of two is no evidence')
  t.equal(reportOf('sStatus=ACKED&dtDone=yesterday', 'UTC').done, 'yesterday', 'and the words are kept')
})
