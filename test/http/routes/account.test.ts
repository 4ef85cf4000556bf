import t from 'tap'
import { credential, startGateway } from '../../support/gateway.ts'

t.test('GET /account tells the balance, and asks for it once', async (t) => {
  const { get, inbox, logText } = await startGateway(t, {
    settings: { UPSTREAM_CREDIT_PATH: '/CreditCheck/checkcredits' },
  })
  const first = await get('/account')
  t.match(first, { status: 200, json: { balance: 1000, label: 'Credits', fetchedAt: /^\d{4}-.*Z$/ } })
  t.strictSame((await get('/account')).json, first.json)
  t.equal(inbox.receivedCount(), 0, 'nothing was submitted')
  t.notOk(logText().includes(credential.password))
})

t.test('GET /account is not there where nobody knows whom to ask', async (t) => {
  const { get } = await startGateway(t)
  t.match(await get('/account'), { status: 404, json: { code: 'credit-not-asked' } })
})

t.test('GET /account says why there is no balance', async (t) => {
  const rows = [
    ['PERMISSION DENIED', 502, 'credit-refused', undefined],
    ['Balance:1703', 502, 'credit-refused', undefined],
    ['Sorry', 502, 'credit-not-understood', undefined],
  ] as const
  for (const [creditAnswer, status, code, retryAfter] of rows) {
    const gateway = await startGateway(t, {
      sandbox: { creditAnswer },
      settings: { UPSTREAM_CREDIT_PATH: '/CreditCheck/checkcredits' },
    })
    const { headers, ...answer } = await gateway.get('/account')
    t.match(answer, { status, json: { code } })
    t.equal(headers['retry-after'], retryAfter)
  }
  const gateway = await startGateway(t, {
    origin: 'http://127.0.0.1:1',
    settings: { UPSTREAM_CREDIT_PATH: '/credits' },
  })
  t.match(await gateway.get('/account'), {
    status: 503,
    headers: { 'retry-after': '5' },
    json: { code: 'credit-unavailable', resend: 'safe' },
  })
})
