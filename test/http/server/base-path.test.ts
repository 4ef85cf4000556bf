import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { type GatewayOptions, startGateway, validBody } from '../../support/gateway.ts'
import { exchangeRaw } from '../../support/raw-answers.ts'

const json = { 'content-type': 'application/json' }
const magic = { ...validBody, to: ['+99900001706'] }

/** The gateway behind a proxy that serves it under `/sms` and takes that away from each path. */
async function startBehindProxy(t: Test, options: GatewayOptions = {}) {
  const gateway = await startGateway(t, options)
  const origin = await gateway.listen()
  const proxy = createServer((incoming, answer) => {
    const { method, url = '', headers } = incoming
    if (!url.startsWith('/sms/')) return void answer.writeHead(404).end('not the gateway')
    const outgoing = forward(`${origin}${url.slice('/sms'.length)}`, { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(answer)
    })
    incoming.pipe(outgoing)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  t.teardown(async () => {
    proxy.closeAllConnections()
    proxy.close()
  })
  const outside = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/sms`
  const send = (body: object, headers = {}) =>
    fetch(`${outside}/messages`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })
  /** The status behind a link, as whoever reads the answer follows it. */
  const follow = async (link: string, from: { readonly url: string }) => {
    const answer = await fetch(new URL(link, from.url))
    await answer.body?.cancel()
    return answer.status
  }
  return { ...gateway, outside, send, follow }
}

t.test('with BASE_PATH every address in an answer leads back through the proxy', async (t) => {
  const { outside, send, follow, inbox } = await startBehindProxy(t, { settings: { BASE_PATH: '/sms' } })
  const key = { 'idempotency-key': 'the-key-of-this-test' }
  for (const sent of [await send(validBody, key), await send(validBody, key)]) {
    const { id } = (await sent.json()) as { id: string }
    t.equal(sent.headers.get('location'), `/sms/messages/${id}`)
    t.equal(await follow(sent.headers.get('location') ?? '', sent), 200)
  }
  const refused = await send(magic)
  const problem = (await refused.json()) as { type: string; instance: string }
  for (const link of [problem.type, problem.instance]) t.equal(await follow(link, refused), 200, link)
  for (const path of ['/messages/1', '/nothing', '/messages?limit=0']) {
    const answer = await fetch(outside + path)
    const { type } = (await answer.json()) as { type: string }
    t.match(type, /^\/sms\/problems\//)
    t.equal(await follow(type, answer), 200, path)
  }
  const list = await fetch(`${outside}/problems`)
  const [first] = ((await list.json()) as { problems: { type: string }[] }).problems
  t.equal(await follow(first?.type ?? '', list), 200)
  const description = (await (await fetch(`${outside}/openapi.json`)).json()) as { servers: { url: string }[] }
  t.equal(description.servers[0]?.url, '/sms')
  t.equal(inbox.receivedCount(), 2)
})

t.test('pages lead on behind a proxy that nobody has told the gateway of', async (t) => {
  const { outside, follow } = await startBehindProxy(t)
  const accept = { accept: 'text/html' }
  for (const path of ['/problems', '/problems/overloaded', '/docs', '/docs/', '/', '/docs/static/index.html']) {
    const page = await fetch(outside + path, { headers: accept })
    t.equal(page.status, 200, path)
    t.ok(page.url.startsWith(outside), `${path} leads to ${page.url}`)
    const links = [...(await page.text()).matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link = '']) => link)
    t.ok(links.length > 0)
    for (const link of new Set(links)) t.equal(await follow(link, page), 200, `${path} ${link}`)
  }
  // What Swagger UI reads, by which it finds the server: relative to where it has read it.
  const read = await fetch(`${outside}/docs/json`)
  const { servers, info } = (await read.json()) as { servers: { url: string }[]; info: { description: string } }
  t.equal(new URL(servers[0]?.url ?? '', read.url).href, `${outside}/`)
  const [, catalogue = ''] = /\]\(([^)]*problems)\)/.exec(info.description) ?? []
  t.equal(await follow(catalogue, read), 200)
})

t.test('what is answered by hand has the path as well', async (t) => {
  const { app } = await startGateway(t, { settings: { BASE_PATH: '/sms' } })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  for (const bytes of [
    'nonsense\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\nConnection: close\r\n\r\n',
  ]) {
    const [answer] = await exchangeRaw(address, bytes)
    t.match(answer?.json, { type: /^\/sms\/problems\// }, bytes)
  }
})
