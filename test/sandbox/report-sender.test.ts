import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { magicNumbers } from '../../sandbox/magic-numbers.ts'
import { type ReportScriptName, reportScripts } from '../../sandbox/report-scripts.ts'
import { createReportSender } from '../../sandbox/report-sender.ts'
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
    response.writeHead(statuses[Math.min(received.length, statuses.length) - 1] ?? 200).end()
    arrived()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/delivery-reports/secret`
  const count = async (wanted: number) => {
    while (received.length < wanted) await new Promise<void>((resolve) => (arrived = resolve))
  }
  return { url, received, count }
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
  await sender.send(message, [{ status: 'DELIVRD', at: 1 }])
  await count(4)
  await new Promise((resolve) => setTimeout(resolve, 10 * unitMs))
  t.equal(received.length, 4)
  sender.close()
})

t.test('what is due at once is there before the answer, and close forgets the rest', async (t) => {
  const { url, received } = await startReceiver(t, 202)
  const sender = createReportSender(() => url, unitMs)
  await sender.send(message, [
    { status: 'DELIVRD', at: 0 },
    { status: 'ENROUTE', at: 20 },
  ])
  t.equal(received.length, 1)
  sender.close()
  await new Promise((resolve) => setTimeout(resolve, 30 * unitMs))
  t.equal(received.length, 1)
})

t.test('each magic number is followed by the reports of its script', async (t) => {
  for (const [name, script] of Object.entries(reportScripts)) {
    const { url, received, count } = await startReceiver(t)
    const { send } = await startSandbox(t, { timings: { reportUnitMs: 1 }, deliveryReportsUrl: () => url })
    const number = magicNumbers.find((magic) => magic.name === (name as ReportScriptName))?.number ?? ''
    await send({ destination: number, dlr: '1' })
    await count(script.length)
    t.same(received.map(({ form }) => form.get('sStatus')).sort(), script.map(({ status }) => status).sort(), name)
    for (const { method, form } of received) {
      t.equal(method, name === 'report-by-get' ? 'GET' : 'POST')
      const id = form.get('sMessageId') ?? ''
      t.match(
        id,
        name === 'report-without-id' ? /^NULL$/ : name === 'report-upper-case' ? /^[0-9A-F-]{36}$/ : /^[0-9a-f-]{36}$/,
      )
    }
  }
})

t.test('nothing is reported that was not asked for, refused or scheduled', async (t) => {
  const { url, received, count } = await startReceiver(t)
  const { send } = await startSandbox(t, { timings: { reportUnitMs: 1 }, deliveryReportsUrl: () => url })
  await send({ destination: '+213550000001', dlr: '0' })
  await send({ destination: '+99900001706', dlr: '1' })
  await send({ destination: '+213550000002', dlr: '1' })
  await count(2)
  t.strictSame([...new Set(received.map(({ form }) => form.get('sMobileNo')))], ['213550000002'])
})
