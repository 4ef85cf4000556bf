import t from 'tap'
import { formatProblemList, formatProblemPage } from '../../../src/http/routes/problem-page.ts'
import { problemCodes, problems } from '../../../src/messages/problems.ts'
import { startGateway } from '../../support/gateway.ts'

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

t.test('the catalogue lists every problem, and each has a page of its own that says the same', async (t) => {
  const { get } = await startGateway(t)
  const { status, json, headers } = await get('/problems')
  t.equal(status, 200)
  t.match(headers['content-type'], /^application\/json/)
  t.strictSame(
    json.problems.map(({ code }: { code: string }) => code),
    problemCodes,
  )
  for (const listed of json.problems) {
    const page = await get(listed.type)
    t.equal(page.status, 200, listed.type)
    t.strictSame(page.json, listed)
    const row: { status: number; title: string; outcome?: string; resend?: string } =
      problems[listed.code as keyof typeof problems]
    t.match(listed, { status: row.status, title: row.title, outcome: row.outcome, resend: row.resend })
    t.ok(listed.description && listed.advice)
  }
})

t.test('a browser gets pages, with links that lead on and a policy that lets nothing run', async (t) => {
  const { get } = await startGateway(t)
  const list = await get('/problems', html)
  t.match(list.headers['content-type'], /^text\/html; charset=utf-8/)
  for (const code of problemCodes) {
    t.ok(list.text.includes(`href="problems/${code}"`), code)
    const page = await get(`/problems/${code}`, html)
    t.equal(page.status, 200)
    t.match(page.headers, { 'content-type': /^text\/html/, 'content-security-policy': /default-src 'none'/ })
    t.ok(page.text.includes(code))
    t.notMatch(page.text, /<script|undefined|\[object/)
  }
})

t.test('every problem is in one group of the page, with its codes of the provider', async (t) => {
  const { get } = await startGateway(t, { mode: 'sandbox' })
  const { text } = await get('/problems', html)
  for (const code of problemCodes) t.equal(text.split(`href="problems/${code}"`).length, 2, `${code} is there once`)
  t.equal(text.match(/<h2>/g)?.length, 5)
  const row = /href="problems\/insufficient-credit".*?<\/tr>/s.exec(text)?.[0] ?? ''
  t.match(row, /1025, 1026, 1725, 1726<small><code>\+99900001025</)
  const page = (await get('/problems/insufficient-credit', html)).text
  t.match(page, /1025, 1026, 1725, 1726/)
  for (const number of ['+99900001025', '+99900001726']) t.ok(page.includes(number), number)
})

t.test('who asks for JSON, or for anything, gets JSON', async (t) => {
  const { get } = await startGateway(t)
  for (const accept of ['application/json', '*/*', 'application/problem+json', '', 'garbage;;;']) {
    t.equal((await get('/problems/overloaded', { accept })).json.code, 'overloaded', accept)
  }
})

t.test('nothing that a page shows can become markup', async (t) => {
  const kind = {
    code: 'overloaded',
    type: '/problems/overloaded',
    status: 503,
    title: `<b>"a" & 'b'</b>`,
    description: '<img src=x onerror=alert(1)>',
    advice: '</dd><script>',
  } as const
  for (const page of [formatProblemPage(kind, true), formatProblemList([kind])]) {
    t.notMatch(page, /<b>|<img|<script/)
    t.ok(page.includes('&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt;'))
  }
})

t.test('an unknown problem is a 404 that does not repeat the address', async (t) => {
  const { get } = await startGateway(t)
  for (const code of ['nothing', 'toString', '__proto__', 'OVERLOADED', '%3Cscript%3E', 'overloaded%20', '..%2f']) {
    const answer = await get(`/problems/${code}`)
    t.match(answer, { status: 404, json: { code: 'not-found' } }, code)
    t.notMatch(answer.text, /script>|toString|__proto__/)
  }
})
