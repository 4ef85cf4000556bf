import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { magicNumbers } from '../sandbox/magic-numbers.ts'
import { formatKeyHash, hashSecret, parseApiKey } from '../src/callers/api-key.ts'
import { startSandbox } from './sandbox/start-sandbox.ts'
import { type GatewayProcess, startProcess } from './support/gateway-process.ts'
import { exchangeRaw, formatRequest } from './support/raw-answers.ts'
import { answerWith, createRawUpstream, endWith, type RawExchange } from './support/raw-upstream.ts'
import { createTestCertificate } from './support/test-certificate.ts'

/** What must not come out. The number's digits are looked for without their `+`, so that any sign before them counts. */
const canaries = {
  username: 'kanarienvogel@user&name',
  password: 'p@ss&w+rd#%"\\é canary',
  text: 'Geheim "4711" & käfig',
  number: '213661234567',
  reference: 'ref-kanarie-42',
  key: `bsg_kanarie42_${'Kanarienvogel-'.repeat(4).slice(0, 43)}`,
  extraParameter: 'zus@tzwert&geheim',
  accountPassword: 'zw3ites&p@sswort/é',
} as const
type CanaryName = keyof typeof canaries

/** Every spelling in which a text commonly travels. */
function spellings(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  const url = encodeURIComponent(text)
  const base64Core = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(offset === 0 ? 0 : offset + 1, Math.floor(((offset + bytes.length) * 8) / 6)),
  )
  const raw = [
    text,
    url,
    url.replace(/%../g, (code) => code.toLowerCase()),
    encodeURIComponent(url),
    encodeURI(text),
    new URLSearchParams({ a: text }).toString().slice(2),
    url.replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    ...base64Core,
    ...base64Core.map((core) => core.replaceAll('+', '-').replaceAll('/', '_')),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase(),
    bytes.toString('latin1'),
  ]
  const json = (value: string) => JSON.stringify(value).slice(1, -1)
  return [...new Set(raw.flatMap((form) => [form, json(form), json(json(form))]))]
}

/** The canaries that occur in the output in any spelling. */
function findCanaries(output: string, names: readonly CanaryName[] = Object.keys(canaries) as CanaryName[]) {
  return names.flatMap((name) =>
    spellings(canaries[name])
      .filter((form) => output.includes(form))
      .map((form) => `${name}: ${form}`),
  )
}

t.test('the detector finds a planted canary in every spelling', async (t) => {
  for (const name of Object.keys(canaries) as CanaryName[]) {
    for (const form of spellings(canaries[name])) {
      t.ok(findCanaries(`{"level":"info","msg":"before ${form} after"}`).length > 0, `${name}: ${form}`)
    }
    const basic = Buffer.from(`alice:${canaries[name]}`).toString('base64')
    t.ok(findCanaries(basic, [name]).length > 0, `${name} behind a name, in base64`)
    t.ok(findCanaries(JSON.stringify({ a: [canaries[name]] }), [name]).length > 0)
  }
  t.strictSame(findCanaries('{"level":"info","to":["+2136*****67"],"msg":"request completed"}'), [])
})

const number = `+${canaries.number}`
const valid = { to: [number], from: 'ACME', text: canaries.text, reference: canaries.reference }
const json = 'Content-Type: application/json\r\n'
const bearer = `Authorization: Bearer ${canaries.key}\r\n`

/** A file in which the canary's key is that of a caller, whose own account has a canary for its password. */
function writeKeysFile(t: Test, account: object): string {
  const directory = t.testdir({ password: canaries.accountPassword })
  const key = parseApiKey(canaries.key)
  if (key === undefined) throw new Error('The canary is no key')
  const createdAt = '2026-11-22T08:00:00Z'
  const entry = {
    name: 'canary',
    scopes: ['messages:send', 'messages:read', 'operations'],
    keys: [{ id: key.id, hash: formatKeyHash(hashSecret(key.secret)), createdAt }],
    ...account,
  }
  const file = join(directory, 'keys.json')
  writeFileSync(file, JSON.stringify({ callers: [entry] }))
  return file
}

type Driven = {
  readonly gateway: GatewayProcess
  readonly address: string
  readonly answers: string[]
  readonly journalDir: string
}

/** A live gateway at the most verbose log level, and its answers. */
async function startLive(t: Test, origin: string, environment: Record<string, string> = {}): Promise<Driven> {
  const journalDir = mkdtempSync(join(tmpdir(), 'bulksms-canary-'))
  t.teardown(() => rmSync(journalDir, { recursive: true, force: true }))
  const gateway = startProcess(t, {
    DATABASE_URL: `sqlite:${join(journalDir, 'journal.db')}`,
    UPSTREAM_URL: origin,
    UPSTREAM_USERNAME: canaries.username,
    UPSTREAM_PASSWORD: canaries.password,
    UPSTREAM_EXTRA_PARAMETERS: `token=${encodeURIComponent(canaries.extraParameter)}`,
    AUTH: 'off',
    // The same text is sent to the same number repeatedly, regardless of earlier outcomes.
    DUPLICATE_FENCE_MS: '0',
    LOG_LEVEL: 'trace',
    UPSTREAM_MAX_RETRIES: '0',
    ...environment,
  })
  return { gateway, address: await gateway.listening(), answers: [], journalDir }
}

async function send({ address, answers }: Driven, body: unknown, route = '/messages', more = ''): Promise<number> {
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  const got = await exchangeRaw(
    address,
    formatRequest({ line: `POST ${route} HTTP/1.1`, headers: json + more, body: payload }),
  )
  answers.push(...got.map(({ headers, text }) => JSON.stringify(headers) + text))
  return got[0]?.status ?? 0
}

const secretNames = ['username', 'password', 'extraParameter', 'text', 'key', 'accountPassword'] as const

/** Ends the gateway and looks through everything it has said. */
async function checkSilence(t: Test, { gateway, address, answers, journalDir }: Driven, origin: string): Promise<void> {
  const apart = gateway.logLines().find(({ msg }) => msg === 'serving metrics')
  const metrics = await (await fetch(String(apart?.['address'] ?? `${address}/metrics`))).text()
  t.match(metrics, 'bulksms_gateway_sends_total')
  t.strictSame(findCanaries(metrics), [], 'the metrics name nobody')
  t.notOk(metrics.includes(new URL(origin).host), 'nor the upstream')
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
  const logs = gateway.stdout() + gateway.stderr()
  t.ok(
    gateway.logLines().some(({ msg }) => msg === 'upstream request'),
    'the log has something to say',
  )
  t.ok(answers.length > 0)
  t.strictSame(findCanaries(logs), [])
  t.notOk(logs.includes(new URL(origin).host), 'the log does not name the upstream')
  const said = answers.join('\n')
  // The caller's own numbers and reference come back to it; nothing else does.
  t.strictSame(findCanaries(said, secretNames), [])
  t.notOk(said.includes(new URL(origin).host), 'no answer names the upstream')
  t.notMatch(said, /bulksms\/(bulksms|schedulemsg)\?/)
  const kept = readdirSync(journalDir).map((name) => readFileSync(join(journalDir, name), 'latin1'))
  t.ok(kept.join('').includes(canaries.number), 'the journal has the messages')
  t.strictSame(findCanaries(kept.join('\n'), secretNames), [], 'and no text of any')
}

t.test('a send reveals no canary, whatever the upstream does', async (t) => {
  const upstream = await createRawUpstream({ timings: { slowMs: 1, dripMs: 5, holdMs: 5_000 } })
  t.teardown(upstream.close)
  // Half of it is for the start, on a machine that may be busy; three faults last for all of it.
  const driven = await startLive(t, upstream.origin, { UPSTREAM_TIMEOUT_MS: '2000' })
  /** An upstream that echoes everything it received. */
  const echo = (format: (target: string) => string) => (exchange: RawExchange) =>
    exchange.end(format(exchange.request.line.split(' ')[1] ?? ''))
  const faults = magicNumbers.flatMap((magic) =>
    magic.kind === 'fault' && !['refuse-next', 'reset-next'].includes(magic.name) ? [magic.name] : [],
  )
  const echoes = [
    echo((target) => `HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\n\r\n<html>${target}</html>`),
    echo((target) => `HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n1701|${target}`),
    echo((target) => `HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1${target}\r\nContent-Length: 0\r\n\r\n`),
    echo((target) => `HTTP/1.1 200 OK\r\nBroken ${target}\r\n\r\n`),
    echo((target) => `HTTP/1.1 200 OK\r\nX\0Y: ${decodeURIComponent(target)}\r\n\r\n`),
    echo((target) => `GARBAGE ${target} HTTP/9\r\n\r\n`),
    echo((target) => `HTTP/1.1 200 OK\r\nContent-Length: ${target}\r\n\r\n`),
    echo((target) => `HTTP/1.1 200 ${target}\r\nTransfer-Encoding: chunked\r\n\r\nzz${target}\r\n`),
    echo((target) => `HTTP/1.1 200 OK\r\nSet-Cookie: a=${decodeURIComponent(target)}\r\nContent-Length: 9\r\n\r\n1`),
  ]
  let expected = 0
  for (const behaviour of [...(faults as 'slow'[]), ...echoes, answerWith(`1706|${number}`), endWith('')]) {
    upstream.behave(behaviour)
    t.ok((await send(driven, valid)) >= 200)
    expected++
  }
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  upstream.behave('chunked')
  t.equal(await send(driven, { ...valid, sendAt }, '/scheduled-messages'), 201)
  t.equal(await send(driven, valid, '/messages/preview'), 200)
  driven.answers.pop()
  t.equal(upstream.requestCount, expected + 1)
  await checkSilence(t, driven, upstream.origin)
})

t.test('no canary comes out of a send to every code and shape', async (t) => {
  const { username, password } = canaries
  const sandbox = await startSandbox(t, { username, password })
  const driven = await startLive(t, sandbox.origin)
  const numbers = magicNumbers.flatMap(({ kind, number }) => (kind === 'code' || kind === 'shape' ? [number] : []))
  for (const magic of numbers) t.ok((await send(driven, { ...valid, to: [number, magic] })) >= 200)
  await checkSilence(t, driven, sandbox.origin)
})

t.test('a refused request reveals no canary', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const driven = await startLive(t, upstream.origin)
  const text = JSON.stringify(valid)
  const { text: words, password, username } = canaries
  const bodies: readonly (string | Buffer | object)[] = [
    text.slice(0, -1),
    `${text.slice(0, -1)},"text":${JSON.stringify(words)}}`,
    `{"${words}":1}${words}`,
    Buffer.from(`{"text":"${words}\xff`, 'latin1'),
    `{"text":${JSON.stringify(words).replace(/"$/, '\\u0000"')}}`,
    { ...valid, text: [words] },
    { ...valid, text: words.repeat(200) },
    { ...valid, encoding: words },
    { ...valid, to: [words, number, number] },
    { ...valid, from: words },
    { ...valid, sendAt: words },
    { ...valid, wapPush: { url: words } },
    { ...valid, template: { entityId: words } },
    { ...valid, text: 'я', encoding: 'gsm7', reference: words.repeat(20) },
    words,
  ]
  for (const body of bodies) t.equal(await send(driven, body), 400)
  for (const raw of [
    `POST /messages HTTP/1.1\r\nHost: x\r\nContent-Type: ${encodeURI(words)}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
    `GET /${encodeURIComponent(password)}?${encodeURIComponent(words)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    `GET /problems/${encodeURIComponent(words)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    `GET /problems/%ff${encodeURIComponent(username)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    `GET /${words} HTTP/1.1\r\nHost: x\r\n\r\n`,
    `${password} / HTTP/1.1\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: x\r\n${words}: ${password}\r\n\r\n`,
    `GET /nothing HTTP/1.1\r\nHost: x\r\nX-Request-Id: ${encodeURIComponent(words)}\r\nAuthorization: Basic ${Buffer.from(`a:${password}`).toString('base64')}\r\nConnection: close\r\n\r\n`,
    `CONNECT ${encodeURIComponent(words)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    `PUT /messages HTTP/1.1\r\nHost: x\r\nExpect: ${encodeURIComponent(words)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  ]) {
    const answers = await exchangeRaw(driven.address, Buffer.from(raw))
    t.ok((answers[0]?.status ?? 0) >= 400, raw.slice(0, 30))
    driven.answers.push(...answers.map(({ headers, text: body }) => JSON.stringify(headers) + body))
  }
  t.equal(upstream.requestCount, 0)
  // So that the log has an upstream request in it as well.
  t.equal(await send(driven, valid), 201)
  await checkSilence(t, driven, upstream.origin)
})

t.test(
  'no key and no password of an account comes out, right or wrong, nor of a file that is read again',
  async (t) => {
    const upstream = await createRawUpstream()
    t.teardown(upstream.close)
    const file = writeKeysFile(t, {})
    const driven = await startLive(t, upstream.origin, { AUTH: '', API_KEYS_FILE: file, METRICS_PORT: '0' })
    const { gateway } = driven
    t.equal(await send(driven, valid, '/messages', bearer), 201)
    upstream.behave((exchange) => exchange.end(`HTTP/1.1 500 ${bearer}\r\n${bearer}`))
    t.ok((await send(driven, valid, '/messages', bearer)) >= 500)
    const wrong = [bearer + bearer, `Authorization: ${canaries.key}\r\n`, bearer.replace('kanarie42', 'kanarie43')]
    for (const headers of wrong) t.equal(await send(driven, valid, '/messages', headers), 401)
    t.equal(await send(driven, valid, `/messages?key=${canaries.key}`, bearer), 400)
    t.equal(await send(driven, valid, `/messages/${canaries.key}`, bearer), 405)
    t.equal(await send(driven, { ...valid, from: canaries.key }, '/messages', bearer), 400)
    t.equal(upstream.requestCount, 2)

    const reread = async (content: string, said: string) => {
      writeFileSync(file, content)
      gateway.child.kill('SIGHUP')
      await gateway.logged(said)
    }
    const { accountPassword, key } = canaries
    const right = readFileSync(file, 'utf8')
    await reread(`{"callers":[{"name":${JSON.stringify(accountPassword)},"key":"${key}"}]}`, '/callers/0/key is not')
    await reread(`{"callers":"${key}`, 'is not strict JSON')
    const own = {
      ...JSON.parse(right).callers[0],
      name: 'with-account',
      account: { username: 'a', passwordFile: 'password' },
    }
    await reread(JSON.stringify({ callers: [own] }), '"with-account"')

    const targets: string[] = []
    upstream.behave((exchange) => {
      const [, target = ''] = exchange.request.line.split(' ')
      targets.push(target)
      exchange.end(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<p>Who is ${target}? ${decodeURIComponent(target)}</p>`)
    })
    t.equal(await send(driven, valid, '/messages', bearer), 502)
    t.match(targets, [encodeURIComponent(accountPassword)], 'the own account is the one that is used')
    for (const route of ['/upstream-answers', '/messages?caller=*', '/account', '/readyz']) {
      const got = await exchangeRaw(driven.address, formatRequest({ line: `GET ${route} HTTP/1.1`, headers: bearer }))
      t.ok(got[0]?.text.length, route)
      // An operator may see that the provider repeats the names of the parameters, and nothing of their values.
      const said = got.map(({ headers, text }) => JSON.stringify(headers) + text.replaceAll('/bulksms/bulksms?', ''))
      driven.answers.push(...said)
    }
    await checkSilence(t, driven, upstream.origin)
  },
)

t.test('no canary comes out when the upstream is out of reach', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const driven = await startLive(t, upstream.origin)
  upstream.refuse()
  t.equal(await send(driven, valid), 503)
  await upstream.open()
  upstream.resetOnAccept()
  t.ok([503, 504].includes(await send(driven, valid)))
  await checkSilence(t, driven, upstream.origin)
})

t.test('no canary comes out when TLS fails', async (t) => {
  const upstream = await createRawUpstream({ tls: createTestCertificate() })
  t.teardown(upstream.close)
  const untrusted = await startLive(t, upstream.origin)
  t.equal(await send(untrusted, valid), 503)
  await checkSilence(t, untrusted, upstream.origin)

  const plain = await createRawUpstream()
  t.teardown(plain.close)
  plain.greet(({ socket }) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  const origin = plain.origin.replace('http:', 'https:')
  const noTls = await startLive(t, origin)
  t.equal(await send(noTls, valid), 503)
  await checkSilence(t, noTls, origin)
  t.equal(upstream.requestCount + plain.requestCount, 0)
})

t.test('no canary comes out of a start that is refused', async (t) => {
  const secrets = { UPSTREAM_USERNAME: canaries.username, UPSTREAM_PASSWORD: canaries.password }
  for (const environment of [
    secrets,
    {
      ...secrets,
      UPSTREAM_URL: `https://${encodeURIComponent(canaries.username)}:${encodeURIComponent(canaries.password)}@sms.example`,
      AUTH: 'off',
    },
    { ...secrets, UPSTREAM_URL: 'https://sms.example', AUTH: canaries.password },
    {
      API_KEYS_FILE: writeKeysFile(t, { [canaries.accountPassword]: canaries.key, account: canaries.accountPassword }),
    },
    { API_KEYS_FILE: `/nothing/${canaries.key}` },
    { ...secrets, UPSTREAM_URL: 'https://sms.example', AUTH: 'off', NODE_DEBUG: 'htt*' },
    {
      ...secrets,
      UPSTREAM_URL: 'https://sms.example',
      AUTH: 'off',
      UPSTREAM_PASSWORD_FILE: `/nothing/${canaries.password}`,
    },
  ]) {
    const gateway = startProcess(t, environment)
    t.equal(await gateway.ended, 1)
    t.match(gateway.stderr(), /cannot start/)
    t.strictSame(findCanaries(gateway.stdout() + gateway.stderr()), [])
  }
})
