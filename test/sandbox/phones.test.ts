import t from 'tap'
import { listPhoneMessages } from '../../sandbox/phones.ts'
import { createClock } from './report-clock.ts'
import { startSandbox } from './start-sandbox.ts'

t.test('a request becomes one message for each number, with the part of the answer about it', async (t) => {
  const { send, inbox } = await startSandbox(t)
  await send({ destination: '+213550000001,99900001706,abc', dlr: '0' })
  const [taken, refused, unusable, ...others] = listPhoneMessages(inbox.entries())
  t.match(taken, { to: '+213550000001', text: 'hello', from: 'ACME', isTaken: true, isReportRequested: false })
  t.match(refused, { to: '+99900001706', isTaken: false, answer: /^1706\|/ })
  t.match(unusable, { to: 'abc', isTaken: false, answer: '1706|NA' })
  t.strictSame(others, [])
})

t.test('whether the provider took a message follows from the answer, whatever its form', async (t) => {
  const { send, inbox } = await startSandbox(t)
  for (const [number, isTaken] of [
    ['99910000001', true],
    ['99910000003', false],
    ['99910000005', false],
    ['99910000008', false],
    ['99910000019', true],
    ['99910000017', false],
    ['99910000023', true],
  ] as const) {
    await send({ destination: number })
    t.match(listPhoneMessages(inbox.entries())[0], { to: `+${number}`, isTaken }, number)
  }
})

t.test('a scheduled message is taken at once, in every dialect', async (t) => {
  const schedule = { date: '12/24/2030', time: '06:30 pm', gmt: '+01:00' }
  const later = await startSandbox(t)
  await later.send(schedule, '/bulksms/schedulemsg')
  t.match(listPhoneMessages(later.inbox.entries()), [{ isTaken: true, sendAt: '2030-12-24T17:30:00.000Z' }])
})

t.test('a taken number says why no report of it follows, and a refused one does not', async (t) => {
  const deliveryReportsUrl = () => 'http://127.0.0.1:9'
  const { send, inbox } = await startSandbox(t, { clock: createClock('2026-12-01T00:00:00Z'), deliveryReportsUrl })
  const list = { destination: '+213550000001,99900001706', dlr: '1', time: '06:00 pm', gmt: '+00:00' }
  const reasons = () => listPhoneMessages(inbox.entries()).map(({ notReported }) => notReported)
  await send({ ...list, date: '12/31/2026' })
  t.strictSame(reasons(), ['too-far', undefined])
  inbox.clear()
  await send({ ...list, date: '12/02/2026' })
  t.strictSame(reasons(), [undefined, undefined])
})

t.test('a request that was refused as a whole reached no phone', async (t) => {
  const { send, inbox } = await startSandbox(t)
  await send({ password: 'wrong' })
  t.equal(inbox.entries().length, 1)
  t.strictSame(listPhoneMessages(inbox.entries()), [])
})
