import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t, { type Test } from 'tap'
import { compileCache } from '../../verify/crash/gateway-child.ts'
import { createKeyedCaller } from '../support/gateway.ts'
import { startProcess } from '../support/gateway-process.ts'
import { createTestCertificate } from '../support/test-certificate.ts'
import { answerJson, makeEvent, secrets, startFeed, startReceiver, startReceiverOn } from './servers.ts'

const root = join(import.meta.dirname, '..', '..')

type Options = { readonly folder: string; readonly receiver: string; readonly gateway: string }

/** Starts the program. Everything of its output is kept. */
function run(t: Test, options: Options, changes: Record<string, string> = {}, ...arguments_: readonly string[]) {
  const child = spawn(process.execPath, [join(root, 'forward', 'main.ts'), ...arguments_], {
    env: {
      FORWARD_URL: options.receiver,
      FORWARD_SECRET: secrets[0],
      FORWARD_GATEWAY_URL: options.gateway,
      FORWARD_API_KEY: 'bsg_orders_k3yk3yk3yk3yk3yk3yk3yk3y',
      FORWARD_FOLDER: options.folder,
      ...compileCache,
      ...changes,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const printing = new EventEmitter()
  const keep = (chunk: string) => {
    output += chunk
    printing.emit('more')
  }
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const printed = async (text: string): Promise<void> => {
    while (!output.includes(text)) await once(printing, 'more')
  }
  return { child, ended, printed, output: () => output }
}

t.test('a kill between the delivery and the position repeats the event with its id, and loses none', async (t) => {
  const feed = await startFeed(t, 5)
  let current: ReturnType<typeof run> | undefined
  const receiver = await startReceiver(t)
  const options = { folder: t.testdir(), receiver: receiver.url, gateway: feed.origin }
  // The forwarder dies after the receiver has the event, and before it learns of that.
  for (const seq of [1, 2, 3, 4, 5]) {
    receiver.behave((response, { event }) => {
      if (event.id !== String(seq)) return response.writeHead(204).end()
      current?.child.kill('SIGKILL')
      return current?.child.once('exit', () => response.destroy())
    })
    current = run(t, options)
    t.equal(await current.ended, 'SIGKILL')
  }
  receiver.behave(204)
  const asked = feed.requests.length
  current = run(t, options)
  await receiver.arrived(10)
  await feed.asked(asked + 2)
  t.strictSame(receiver.ids(), ['1', '1', '2', '2', '3', '3', '4', '4', '5', '5'])
  t.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 5)
  current.child.kill('SIGTERM')
  t.equal(await current.ended, 0)
})

t.test('SIGTERM lets a delivery end and stores it; nothing secret was printed', async (t) => {
  const feed = await startFeed(t, 3)
  let current: ReturnType<typeof run> | undefined
  const receiver = await startReceiver(t, 500, (response) => {
    current?.child.kill('SIGTERM')
    current?.child.once('exit', () => response.destroy())
    setTimeout(() => response.writeHead(200).end(), 100)
  })
  const folder = t.testdir()
  // The first attempt fails, and the second comes after five seconds. It would be slow to wait for more.
  current = run(t, { folder, receiver: receiver.url, gateway: feed.origin })
  t.equal(await current.ended, 0)
  t.strictSame(receiver.ids(), ['1', '1'])
  t.equal(readFileSync(join(folder, 'position.json'), 'utf8'), '{"after":"1"}\n')
  t.match(current.output(), /"event":"1","status":500,"msg":"an event was not taken"/)
  t.notMatch(current.output(), /t0ken|whsec|k3yk3y|213550|127\.0\.0\.1/)
})

t.test('over https the certificate of the receiver is checked', async (t) => {
  const feed = await startFeed(t, 1)
  const certificate = createTestCertificate()
  const receiver = await startReceiverOn(t, createServer(certificate), [])
  const folder = t.testdir({ 'ca.pem': certificate.cert })
  const options = { folder, receiver: receiver.url, gateway: feed.origin }
  const distrustful = run(t, options)
  await distrustful.printed('"event":"1","code":"DEPTH_ZERO_SELF_SIGNED_CERT"')
  distrustful.child.kill('SIGTERM')
  t.equal(await distrustful.ended, 0)
  t.equal(receiver.received.length, 0)
  run(t, options, { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') })
  await receiver.arrived(1)
  t.strictSame(receiver.ids(), ['1'])
})

t.test('a second forwarder in the folder is refused', async (t) => {
  const feed = await startFeed(t, 0)
  const receiver = await startReceiver(t)
  const options = { folder: t.testdir(), receiver: receiver.url, gateway: feed.origin }
  const first = run(t, options)
  await feed.asked(1)
  const second = run(t, options)
  t.equal(await second.ended, 1)
  t.match(second.output(), /another forwarder uses the folder/)
  first.child.kill('SIGKILL')
  await first.ended
  run(t, options)
  await feed.asked(2)
})

for (const status of [401, 403]) {
  t.test(`${status} of the gateway is a clear error and exit code 2`, async (t) => {
    const feed = await startFeed(t, 1)
    feed.answerNext(answerJson(status, {}))
    const receiver = await startReceiver(t)
    const { ended, output } = run(t, { folder: t.testdir(), receiver: receiver.url, gateway: feed.origin })
    t.equal(await ended, 2)
    t.match(output(), `the gateway answers ${status}: FORWARD_API_KEY must be a valid key with the scope messages:read`)
    t.notMatch(output(), /k3yk3y/)
  })
}

t.test('wrong settings and arguments stop it with one message', async (t) => {
  const options = { folder: t.testdir(), receiver: 'http://crm.example', gateway: 'nowhere' }
  const wrong = run(t, options)
  t.equal(await wrong.ended, 1)
  t.match(wrong.output(), /^The forwarder cannot go on:\n {2}- FORWARD_URL .*\n {2}- FORWARD_GATEWAY_URL .*\n$/)
  const unknown = run(t, options, {}, '--repaly', 'x')
  t.equal(await unknown.ended, 1)
  t.match(unknown.output(), 'the only argument is --replay FILE')
})

t.test('a replay sends the dead letters again, and keeps what fails again', async (t) => {
  const folder = t.testdir()
  const dead = join(folder, 'dead-letters.jsonl')
  const letters = [1, 2, 3].map((seq) => `${JSON.stringify({ webhookId: 'old', event: makeEvent(seq) })}\n`)
  writeFileSync(dead, letters.join(''))
  const receiver = await startReceiver(t, 204, 500, 204)
  const options = { folder, receiver: receiver.url, gateway: 'http://127.0.0.1:9' }
  const same = run(t, options, {}, '--replay', dead)
  t.equal(await same.ended, 1)
  t.match(same.output(), /rename .*dead-letters.jsonl first/)
  const old = join(folder, 'replay.jsonl')
  renameSync(dead, old)
  const again = run(t, options, {}, '--replay', old)
  t.equal(await again.ended, 1)
  t.match(again.output(), /"taken":2,"failed":1,"left":0,"unreadable":0/)
  t.strictSame(receiver.ids(), ['1', '2', '3'])
  t.match(receiver.received[1]?.headers, { 'webhook-id': 'evt_2_019ab7e2-5c1d-7d3e-8f60-000000000002' })
  t.match(JSON.parse(readFileSync(dead, 'utf8')), { status: 500, event: { id: '2' } })
  renameSync(dead, old)
  t.equal(await run(t, options, {}, '--replay', old).ended, 0)
  t.notOk(existsSync(dead))
  t.strictSame(receiver.ids(), ['1', '2', '3', '2'])
})

t.test('the receiver of docs/forwarding.md verifies events, knows repeats, and refuses forgeries', async (t) => {
  const page = readFileSync(join(root, 'docs', 'forwarding.md'), 'utf8')
  const [, program = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? []
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    // Where it finds the package.
    cwd: root,
    env: { PORT: '0', WEBHOOK_SECRET: secrets[0] },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const nextLine = async (): Promise<string> => String((await lines.next()).value)
  const receiver = `http://127.0.0.1:${/listening on (\d+)/.exec(await nextLine())?.[1]}/`
  const feed = await startFeed(t, 3)
  const folder = t.testdir()
  const first = run(t, { folder, receiver, gateway: feed.origin })
  for (const { type, messageId } of feed.events) t.equal(await nextLine(), `${type} ${messageId}`)
  await feed.asked(2)
  first.child.kill('SIGTERM')
  t.equal(await first.ended, 0)

  const forged = await fetch(receiver, { method: 'POST', body: JSON.stringify(makeEvent(9)) })
  t.equal(forged.status, 400)
  // Signed by somebody else, then a repeat, then one more.
  const stranger = run(t, { folder: t.testdir(), receiver, gateway: feed.origin }, { FORWARD_SECRET: secrets[1] })
  await stranger.printed('"event":"1","status":400')
  stranger.child.kill('SIGTERM')
  t.equal(await stranger.ended, 0)
  writeFileSync(join(folder, 'position.json'), '{"after":"1"}')
  feed.events.push(makeEvent(4))
  run(t, { folder, receiver, gateway: feed.origin })
  t.equal(await nextLine(), `recipient.delivered ${makeEvent(4).messageId}`)
})

t.test('the events of a real gateway with keys reach the receiver', async (t) => {
  const orders = createKeyedCaller({ name: 'orders', scopes: ['messages:send', 'messages:read'] })
  const folder = t.testdir({ 'keys.json': JSON.stringify({ callers: [orders.entry] }) })
  const address = await startProcess(t, { API_KEYS_FILE: join(folder, 'keys.json') }).listening()
  const receiver = await startReceiver(t)
  const forwarder = run(
    t,
    { folder: join(folder, 'forward'), receiver: receiver.url, gateway: address },
    { FORWARD_API_KEY: orders.key },
  )
  const answer = await fetch(`${address}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...orders.headers },
    body: JSON.stringify({ to: ['+213550000001'], from: 'ACME', text: 'Hello', reference: 'order-42' }),
  })
  const { id } = (await answer.json()) as { id: string }
  await receiver.arrived(1)
  const [first] = receiver.received
  t.match(first?.event, { type: 'recipient.delivered', messageId: id, reference: 'order-42', to: '+213550000001' })
  t.equal(first?.headers['webhook-id'], `evt_${first?.event.id}_${id}`)
  forwarder.child.kill('SIGTERM')
  t.equal(await forwarder.ended, 0)
  const wrong = run(t, { folder: join(folder, 'other'), receiver: receiver.url, gateway: address })
  t.equal(await wrong.ended, 2)
})
