import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mock } from 'node:test'
import t, { type Test } from 'tap'
import { magicNumbers } from '../../sandbox/magic-numbers.ts'
import type { ReportScriptName } from '../../sandbox/report-scripts.ts'
import { createReportSender, maxPending, maxPostponed, maxTimerMs } from '../../sandbox/report-sender.ts'
import { createClock } from './report-clock.ts'
import { startSandbox } from './start-sandbox.ts'

/** A receiver that collects what it gets, and answers with the next status; the last one stays. */
async function startReceiver(t: Test, ...statuses: readonly number[]) {
  const received: { readonly method: string; readonly form: URLSearchParams }[] = []
  let arrived = () => {}
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const query = (request.url ?? '').split('?')[1] ?? ''
    received.push({ method: request.method ?? '', form: new URLSearchParams(body || query) })
    const status = statuses[Math.min(received.length, statuses.length) - 1] ?? 200
    // 0: no answer.
    if (status !== 0) response.writeHead(status).end()
    arrived()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/delivery-reports/secret`
  const count = async (wanted: number) => {
    while (received.length < wanted) await new Promise<void>((resolve) => (arrived = resolve))
  }
  return { url, received, count }
}

/** Timers that only a test moves on. */
function mockTimers(t: Test): typeof mock.timers {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
  return mock.timers
}

const message = { source: 'ACME', digits: '213550000001', id: 'abcd-1', submittedAt: new Date(0) }
const unitMs = 10

t.test('a report has the parameters of the provider', async (t) => {
  const { url, received, count } = await startReceiver(t)
  const sender = createReportSender(() => url, unitMs)
  await sender.send(message, [{ status: 'DELIVRD', at: 1 }])
  await count(1)
  t.match(Object.fromEntries(received[0]?.form ?? []), {
    sSender: 'ACME',
    sMobileNo: '213550000001',
    sStatus: 'DELIVRD',
    sMessageId: 'abcd-1',
    dtSubmit: '1970-01-01 00:00:00',
    dtDone: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
    iErrCode: '000',
  })
  sender.close()
})

t.test('what is not taken is sent again three times, and then no more', async (t) => {
  const { url, received, count } = await startReceiver(t, 500, 404, 302, 500, 200)
  const sender = createReportSender(() => url, unitMs)
  await sender.send(message, [{ status: 'DELIVRD', at: 0 }])
  await count(4)
  // The fourth answer was written before this report was sent, so it has been read.
  await sender.send(message, [{ status: 'ENROUTE', at: 0 }])
  mockTimers(t).tick(1_000 * unitMs)
  await sender.send(message, [{ status: 'ACKED', at: 0 }])
  t.strictSame(
    received.map(({ form }) => form.get('sStatus')),
    ['DELIVRD', 'DELIVRD', 'DELIVRD', 'DELIVRD', 'ENROUTE', 'ACKED'],
  )
  sender.close()
})

t.test('close ends what is under way: nothing is sent again', async (t) => {
  const { url, received, count } = await startReceiver(t, 0)
  const sender = createReportSender(() => url, 1)
  const sending = sender.send(message, [{ status: 'DELIVRD', at: 0 }])
  await count(1)
  sender.close()
  await sending
  await sender.send(message, [{ status: 'DELIVRD', at: 0 }])
  t.equal(received.length, 1)
})

t.test('what is due at once is there before the answer, and close forgets the rest', async (t) => {
  const { url, received } = await startReceiver(t, 202)
  const timers = mockTimers(t)
  const sender = createReportSender(() => url, unitMs)
  await sender.send(message, [
    { status: 'DELIVRD', at: 0 },
    { status: 'ENROUTE', at: 20 },
  ])
  t.equal(received.length, 1)
  sender.close()
  timers.tick(1_000 * unitMs)
  const other = createReportSender(() => url, unitMs)
  await other.send(message, [{ status: 'ACKED', at: 0 }])
  t.strictSame(
    received.map(({ form }) => form.get('sStatus')),
    ['DELIVRD', 'ACKED'],
  )
  other.close()
})

t.test('reports that are due together after a pause arrive in their order', async (t) => {
  const { url, received, count } = await startReceiver(t)
  const timers = mockTimers(t)
  const sender = createReportSender(() => url, unitMs)
  const statuses = Array.from({ length: 20 }, (_, index) => `STATUS-${index}`)
  await sender.send(
    message,
    statuses.map((status, index) => ({ status, at: index + 1 })),
  )
  timers.tick(1_000 * unitMs)
  await count(statuses.length)
  t.strictSame(
    received.map(({ form }) => form.get('sStatus')),
    statuses,
  )
  sender.close()
})

/** The reports that follow each magic number, in the order of their arrival: status, form of the id, and `GET`. */
const sequences: Readonly<Record<ReportScriptName, readonly string[]>> = {
  'report-undelivered': ['ENROUTE', 'UNDELIV'],
  'report-rejected': ['ENROUTE', 'REJECTD'],
  'report-expired': ['ENROUTE', 'EXPIRED'],
  'report-deleted': ['ENROUTE', 'DELETED'],
  'report-unknown': ['ENROUTE', 'UNKNOWN'],
  'report-acked': ['ACKED'],
  'report-accepted': ['ACCEPTED'],
  'report-late': ['DELIVRD'],
  'report-repeated': ['DELIVRD', 'DELIVRD', 'DELIVRD'],
  'report-out-of-order': ['DELIVRD', 'ENROUTE'],
  'report-before-answer': ['DELIVRD'],
  'report-upper-case': ['DELIVRD upper'],
  'report-conflict': ['DELIVRD', 'UNDELIV'],
  'report-unknown-status': ['BUFFERED'],
  'report-alias': ['DELIVERED'],
  'report-by-get': ['DELIVRD GET'],
  'report-without-id': ['DELIVRD none'],
  'report-never': [],
  'report-after-reset': ['DELIVRD'],
}

const formOfId = (id: string): string => (id === 'NULL' ? 'none' : /[A-F]/.test(id) ? 'upper' : 'lower')

t.test('each magic number is followed by its reports, and so is an ordinary number', async (t) => {
  const { url, received, count } = await startReceiver(t)
  const { answerTo, send } = await startSandbox(t, { timings: { reportUnitMs: 20 }, deliveryReportsUrl: () => url })
  const ordinary = { number: '+213550000009', expected: ['ENROUTE', 'DELIVRD'] }
  const rows = Object.entries(sequences).map(([name, expected]) => ({
    number: magicNumbers.find((magic) => magic.name === name)?.number ?? '',
    expected,
  }))
  for (const { number, expected } of [...rows, ordinary]) {
    received.length = 0
    await send({ destination: number, dlr: '1' })
    if (number.endsWith('211')) t.equal(received.length, 1, 'the report is there before the answer')
    await count(expected.length)
    // The reports of another number would come next.
    await answerTo({ destination: '+99900001706', dlr: '1' })
    const seen = received.map(({ method, form }) => {
      const id = formOfId(form.get('sMessageId') ?? '')
      return [form.get('sStatus'), ...(id === 'lower' ? [] : [id]), ...(method === 'GET' ? ['GET'] : [])].join(' ')
    })
    t.strictSame(seen, expected, number)
  }
})

t.test('nothing is reported that was not asked for, refused or answered by a fault', async (t) => {
  const { url, received, count } = await startReceiver(t)
  const { send, answerTo } = await startSandbox(t, { timings: { reportUnitMs: 1 }, deliveryReportsUrl: () => url })
  await answerTo({ destination: '+213550000001', dlr: '0' })
  await answerTo({ destination: '+99900001706', dlr: '1' })
  const fault = magicNumbers.find(({ name }) => name === 'reset-after-request')?.number ?? ''
  await send({ destination: fault, dlr: '1' })
  await answerTo({ destination: '+213550000002', dlr: '1' })
  await count(2)
  t.strictSame([...new Set(received.map(({ form }) => form.get('sMobileNo')))], ['213550000002'])
})

t.test('every id of a long message is reported', async (t) => {
  const { url, received, count } = await startReceiver(t)
  const { answerTo } = await startSandbox(t, { timings: { reportUnitMs: 1 }, deliveryReportsUrl: () => url })
  await answerTo({ destination: magicNumbers.find(({ name }) => name === 'several-ids')?.number ?? '', dlr: '1' })
  await count(4)
  t.equal(new Set(received.map(({ form }) => form.get('sMessageId'))).size, 2)
})

const scheduled = { dlr: '1', date: '12/24/2026', time: '06:00 pm', gmt: '+01:00' }

for (const dialect of ['document', 'classic'] as const) {
  t.test(`a scheduled message is reported after its time, in the dialect ${dialect}`, async (t) => {
    const { url, received, count } = await startReceiver(t)
    const clock = createClock('2026-12-01T00:00:00Z')
    const { answerTo, inbox } = await startSandbox(t, { dialect, clock, deliveryReportsUrl: () => url })
    const { date, time, ...others } = scheduled
    const schedule = dialect === 'classic' ? { scheduledate: date, scheduletime: time } : { date, time }
    const destination = '+213550000003,+99910000201,+99900001706'
    const answer = await answerTo({ destination, ...others, ...schedule })
    t.equal(clock.timers.size, 2, 'one for each accepted number')
    t.notOk(inbox.entries()[0]?.notReported)
    clock.moveTo('2026-12-24T16:59:59.999Z')
    t.equal(clock.timers.size, 2)
    clock.moveTo('2026-12-24T17:00:00Z')
    clock.moveTo('2026-12-24T17:00:00.200Z')
    await count(2)
    clock.moveTo('2026-12-24T17:00:01Z')
    await count(4)
    t.equal(clock.timers.size, 0)
    const seen = received.map(({ form }) => `${form.get('sMobileNo')} ${form.get('sStatus')}`)
    t.strictSame(seen.sort(), [
      '213550000003 DELIVRD',
      '213550000003 ENROUTE',
      '99910000201 ENROUTE',
      '99910000201 UNDELIV',
    ])
    for (const { form } of received) {
      t.ok(answer.includes(form.get('sMessageId') ?? 'none'), 'the id of the answer')
      t.equal(form.get('dtSubmit'), '2026-12-24 17:00:00')
      t.match(form.get('dtDone'), /^2026-12-24 17:00:0[01]$/)
    }
  })
}

t.test('a scheduled time that has passed is reported at once', async (t) => {
  const { url, received, count } = await startReceiver(t)
  const clock = createClock('2027-01-01T00:00:00Z')
  const { answerTo } = await startSandbox(t, { clock, deliveryReportsUrl: () => url })
  await answerTo(scheduled)
  clock.moveTo('2027-01-01T00:00:00Z')
  clock.moveTo('2027-01-01T00:00:01Z')
  await count(2)
  t.equal(received.length, 2)
})

t.test('the inbox says which scheduled messages are not reported: too far, or too many', async (t) => {
  const { url } = await startReceiver(t)
  const clock = createClock('2026-12-01T00:00:00Z')
  const { answerTo, inbox } = await startSandbox(t, { clock, deliveryReportsUrl: () => url })
  const last = () => inbox.entries()[0]?.notReported
  const far = new Date(clock.nowMs() + maxTimerMs)
  t.equal(far.toISOString().slice(0, 16), '2026-12-25T20:31')
  await answerTo({ ...scheduled, date: '12/25/2026', time: '08:31 pm', gmt: '+00:00' })
  t.equal(last(), undefined)
  await answerTo({ ...scheduled, date: '12/25/2026', time: '08:32 pm', gmt: '+00:00' })
  t.equal(last(), 'too-far')
  t.equal(clock.timers.size, 1)
  const list = Array.from({ length: 1_000 }, (_, index) => `+2135500${String(index).padStart(5, '0')}`).join()
  for (const expected of [undefined, undefined, 'too-many']) {
    await answerTo({ ...scheduled, destination: list })
    t.equal(last(), expected)
  }
  t.equal(clock.timers.size, 2_001)
  t.ok(clock.timers.size + 1_000 > maxPostponed)
  await answerTo({ ...scheduled, dlr: '0', destination: list })
  t.equal(last(), undefined, 'reports were not asked for')
})

t.test('close forgets scheduled messages, and what comes after it', async (t) => {
  const clock = createClock('2026-12-01T00:00:00Z')
  const sender = createReportSender(() => 'http://127.0.0.1:9', 1, clock)
  const { submittedAt: _, ...unsent } = message
  sender.postpone({ ...unsent, sendAtMs: clock.nowMs() + 1_000 }, [{ status: 'DELIVRD', at: 0 }])
  t.equal(clock.timers.size, 1)
  sender.close()
  sender.postpone({ ...unsent, sendAtMs: clock.nowMs() + 1_000 }, [{ status: 'DELIVRD', at: 0 }])
  t.equal(clock.timers.size, 0)
})

t.test('reports that are dropped are announced by one warning', async (t) => {
  const sender = createReportSender(() => 'http://127.0.0.1:9', 1, createClock('2026-12-01T00:00:00Z'))
  const warnings: Error[] = []
  const keep = (warning: Error) => void warnings.push(warning)
  process.on('warning', keep)
  t.teardown(() => process.off('warning', keep))
  const warned = once(process, 'warning')
  for (let count = 0; count < maxPending + 2; count++) await sender.send(message, [{ status: 'DELIVRD', at: 1 }])
  await warned
  sender.close()
  t.strictSame(
    warnings.map(({ message }) => message),
    ['delivery reports are dropped: more than 10000 wait in the sandbox'],
  )
})
