import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { type ClientOptions, createClient } from '../../clients/typescript/src/client.ts'
import { createKeyedCaller, type GatewayOptions, startGateway, validBody } from '../support/gateway.ts'
import { createLossyRelay, type Passage } from '../support/lossy-relay.ts'
import { type Behaviour, createRawUpstream } from '../support/raw-upstream.ts'

const root = join(import.meta.dirname, '..', '..')

const run = (program: string, ...others: readonly string[]) => promisify(execFile)(program, others)

/** A client, a network that loses answers, a gateway, and an upstream that counts. */
async function start(
  t: Test,
  passages: readonly Passage[] = [],
  options: Partial<ClientOptions> = {},
  settings: GatewayOptions['settings'] = {},
) {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const gateway = await startGateway(t, { origin: upstream.origin, settings })
  const relay = await createLossyRelay(await gateway.listen(), passages)
  t.teardown(relay.close)
  const pauses: number[] = []
  const sleep = async (ms: number) => void pauses.push(ms)
  const client = createClient({ baseUrl: relay.origin, sleep, ...options })
  const keysSent = () => relay.requests.map((headers) => headers['idempotency-key'])
  return { client, relay, upstream, pauses, keysSent }
}

t.test('a message whose answer is lost three times is sent once, under one key', async (t) => {
  const { client, upstream, pauses, keysSent } = await start(t, ['lose', 'cut', 'mask'])
  const result = await client.send(validBody)
  t.match(result, { kind: 'ok', replayed: true, recipients: [{ to: validBody.to[0], outcome: 'accepted' }] })
  t.equal(upstream.requestCount, 1, 'the upstream got one GET')
  t.strictSame(keysSent(), [result.key, result.key, result.key, result.key])
  t.match(result.key, /^[0-9a-f-]{36}$/)
  t.equal(pauses.length, 3)
  t.strictSame(
    [...pauses],
    pauses.toSorted((one, other) => one - other),
    'the pauses grow',
  )
})

t.test('a request that never arrived is repeated, and sent once', async (t) => {
  const { client, upstream } = await start(t, ['refuse'])
  t.match(await client.send(validBody), { kind: 'ok', replayed: false })
  t.equal(upstream.requestCount, 1)
})

t.test('two calls are two messages, with two keys', async (t) => {
  const { client, upstream, keysSent } = await start(t)
  await client.send(validBody)
  await client.send(validBody)
  t.equal(upstream.requestCount, 2)
  t.equal(new Set(keysSent()).size, 2)
})

t.test(
  'without any answer the recipients are unknown, and a later call with the key tells what happened',
  async (t) => {
    const { client, upstream } = await start(t, ['lose', 'lose'], { maxRepeats: 1 })
    const result = await client.send(validBody)
    t.match(result, {
      kind: 'no-answer',
      cause: Error,
      recipients: [{ to: validBody.to[0], outcome: 'unknown', resend: 'forbidden' }],
    })
    t.match(await client.send(validBody, { key: result.key }), { kind: 'ok', replayed: true })
    t.equal(upstream.requestCount, 1)
  },
)

t.test('a problem without recipients does not hide that an earlier answer was lost', async (t) => {
  // The minute has one request, and its answer is lost.
  const options = { totalTimeoutMs: 5_000 }
  const { client, upstream } = await start(t, ['lose'], options, { REQUESTS_PER_MINUTE: '1' })
  t.match(await client.send(validBody), {
    kind: 'problem',
    problem: { code: 'too-many-requests' },
    recipients: [{ to: validBody.to[0], outcome: 'unknown', resend: 'forbidden' }],
  })
  t.equal(upstream.requestCount, 1, 'it was sent')
})

t.test('a key that belongs to another message sends nothing', async (t) => {
  const { client, upstream } = await start(t)
  const key = 'a-key-that-is-used-twice'
  await client.send(validBody, { key })
  t.match(await client.send({ ...validBody, text: 'Another' }, { key }), {
    kind: 'problem',
    problem: { code: 'idempotency-key-reused' },
    recipients: [{ outcome: 'not-attempted', resend: 'after-correction' }],
  })
  t.equal(upstream.requestCount, 1)
})

t.test('an unknown outcome is returned, and never repeated', async (t) => {
  const { client, upstream, relay } = await start(t)
  upstream.behave('reset-after-request')
  t.match(await client.send(validBody), {
    kind: 'problem',
    problem: { code: 'outcome-unknown' },
    recipients: [{ outcome: 'unknown', resend: 'forbidden', error: { code: 'outcome-unknown' } }],
  })
  t.equal(relay.requests.length, 1)
  t.equal(upstream.requestCount, 1)
})

t.test('what was not attempted is repeated under the same key, after the time in Retry-After', async (t) => {
  const opened: number[] = []
  const { client, upstream, keysSent } = await start(t, [], {
    async sleep(ms) {
      opened.push(ms)
      await upstream.open()
    },
  })
  upstream.refuse()
  const result = await client.send(validBody)
  t.match(result, { kind: 'ok', recipients: [{ outcome: 'accepted' }] })
  t.strictSame(opened, [5_000], 'as long as the gateway says')
  t.strictSame(keysSent(), [result.key, result.key])
  t.equal(upstream.requestCount, 1)
})

const answerCode =
  (code: number): Behaviour =>
  ({ answer, request }) =>
    answer(`${code}|${request.query.get('destination')}`)

t.test('a 1709 is safe to send again, but only as a new message, so the client leaves it to the caller', async (t) => {
  const { client, upstream, relay } = await start(t)
  upstream.behave(answerCode(1709))
  const refused = await client.send(validBody)
  t.match(refused, {
    kind: 'problem',
    problem: { code: 'upstream-user-validation-failed', resend: 'safe' },
    recipients: [{ outcome: 'rejected', resend: 'safe' }],
  })
  t.equal(relay.requests.length, 1, 'the same key would only get the same answer')
  const { requestCount } = upstream
  t.equal(requestCount, 3, "the gateway's own two retries")
  upstream.behave(answerCode(1701))
  t.match(await client.send(validBody, { key: refused.key }), { kind: 'problem', replayed: true })
  t.equal(upstream.requestCount, requestCount)
  t.match(await client.send(validBody), { kind: 'ok', replayed: false })
  t.equal(upstream.requestCount, requestCount + 1)
})

t.test('a Retry-After beyond the time limit of the call is left to the caller', async (t) => {
  const { client, upstream, pauses } = await start(t, [], { totalTimeoutMs: 4_000 })
  upstream.refuse()
  t.match(await client.send(validBody), {
    kind: 'problem',
    problem: { code: 'upstream-unreachable' },
    recipients: [{ outcome: 'not-attempted', resend: 'safe' }],
  })
  t.strictSame(pauses, [])
  t.equal(upstream.requestCount, 0)
})

t.test('an invalid message is refused with its violations, and its recipients got nothing', async (t) => {
  const { client, upstream, relay } = await start(t)
  t.match(await client.send({ ...validBody, from: 'A sender too long' }), {
    kind: 'problem',
    problem: { code: 'invalid-request', violations: [{ pointer: '/from' }] },
    recipients: [{ to: validBody.to[0], outcome: 'not-attempted', resend: 'after-correction' }],
  })
  t.equal(relay.requests.length, 1)
  t.equal(upstream.requestCount, 0)
})

t.test('a message is scheduled, previewed, read, listed, and told by the feed', async (t) => {
  const { client, upstream } = await start(t)
  const sendAt = Temporal.Now.instant().add({ hours: 24 }).toString()
  t.match(await client.schedule({ ...validBody, sendAt }), { kind: 'ok', message: { schedule: { cancelable: false } } })
  t.match(await client.preview({ ...validBody, text: 'It’s' }), { kind: 'ok', value: { text: { encoding: 'ucs2' } } })
  upstream.behave('reset-after-request')
  const sent = await client.send({ ...validBody, reference: 'order 42 + 1' })
  if (sent.kind !== 'problem') throw new Error(sent.kind)
  const { id = '' } = sent.problem
  t.match(await client.get(id), { kind: 'ok', value: { status: 'unknown', recipients: [{ attempts: [{}] }] } })
  const filter = { to: '+213550000001', reference: 'order 42 + 1', outcome: 'unknown', limit: 5 } as const
  t.match(await client.list(filter), { kind: 'ok', value: { messages: [{ id }] } })
  const resolution = { outcome: 'accepted', reason: 'The recipient confirmed it', by: 'A. Operator' } as const
  t.match(await client.settle(id, resolution), { kind: 'ok', value: { status: 'accepted' } })
  const events = await client.events({ limit: 500 })
  t.match(events, { kind: 'ok', value: { events: [{}, { type: 'recipient.settled', messageId: id }], next: String } })
  t.match(await client.get('00000000-0000-7000-8000-000000000000'), {
    kind: 'problem',
    problem: { code: 'message-not-found' },
  })
  t.equal(upstream.requestCount, 2)
})

t.test('settling is not repeated when its answer is lost; reading is', async (t) => {
  const { client, upstream, relay } = await start(t, ['pass', 'lose', 'lose'])
  upstream.behave('reset-after-request')
  const sent = await client.send(validBody)
  const id = (sent.kind === 'problem' && sent.problem.id) || ''
  const resolution = { outcome: 'rejected', reason: "It is not in the provider's log", by: 'A. Operator' } as const
  t.match(await client.settle(id, resolution), { kind: 'no-answer' })
  t.equal(relay.requests.length, 2)
  t.match(await client.get(id), { kind: 'ok', value: { recipients: [{ outcome: 'rejected', resend: 'safe' }] } })
  t.equal(relay.requests.length, 4)
})

t.test('an answer of something else is none, and a redirect is not followed', async (t) => {
  const { relay, upstream } = await start(t)
  const astray = createClient({ baseUrl: `${relay.origin}/nothing/` })
  t.match(await astray.send(validBody), { kind: 'problem', recipients: [{ outcome: 'not-attempted' }] })
  const redirected = createClient({ baseUrl: relay.origin, fetch: async () => Response.redirect('http://127.0.0.1:9') })
  t.match(await redirected.send(validBody), { kind: 'no-answer', cause: { message: /^HTTP 302/ } })
  t.equal(upstream.requestCount, 0)
})

t.test('an address that is none is refused at once', async (t) => {
  for (const baseUrl of ['', 'localhost:3000', 'ftp://localhost', 'http://localhost/?a=b']) {
    t.throws(() => createClient({ baseUrl }), { name: 'TypeError', message: /baseUrl must be/ }, baseUrl)
  }
})

t.test('the built package can be installed, and the program of its README compiles and runs', async (t) => {
  const folder = t.testdir({})
  const home = join(folder, 'node_modules', 'bulksms-gateway-client')
  mkdirSync(home, { recursive: true })
  const source = join(root, 'clients', 'typescript')
  await run(join(root, 'node_modules', '.bin', 'tsc'), '-p', source, '--outDir', join(home, 'dist'))
  copyFileSync(join(source, 'package.json'), join(home, 'package.json'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const [, program = ''] = readFileSync(join(source, 'README.md'), 'utf8').match(/```ts\n(.*?)```/s) ?? []
  writeFileSync(join(folder, 'send.ts'), program)
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--ignoreConfig']
  const forNode = ['--target', 'es2023', '--module', 'nodenext', '--types', 'node', '--noEmit']
  await run(join(root, 'node_modules', '.bin', 'tsc'), ...strict, ...forNode, join(folder, 'send.ts'))

  const runAt = async (address: string) => {
    writeFileSync(join(folder, 'send.ts'), program.replace('http://127.0.0.1:3000', address))
    return run(process.execPath, join(folder, 'send.ts'))
  }
  const open = await startGateway(t)
  t.match(await runAt(await open.listen()), { stdout: '+213550000001 accepted \n', stderr: '' })
  const closed = await startGateway(t, { callers: [createKeyedCaller({ name: 'orders', scopes: ['messages:send'] })] })
  t.match(await runAt(await closed.listen()), {
    stdout: '+213550000001 not-attempted after-correction\n',
    stderr: 'A valid API key is required\n',
  })
})
