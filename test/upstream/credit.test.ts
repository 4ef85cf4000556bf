import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { createCredit, parseBalance } from '../../src/upstream/credit.ts'
import { definedCodes } from '../../src/upstream/status-codes.ts'
import { createRefusingOrigin } from '../support/raw-upstream.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const credential = { username: 'alice', password: 'open&sesame' }
const settings = { connectTimeoutMs: 1_000, path: '/credits', cacheMs: 60_000 }

/** A server that counts, and the balance that is read from it. */
async function start(t: Test, handler: Handler, cacheMs = settings.cacheMs) {
  const urls: string[] = []
  let act = handler
  const server = createServer((request, response) => {
    urls.push(request.url ?? '')
    act(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credit = createCredit({ ...settings, origin, cacheMs }, () => credential)
  t.teardown(async () => {
    await credit.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    credit,
    urls,
    behave(next: Handler) {
      act = next
    },
  }
}

const answer =
  (body: string, status = 200): Handler =>
  (_request, response) =>
    void response.writeHead(status).end(body)

t.test('a balance is a number, perhaps behind a label', async (t) => {
  const rows: readonly (readonly [text: string, balance: number | undefined, label?: string])[] = [
    ['Credits:1000', 1000, 'Credits'],
    ['Available Balance : 12.50\r\n', 12.5, 'Available Balance'],
    ['balance=-3.25', -3.25, 'balance'],
    ['42', 42],
    ['+0.5', 0.5],
    ['Credits:1,234,567.89', 1234567.89, 'Credits'],
    ['Credits:1,23', undefined],
    ['Credits:', undefined],
    ['Credits:none', undefined],
    ['Credits:10|20', undefined],
    ['<p>Credits:10</p>', undefined],
    ['', undefined],
    [`${'x'.repeat(100)}:1`, undefined],
    ['Credits:1e9', undefined],
    [`Credits:${'9'.repeat(400)}`, undefined],
  ]
  for (const [text, balance, label] of rows) {
    const expected =
      balance === undefined
        ? { ok: false, problem: 'credit-not-understood' }
        : { ok: true, balance, fetchedAt: 7, ...(label !== undefined && { label }) }
    t.strictSame(parseBalance(text, 7), expected, text)
  }
  for (const label of ['Crédit', 'SMS credits (DZD)', 'رصيد', 'SMS2 credit']) {
    t.strictSame(parseBalance(`${label}:5`, 7), { ok: true, balance: 5, label, fetchedAt: 7 })
  }
  // As long as an answer may be. Blanks before the colon belong to no label.
  const blanks = ' '.repeat(256 * 1024)
  for (const label of ['Credits', 'x', 'SMS credits left', 'a'.repeat(40)]) {
    t.strictSame(parseBalance(`${label}${blanks}:${blanks}5`, 7), { ok: true, balance: 5, label, fetchedAt: 7 })
    t.match(parseBalance(`${label}${blanks}5`, 7), { ok: false, problem: 'credit-not-understood' })
  }
  t.match(parseBalance(`${'a'.repeat(41)}:5`, 7), { ok: false }, 'longer than a label')
  t.strictSame(parseBalance(' permission denied', 7), { ok: false, problem: 'credit-refused' })
})

t.test('a code of the provider is a refusal and no balance, bare or behind a label', async (t) => {
  const refused = { ok: false, problem: 'credit-refused' }
  for (const code of Object.keys(definedCodes)) {
    for (const text of [code, ` ${code}\r\n`, `Balance:${code}`, `Credits = ${code}`, `${code},`, `${code}|`]) {
      t.strictSame(parseBalance(text, 7), refused, text)
    }
    t.strictSame(parseBalance(`${code}|alice`, 7), refused, 'a tuple')
  }
  // An amount is written in a way in which no code is.
  const amounts: readonly (readonly [text: string, balance: number])[] = [
    ['1703.00', 1703],
    ['Credits:1703.5', 1703.5],
    ['1,703', 1703],
    ['-1703', -1703],
    ['+1703', 1703],
    ['01703', 1703],
    ['1700', 1700],
    ['17030', 17030],
  ]
  for (const [text, balance] of amounts) t.match(parseBalance(text, 7), { ok: true, balance }, text)
})

t.test('a balance that is a code is not kept as one', async (t) => {
  const { credit, urls } = await start(t, answer('1703'))
  t.strictSame(await credit.read(), { ok: false, problem: 'credit-refused' })
  t.equal(credit.lastBalance(), undefined)
  t.equal(credit.watchBalance(), undefined)
  t.equal(urls.length, 1)
})

t.test('what was read with another credential is forgotten, also where it was on its way', async (t) => {
  const held: (() => void)[] = []
  const { credit, urls, behave } = await start(t, (_request, response) => void held.push(() => response.end('5')))
  const before = credit.read()
  while (held.length === 0) await new Promise(setImmediate)
  credit.forget()
  behave(answer('7'))
  t.match(await credit.read(), { ok: true, balance: 7 })
  held[0]?.()
  t.match(await before, { ok: true, balance: 5 }, 'who asked before is told')
  t.equal(credit.lastBalance(), 7)
  t.equal(urls.length, 2)

  credit.forget()
  t.equal(credit.lastBalance(), undefined)
  t.equal(credit.watchBalance(), undefined, 'it is asked for')
  t.match(await credit.read(), { ok: true, balance: 7 })
  t.equal(urls.length, 3)
})

t.test('however many ask, the provider is asked once, with everything encoded', async (t) => {
  const { credit, urls } = await start(t, answer('Credits:10.5'))
  t.equal(credit.lastBalance(), undefined)
  const results = await Promise.all(Array.from({ length: 100 }, () => credit.read()))
  for (const result of results) t.match(result, { ok: true, balance: 10.5, label: 'Credits' })
  t.match(await credit.read(), { ok: true, balance: 10.5 })
  t.strictSame(urls, ['/credits?username=alice&password=open%26sesame'])
  t.equal(credit.lastBalance(), 10.5)
})

t.test('a failure is told, kept for a while, and never tried again by itself', async (t) => {
  const rows: readonly (readonly [Handler, string])[] = [
    [answer('PERMISSION DENIED'), 'credit-refused'],
    [answer('<html>', 200), 'credit-not-understood'],
    [answer('Credits:1', 500), 'credit-not-understood'],
    [answer('', 302), 'credit-not-understood'],
    [(_request, response) => void response.destroy(), 'credit-unavailable'],
    [(_request, response) => void response.end('x'.repeat(1_000_000)), 'credit-unavailable'],
  ]
  for (const [handler, problem] of rows) {
    const { credit, urls, behave } = await start(t, handler)
    t.strictSame(await credit.read(), { ok: false, problem })
    behave(answer('Credits:1'))
    t.strictSame(await credit.read(), { ok: false, problem })
    t.equal(urls.length, 1, problem)
    t.equal(credit.lastBalance(), undefined)
  }
})

t.test('a balance that is too old is asked for anew, and the last one stays where that fails', async (t) => {
  const { credit, urls, behave } = await start(t, answer('Credits:5'), 0)
  t.match(await credit.read(), { ok: true, balance: 5 })
  behave(answer('PERMISSION DENIED'))
  t.match(await credit.read(), { ok: false })
  t.equal(credit.lastBalance(), 5)
  t.equal(urls.length, 2)
})

t.test('who watches the balance has it asked for once in its time, also where the provider fails', async (t) => {
  const { credit, urls } = await start(t, answer('Credits:5'))
  t.equal(credit.watchBalance(), undefined, 'nobody waits for it')
  t.equal(credit.watchBalance(), undefined)
  await credit.read()
  t.equal(credit.watchBalance(), 5)
  t.equal(urls.length, 1)

  const always = await start(t, answer('PERMISSION DENIED'), 0)
  always.credit.watchBalance()
  await always.credit.read()
  always.behave(answer('Credits:7'))
  always.credit.watchBalance()
  await always.credit.read()
  t.equal(always.credit.watchBalance(), 7, 'and asked again when it is too old')
})

t.test('nobody there is no balance', async (t) => {
  const credit = createCredit({ ...settings, origin: await createRefusingOrigin() }, () => credential)
  t.teardown(credit.close)
  t.strictSame(await credit.read(), { ok: false, problem: 'credit-unavailable' })
})
