import t from 'tap'
import { startGateway, validBody } from '../../support/gateway.ts'
import { exchangeRaw, formatRequest } from '../../support/raw-answers.ts'

const json = 'Content-Type: application/json\r\n'
const message = JSON.stringify(validBody)
const apiHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

t.test('every answer has headers against caching, sniffing, scripts and framing', async (t) => {
  const origin = await (await startGateway(t)).listen()
  const requests = {
    'a message': formatRequest({ headers: json, body: message }),
    'a refusal of a message': formatRequest({ headers: json, body: '{}' }),
    'a body that cannot be read': formatRequest({ headers: json, body: '{' }),
    'a list': formatRequest({ line: 'GET /messages HTTP/1.1' }),
    'a probe': formatRequest({ line: 'GET /healthz HTTP/1.1' }),
    'the description': formatRequest({ line: 'GET /openapi.json HTTP/1.1' }),
    'an address that is not served': formatRequest({ line: 'GET /nothing HTTP/1.1' }),
    'an address that cannot be read': formatRequest({ line: 'GET /%zz HTTP/1.1' }),
    'no HTTP at all': 'nonsense\r\n\r\n',
    'a CONNECT': 'CONNECT sms.example:443 HTTP/1.1\r\nHost: sms.example:443\r\n\r\n',
    'a strange Expect': formatRequest({ headers: `${json}Expect: wonders\r\n`, body: message }),
  }
  for (const [name, bytes] of Object.entries(requests)) {
    const [answer] = await exchangeRaw(origin, bytes)
    t.match(answer?.headers, apiHeaders, name)
    t.notOk(answer?.headers['strict-transport-security'], `${name}: TLS is another's`)
  }
})

for (const url of ['/problems', '/problems/overloaded', '/docs', '/docs/static/swagger-ui-bundle.js']) {
  t.test(`${url} is a page: nothing from elsewhere, no script inline, no frame around it`, async (t) => {
    const { get } = await startGateway(t)
    const { headers } = await get(url, { accept: 'text/html' })
    const policy = String(headers['content-security-policy'])
    t.match(policy, /default-src '(none|self)';.*frame-ancestors 'none'/)
    t.notMatch(policy, /script-src|upgrade-insecure|https?:|\*/)
    t.match(headers, {
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
    t.notOk(headers['strict-transport-security'])
    t.notOk(headers['cross-origin-opener-policy'], 'which browsers complain of over plain http')
  })
}

t.test('the style of a problem page is allowed by its hash alone', async (t) => {
  const { get } = await startGateway(t)
  const { headers, text } = await get('/problems', { accept: 'text/html' })
  const style = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? ''
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', Buffer.from(style)))
  t.ok(String(headers['content-security-policy']).includes(`style-src 'sha256-${hash.toBase64()}'`))
})
