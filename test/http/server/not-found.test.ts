import t from 'tap'
import { startGateway } from '../../support/gateway.ts'

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

t.test('a browser is shown a page where there is nothing, which says nothing of the address', async (t) => {
  const { app } = await startGateway(t)
  for (const url of [
    '/nothing',
    '/a/b/c',
    '/problems/nothing',
    '/%3Cscript%3E',
    '/console/x/y',
    '/docs/static/nothing.js',
  ]) {
    const answer = await app.inject({ url, headers: html })
    t.equal(answer.statusCode, 404, url)
    t.match(answer.headers, { 'content-type': 'text/html; charset=utf-8', vary: /accept/i, 'x-request-id': /./ })
    t.match(answer.headers['content-security-policy'], /^default-src 'none'; ?style-src 'sha256-/)
    t.match(answer.payload, /<h1>There is nothing at this address<\/h1>/)
    t.notMatch(answer.payload, /script|a\/b\/c/)
  }
})

t.test('a program gets a problem, and so does anything but a read', async (t) => {
  const { app } = await startGateway(t)
  for (const headers of [
    {},
    { accept: '*/*' },
    { accept: 'application/json' },
    { accept: 'text/html, application/json' },
  ])
    t.match((await app.inject({ url: '/nothing', headers })).json(), { code: 'not-found' })
  t.match((await app.inject({ method: 'POST', url: '/nothing', headers: html })).json(), { code: 'not-found' })
  t.equal((await app.inject({ method: 'HEAD', url: '/nothing', headers: html })).statusCode, 404)
})
