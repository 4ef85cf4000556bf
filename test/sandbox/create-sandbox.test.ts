import { Agent, get } from 'node:http'
import t from 'tap'
import { createSandbox } from '../../sandbox/create-sandbox.ts'
import type { InboxEntry } from '../../sandbox/inbox.ts'
import { bodyOf, exchangeBytes, getBytes, jsonOf } from '../support/raw-client.ts'
import { credential, encodeQuery, sendTarget, startSandbox, validParameters } from './start-sandbox.ts'

const form = encodeQuery(validParameters)
const accepted = /^1701\|\+213550000001\|[0-9a-f-]{36}$/

function post(origin: string, target: string, body: string, type = 'application/x-www-form-urlencoded') {
  const head = `POST ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: ${type}\r\n`
  return exchangeBytes(origin, `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

t.test('a message is taken by GET, by a form and by a POST with a query', async (t) => {
  const { origin, send, inbox } = await startSandbox(t)
  t.match(bodyOf(await send()), accepted)
  t.match(bodyOf(await post(origin, '/bulksms/bulksms', form)), accepted)
  t.match(bodyOf(await post(origin, sendTarget(), '')), accepted)
  t.same(
    inbox.entries().map(({ method }) => method),
    ['POST', 'POST', 'GET'],
  )
})

t.test('a form beside a query is read with it, and a parameter in both is refused', async (t) => {
  const { origin, inbox } = await startSandbox(t)
  const { message, ...others } = validParameters
  const target = `/bulksms/bulksms?message=${message}`
  t.match(bodyOf(await post(origin, target, encodeQuery(others))), accepted)
  t.equal(bodyOf(await post(origin, target, form)), '1702')
  t.equal(bodyOf(await post(origin, '/bulksms/bulksms', JSON.stringify(validParameters), 'application/json')), '1702')
  t.equal(inbox.receivedCount(), 3)
})

t.test('the paths are settings', async (t) => {
  const { origin, answerTo, inbox } = await startSandbox(t, { sendPath: '/send', schedulePath: '/later' })
  t.match(await answerTo({}, '/send'), accepted)
  t.equal(await answerTo({}, '/later'), '1702')
  t.match((await getBytes(origin, sendTarget())).text, /^HTTP\/1\.1 404 /)
  t.equal(inbox.receivedCount(), 2)
})

t.test('GET /inbox shows what arrived, newest first, and DELETE empties it', async (t) => {
  const { origin, send } = await startSandbox(t)
  await send({ type: '2', message: '09950996', dlr: '0' })
  await send({ destination: '+99910000102' })
  await send({ password: 'wrong-secret' })
  const readInbox = async () => jsonOf(await getBytes(origin, '/inbox')) as { received: number; entries: InboxEntry[] }
  const { received, entries } = await readInbox()
  t.equal(received, 3)
  t.match(entries, [
    { answer: '1703', parameters: { username: credential.username, message: 'hello' } },
    { answer: /^1701\|/, fault: 'close-after-request' },
    { answer: /^1701\|/, path: '/bulksms/bulksms', message: { deliveryReport: false, content: { text: 'কখ' } } },
  ])
  t.notOk(entries[0]?.message)
  const emptied = await exchangeBytes(origin, 'DELETE /inbox HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
  t.same(jsonOf(emptied), { received: 0, entries: [] })
  t.same(await readInbox(), { received: 0, entries: [] })
})

t.test('no password is in the inbox or told to onRequest, whatever was wrong with the request', async (t) => {
  const told: InboxEntry[] = []
  const { origin, send } = await startSandbox(t, { onRequest: (entry) => told.push(entry) })
  await send()
  await send({ password: 'canary&secret' })
  await send({ password: 'canary&secret', type: '3' })
  await post(origin, '/bulksms/bulksms', 'password=canary%26secret&Password=canary&PASSWD=canary')
  await getBytes(origin, '/bulksms/bulksms?password=canary&password=canary')
  await getBytes(origin, '/bulksms/bulksms?password=canary%zz')
  const shown = bodyOf(await getBytes(origin, '/inbox')) + JSON.stringify(told)
  t.equal(told.length, 6)
  for (const secret of [credential.password, 'canary']) {
    t.notOk(shown.includes(secret))
    t.notOk(shown.includes(encodeURIComponent(secret)))
  }
})

t.test('GET / explains the sandbox and lists the magic numbers, without its credential', async (t) => {
  const { origin } = await startSandbox(t, { dialect: 'classic' })
  const text = bodyOf(await getBytes(origin, '/'))
  t.match(JSON.parse(text), { dialect: { name: 'classic' }, send: 'GET or POST /bulksms/bulksms' })
  t.ok(text.includes('+99900001706'))
  t.ok(text.includes('+99910000101'))
  t.notOk(text.includes(credential.password))
})

t.test('other paths, methods, and what is too large are refused and reach no inbox', async (t) => {
  const { origin, inbox } = await startSandbox(t)
  const request = (start: string) =>
    exchangeBytes(origin, `${start} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)
  t.match((await request('GET /healthz')).text, /^HTTP\/1\.1 200 [\s\S]*{\n {2}"status": "ok"\n}/)
  t.match((await request('GET /bulksms/moved')).text, /^HTTP\/1\.1 404 /)
  t.match((await request('PUT /bulksms/bulksms')).text, /^HTTP\/1\.1 405 [\s\S]*allow: GET, POST\r\n/)
  t.match((await request('POST /inbox')).text, /^HTTP\/1\.1 405 [\s\S]*allow: GET, DELETE\r\n/)
  t.match((await request('DELETE /')).text, /^HTTP\/1\.1 405 /)
  t.match((await request(`GET /${'x'.repeat(33_000)}`)).text, /^HTTP\/1\.1 414 /)
  t.match((await request(`GET /${'x'.repeat(70_000)}`)).text, /^HTTP\/1\.1 431 /)
  t.match((await post(origin, '/bulksms/bulksms', 'x'.repeat(66_000))).text, /^HTTP\/1\.1 413 /)
  t.equal(inbox.receivedCount(), 0)
})

t.test('1,000 destinations fit one GET', async (t) => {
  const { answerTo, inbox } = await startSandbox(t)
  const numbers = Array.from({ length: 1000 }, (_, index) => `+213550${String(index).padStart(6, '0')}`)
  const tuples = (await answerTo({ destination: numbers.join(',') })).split(',')
  t.same(
    tuples.map((tuple) => tuple.split('|')[1]),
    numbers,
  )
  t.equal(new Set(tuples.map((tuple) => tuple.split('|')[2])).size, 1000)
  t.equal(inbox.receivedCount(), 1)
})

t.test('a connection is kept for the next request', async (t) => {
  const { origin, inbox } = await startSandbox(t)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.teardown(() => agent.destroy())
  const ports = new Set<number | undefined>()
  for (const _ of [1, 2, 3]) {
    await new Promise((resolve, reject) => {
      const request = get(`${origin}${sendTarget()}`, { agent }, (response) => {
        ports.add(response.socket.localPort)
        response.resume().once('end', resolve)
      })
      request.once('error', reject)
    })
  }
  t.equal(ports.size, 1)
  t.equal(inbox.receivedCount(), 3)
})

t.test('close ends hung connections, drips and a shut door, which would last an hour', async (t) => {
  const timings = { holdMs: 3_600_000, shutMs: 3_600_000, slowMs: 3_600_000, dripMs: 10 }
  let arrived = 0
  let allArrived = () => {}
  const arrival = new Promise<void>((resolve) => {
    allArrived = resolve
  })
  const hung = ['+99910000106', '+99910000107', '+99910000108', '+99910000109']
  const onRequest = () => {
    arrived++
    if (arrived === hung.length) allArrived()
  }
  const sandbox = createSandbox({ ...credential, dialect: 'document', timings, onRequest })
  const { origin } = await sandbox.listen({ host: '127.0.0.1', port: 0 })
  const replies = hung.map((destination) => getBytes(origin, sendTarget({ destination })))
  const silent = exchangeBytes(origin, '')
  await arrival
  t.match(bodyOf(await getBytes(origin, sendTarget({ destination: '+99910000119' }))), /^1701\|/)
  await sandbox.close()
  for (const reply of await Promise.all([...replies, silent])) t.match(reply.ending, /^(end|ECONNRESET)$/)
  t.equal(sandbox.inbox.receivedCount(), hung.length + 1)
  t.equal((await getBytes(origin, '/healthz')).ending, 'ECONNREFUSED')
})

t.test('of more than 256 connections held by faults the oldest is reset, and others are served', async (t) => {
  const { send, answerTo, inbox } = await startSandbox(t)
  const hang = () => send({ destination: '+99910000106' })
  const oldest = hang()
  while (!inbox.entries().some(({ fault }) => fault)) await answerTo()
  const before = inbox.receivedCount()
  const held = Array.from({ length: 256 }, hang)
  t.same(await oldest, { text: '', ending: 'ECONNRESET' })
  t.equal(inbox.receivedCount(), before + held.length)
  t.match(await answerTo(), accepted)
})

t.test('a port that is taken is an error of listen', async (t) => {
  const { origin } = await startSandbox(t)
  const second = createSandbox({ ...credential, dialect: 'document' })
  await t.rejects(second.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) }), { code: 'EADDRINUSE' })
  await second.close()
})

t.test('who listens everywhere is told an origin that can be reached', async (t) => {
  const sandbox = createSandbox({ ...credential, dialect: 'document' })
  t.teardown(() => sandbox.close())
  const { origin } = await sandbox.listen({ host: '0.0.0.0', port: 0 })
  t.match(origin, /^http:\/\/127\.0\.0\.1:\d+$/)
  t.match(bodyOf(await getBytes(origin, sendTarget())), accepted)
})
