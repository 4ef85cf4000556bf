import t, { type Test } from 'tap'
import { readScriptOptions } from '../../scripts/long-script.ts'
import { exchangeRaw, formatRequest } from '../../test/support/raw-answers.ts'
import { answerAccepted, createRawUpstream, type RawUpstream } from '../../test/support/raw-upstream.ts'
import { type ProxyKind, readDocumented, startProxy, whyNot } from './proxy.ts'

readScriptOptions({
  name: 'test:proxies',
  about:
    'Counts how many GETs arrive for each one sent through a real proxy to an upstream that resets connections after reading a request: with default settings, and with those of docs/proxies.md.',
  options: {},
})
const get = formatRequest({ line: 'GET /bulksms/bulksms?destination=%2B213550000001 HTTP/1.1' })

async function startUpstream(t: Test): Promise<RawUpstream> {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  return upstream
}

/** The documented configuration with the addresses of this test. */
const documented = (kind: ProxyKind, upstreams: readonly RawUpstream[], port: number, folder: string): string =>
  readDocumented(kind)
    .replace(/^( *server )(.*)bulksms\.example:8080(;?)$/m, (_line, start, name, end) =>
      upstreams
        .map((upstream, index) => `${start}${name.trim() && `${name.trim()}${index} `}127.0.0.1:${upstream.port}${end}`)
        .join('\n'),
    )
    .replace('127.0.0.1:8080', `127.0.0.1:${port}`)
    .replace('/var/log/nginx', folder)

const nginx =
  (more: string) =>
  (upstreams: readonly RawUpstream[], port: number): string =>
    `upstream provider { ${upstreams.map((upstream) => `server 127.0.0.1:${upstream.port};`).join(' ')} ${more} }
server { listen 127.0.0.1:${port}; location / { proxy_pass http://provider; proxy_http_version 1.1; proxy_set_header Connection ""; } }`

const haproxy =
  (more: string) =>
  (upstreams: readonly RawUpstream[], port: number): string =>
    `defaults
  mode http
  timeout connect 3s
  timeout client 20s
  timeout server 20s
${more}
frontend gateway
  bind 127.0.0.1:${port}
  default_backend provider
backend provider
${upstreams.map((upstream, index) => `  server provider${index} 127.0.0.1:${upstream.port}`).join('\n')}
`

type Row = {
  readonly kind: ProxyKind
  readonly name: string
  readonly configuration: (upstreams: readonly RawUpstream[], port: number, folder: string) => string
  readonly addresses: number
  /** Whether an earlier request was answered, so that the connection to the upstream is reused. */
  readonly kept: boolean
  readonly expected: number
}

const own = (kind: ProxyKind): Row['configuration'] => documented.bind(undefined, kind)
const rows: readonly Row[] = [
  { kind: 'nginx', name: 'as it comes', configuration: nginx(''), addresses: 2, kept: false, expected: 2 },
  {
    kind: 'nginx',
    name: 'as it comes',
    configuration: nginx('keepalive 16;'),
    addresses: 1,
    kept: true,
    expected: 2,
  },
  { kind: 'nginx', name: 'as documented', configuration: own('nginx'), addresses: 2, kept: false, expected: 1 },
  { kind: 'nginx', name: 'as documented', configuration: own('nginx'), addresses: 1, kept: true, expected: 1 },
  { kind: 'haproxy', name: 'as it comes', configuration: haproxy(''), addresses: 2, kept: false, expected: 1 },
  { kind: 'haproxy', name: 'as it comes', configuration: haproxy(''), addresses: 1, kept: true, expected: 1 },
  {
    kind: 'haproxy',
    name: 'with retry-on all-retryable-errors',
    configuration: haproxy('  retry-on all-retryable-errors'),
    addresses: 1,
    kept: false,
    expected: 4,
  },
  { kind: 'haproxy', name: 'as documented', configuration: own('haproxy'), addresses: 2, kept: false, expected: 1 },
  { kind: 'haproxy', name: 'as documented', configuration: own('haproxy'), addresses: 1, kept: true, expected: 1 },
]

for (const { kind, name, configuration, addresses, kept, expected } of rows) {
  const title = `${kind} ${name}, ${addresses === 1 ? 'one address' : 'two addresses'}${kept ? ', on a kept connection' : ''}`
  t.test(`${title}: one GET arrives ${expected} times`, { skip: whyNot(kind) }, async (t) => {
    const upstreams = await Promise.all(Array.from({ length: addresses }, () => startUpstream(t)))
    const origin = await startProxy(t, kind, (port, folder) => configuration(upstreams, port, folder))
    const count = () => upstreams.reduce((sum, { requestCount }) => sum + requestCount, 0)
    if (kept) {
      for (const upstream of upstreams) upstream.behave(answerAccepted)
      t.match(await exchangeRaw(origin, get), [{ status: 200 }])
      t.equal(count(), 1)
    }
    const before = count()
    for (const upstream of upstreams) upstream.behave(({ reset }) => reset())
    const [answer] = await exchangeRaw(origin, get)
    t.not(answer?.status, 200)
    t.equal(count() - before, expected)
  })
}
