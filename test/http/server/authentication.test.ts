import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { createApiKey, formatApiKey } from '../../../src/callers/api-key.ts'
import type { Scope } from '../../../src/messages/caller.ts'
import { createKeyedCaller, startGateway, validBody } from '../../support/gateway.ts'
import { exchangeRaw, formatRequest } from '../../support/raw-answers.ts'

const orders = createKeyedCaller({ name: 'orders', scopes: ['messages:send', 'messages:read'] })
const expired = createKeyedCaller({ name: 'expired', scopes: ['messages:send'], expiresAt: '2026-01-01T00:00:00Z' })
const only = (scope: Scope) => createKeyedCaller({ name: scope.replace(':', '-'), scopes: [scope] })
const byScope = {
  'messages:send': only('messages:send'),
  'messages:read': only('messages:read'),
  operations: only('operations'),
} as const satisfies Record<Scope, unknown>
const everybody = [orders, expired, ...Object.values(byScope)]

const start = (t: Test) => startGateway(t, { callers: everybody })

const anyId = '019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70'
const challenge = 'Bearer realm="bulksms-gateway"'

/** Each route that needs a key, with its sufficient scopes. */
const routes: readonly (readonly [method: 'GET' | 'HEAD' | 'POST', url: string, scopes: readonly Scope[]])[] = [
  ['POST', '/messages', ['messages:send']],
  ['POST', '/scheduled-messages', ['messages:send']],
  ['POST', '/messages/preview', ['messages:send']],
  ['POST', `/messages/${anyId}/resolution`, ['messages:send', 'operations']],
  ['GET', '/messages', ['messages:read', 'operations']],
  ['HEAD', '/messages', ['messages:read', 'operations']],
  ['GET', `/messages/${anyId}`, ['messages:read', 'operations']],
  ['POST', '/wall-clock/confirmation', ['operations']],
  ['GET', '/events', ['messages:read', 'operations']],
  ['GET', '/delivery-reports/unmatched', ['operations']],
  ['GET', '/upstream-answers', ['operations']],
  ['GET', '/account', ['operations']],
  ['GET', '/journal', ['operations']],
  ['GET', '/metrics', ['operations']],
]

/** The path that takes a key with any scope. */
const anyScopePath = '/caller'

/** The paths that anyone may read without a key. */
const publicPaths = ['/healthz', '/readyz', '/problems', '/problems/{code}']

t.test('the scheme before a key is case-insensitive', async (t) => {
  const { post, inbox } = await start(t)
  for (const scheme of ['Bearer', 'bearer', 'BEARER', 'Bearer   ']) {
    const answer = await post('/messages', validBody, { authorization: `${scheme.padEnd(7)}${orders.key}` })
    t.equal(answer.status, 201, scheme)
  }
  t.equal(inbox.receivedCount(), 4)
})

t.test('without a valid key nothing is submitted, and the answer says how to authenticate', async (t) => {
  const { post, inbox, logLines } = await start(t)
  t.match(await post('/messages', validBody), {
    status: 401,
    headers: { 'www-authenticate': challenge },
    json: { code: 'authentication-required' },
  })
  const [, id = ''] = /^bsg_([^_]+)_/.exec(orders.key) ?? []
  const wrong: Record<string, string> = {
    'an unknown id': `Bearer ${formatApiKey(createApiKey())}`,
    'a wrong secret': `Bearer ${formatApiKey({ id, secret: createApiKey().secret })}`,
    'an expired key': `Bearer ${expired.key}`,
    'no key': 'Bearer',
    'an empty header': '',
    'another scheme': `Basic ${Buffer.from(orders.key).toString('base64')}`,
    'no scheme': orders.key,
    'a scheme without a space': `Bearer${orders.key}`,
    'two keys': `Bearer ${orders.key}, Bearer ${orders.key}`,
    'a key and more': `Bearer ${orders.key} x`,
    'a tab': `Bearer\t${orders.key}`,
  }
  for (const [what, authorization] of Object.entries(wrong)) {
    const answer = await post('/messages', validBody, { authorization })
    t.match(
      answer,
      {
        status: 401,
        headers: { 'www-authenticate': `${challenge}, error="invalid_token"` },
        json: { code: 'authentication-required', resend: undefined },
      },
      what,
    )
  }
  t.equal(inbox.receivedCount(), 0)
  const refused = logLines().filter(({ statusCode }) => statusCode === 401)
  t.equal(refused.length, 12)
  for (const line of refused) t.notOk('caller' in line, 'a caller that is not known is not named')
})

t.test('two Authorization headers are refused, whichever of them is right', async (t) => {
  const { listen, inbox } = await start(t)
  const address = await listen()
  const wrong = `Authorization: Bearer ${formatApiKey(createApiKey())}\r\n`
  const right = `authorization: bearer ${orders.key}\r\n`
  const headers = 'Content-Type: application/json\r\n'
  const send = async (more: string) =>
    (await exchangeRaw(address, formatRequest({ headers: headers + more, body: JSON.stringify(validBody) })))[0]?.status
  t.equal(await send(right + wrong), 401)
  t.equal(await send(wrong + right), 401)
  t.equal(await send(right + right), 401)
  t.equal(inbox.receivedCount(), 0)
  t.equal(await send(right), 201)
  t.equal(inbox.receivedCount(), 1)
})

t.test('a request without a key is answered before its body has come', async (t) => {
  const { listen, inbox } = await start(t)
  const { port, hostname } = new URL(await listen())
  const client = connect({ host: hostname, port: Number(port) })
  client.write(
    'POST /messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{',
  )
  const [head] = (await client.setEncoding('latin1').take(1).toArray()) as string[]
  t.match(head, /^HTTP\/1\.1 401 Unauthorized\r\n/)
  client.destroy()
  t.equal(inbox.receivedCount(), 0)
})

for (const [method, url, scopes] of routes) {
  t.test(`${method} ${url} takes ${scopes.join(' or ')}, and nothing else`, async (t) => {
    const { inject, inbox } = await start(t)
    const ask = (headers: Record<string, string>) =>
      inject({
        method,
        url,
        headers: { ...headers, 'content-type': 'application/json' },
        // Authenticated requests fail because of their body or an unknown id, so only the scope makes a difference.
        ...(method === 'POST' && { payload: '{}' }),
      })
    t.equal((await ask({})).status, 401)
    for (const [scope, { headers }] of Object.entries(byScope)) {
      const answer = await ask(headers)
      if (scopes.includes(scope as Scope)) {
        t.ok([200, 400, 404].includes(answer.status), `${scope}: ${answer.status}`)
        continue
      }
      t.equal(answer.status, 403, scope)
      t.equal(
        answer.headers['www-authenticate'],
        `${challenge}, error="insufficient_scope", scope="${scopes[0]}"`,
        scope,
      )
      if (method !== 'HEAD') t.match(answer.json, { code: 'not-permitted', violations: undefined })
    }
    t.equal(inbox.receivedCount(), 0)
  })
}

t.test('public routes need no key, and ignore one', async (t) => {
  const { get } = await start(t)
  for (const url of ['/healthz', '/readyz', '/problems', '/problems/not-permitted', '/openapi.json', '/docs/']) {
    t.equal((await get(url)).status, 200, url)
    t.equal((await get(url, { authorization: 'Bearer wrong' })).status, 200, url)
  }
  t.equal((await get('/nothing')).status, 404)
})

t.test('without keys every caller may do everything, with any header', async (t) => {
  const { post, get, logLines } = await startGateway(t)
  t.equal((await post('/messages', validBody)).status, 201)
  t.equal((await get('/messages', { authorization: 'Bearer wrong' })).status, 200)
  t.match(
    logLines().find(({ msg }) => msg === 'message answered'),
    { caller: 'anonymous' },
  )
})

t.test('the line of each request names its caller, and none the key', async (t) => {
  const { post, get, logLines, logText } = await start(t)
  await post('/messages', validBody, orders.headers)
  await get('/messages', orders.headers)
  await post('/messages', { ...validBody, from: '' }, orders.headers)
  await get('/messages', byScope['messages:send'].headers)
  const lines = logLines().filter(({ msg }) => msg === 'message answered' || msg === 'request completed')
  const named = lines.map(({ route, caller, statusCode }) => `${route} ${statusCode} ${caller}`)
  for (const line of [
    '/messages 201 orders',
    '/messages 200 orders',
    '/messages 400 orders',
    '/messages 403 messages-send',
  ])
    t.ok(named.includes(line), `${line} in ${named}`)
  t.notMatch(logText(), /bsg_/)
})

t.test('the document states the scope and the refusals of every operation that needs one', async (t) => {
  const { app } = await start(t)
  const { paths, components } = app.swagger() as unknown as {
    paths: Record<string, Record<string, { security?: Record<string, string[]>[]; responses: Record<string, unknown> }>>
    components: { securitySchemes: unknown }
  }
  t.match(components.securitySchemes, { apiKey: { type: 'http', scheme: 'bearer' } })
  for (const [method, url, scopes] of routes) {
    if (method === 'HEAD') continue
    const operation = paths[url.replace(anyId, '{id}')]?.[method.toLowerCase()]
    t.strictSame(
      operation?.security,
      scopes.map((scope) => ({ apiKey: [scope] })),
      url,
    )
    const limited = scopes[0] !== 'operations'
    for (const status of ['401', '403', ...(limited ? ['429'] : [])])
      t.ok(operation?.responses[status], `${url} ${status}`)
  }
  const isPublic = new Set(publicPaths)
  const others = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { security }]) => {
      const isListed = routes.some(([m, url]) => m.toLowerCase() === method && url.replace(anyId, '{id}') === path)
      const isAnyScope = path === anyScopePath && JSON.stringify(security) === '[{"apiKey":[]}]'
      return isListed || isAnyScope || (security === undefined && isPublic.has(path))
        ? []
        : [`${method.toUpperCase()} ${path}`]
    }),
  )
  t.strictSame(others, [], 'each operation has a scope and a row in `routes` above, or is in `publicPaths`')
})
