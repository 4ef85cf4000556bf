import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import t, { type Test } from 'tap'
import { startGateway } from '../../support/gateway.ts'

const folder = join(import.meta.dirname, '../../../console')

async function openConsole(t: Test) {
  const { app } = await startGateway(t)
  const page = await app.inject({ url: '/' })
  const links = [...page.payload.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link = '']) => link)
  const prefix = /console\/[0-9a-f]{16}\//.exec(page.payload)?.[0] ?? ''
  return { app, page, links, prefix, get: (url: string, headers = {}) => app.inject({ url, headers }) }
}

t.test('the page is served at the root, with a policy under which nothing inline runs', async (t) => {
  const { page } = await openConsole(t)
  t.equal(page.statusCode, 200)
  t.match(page.headers, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    etag: /^"[0-9a-f]{16}"$/,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  })
  const policy = String(page.headers['content-security-policy'])
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
  ])
    t.ok(policy.includes(rule), rule)
  t.notMatch(policy, /unsafe|data:|\*|https?:/)
  t.notMatch(page.payload, /<style|<script(?![^>]*src=)|\son\w+=|\sstyle=|https?:\/\//)
})

t.test('every file that the page or a module names is served, for a year, under an address of its own', async (t) => {
  const { page, links, prefix, get } = await openConsole(t)
  const etag = String(page.headers['etag'])
  t.ok(links.length > 30)
  let importCount = 0
  const seen = new Set(links.filter((link) => link.startsWith('console/')))
  for (const link of seen) {
    const file = await get(`/${link}`)
    t.equal(file.statusCode, 200, link)
    t.match(file.headers, { 'cache-control': 'public, max-age=31536000, immutable', etag })
    const type = /\.css$/.test(link) ? 'text/css' : /\.svg$/.test(link) ? 'image/svg+xml' : 'text/javascript'
    t.ok(String(file.headers['content-type']).startsWith(type), link)
    for (const [, name = ''] of file.payload.matchAll(/^import\b[^'"]*?\bfrom\s*["']([^"']+)["']/gm)) {
      t.match(name, /^\.\.?\//, `${link} imports ${name}, which a browser can find`)
      const target = posix.join(posix.dirname(link), name)
      t.ok(seen.has(target), `${link} imports ${target}, which the page preloads`)
      importCount++
    }
  }
  t.ok(importCount > 100)
  t.equal(prefix, `console/${etag.slice(1, -1)}/`)
})

t.test('nothing else in the folder or outside of it is served', async (t) => {
  const { prefix, get } = await openConsole(t)
  for (const name of [
    'tsconfig.json',
    'index.html',
    'api-types.d.ts',
    'vendor/preact.d.ts',
    'parts',
    'parts/',
    '',
    '../package.json',
    '..%2fpackage.json',
    '%2e%2e/%2e%2e/package.json',
    'main.js/',
    'main.js%00',
    'toString',
    '__proto__',
    'constructor',
  ]) {
    const answer = await get(`/${prefix}${name}`)
    t.equal(answer.statusCode, 404, name)
    t.notMatch(answer.payload, /compilerOptions|devDependencies/)
  }
  t.equal((await get(`/console/0000000000000000/main.js`)).statusCode, 404, 'of another version')
  t.equal((await get('/console/main.js')).statusCode, 404)
})

t.test('who has the page already is told so', async (t) => {
  const { page, prefix, get } = await openConsole(t)
  const etag = String(page.headers['etag'])
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    for (const url of ['/', `/${prefix}main.js`]) {
      const answer = await get(url, { 'if-none-match': known })
      t.match(answer, { statusCode: 304, payload: '' }, `${url} ${known}`)
      t.equal(answer.headers['etag'], etag)
    }
  }
  t.equal((await get('/', { 'if-none-match': '"other"' })).statusCode, 200)
})

t.test('with the documentation off there is no console', async (t) => {
  const { app } = await startGateway(t, { settings: { DOCS: 'off' } })
  for (const url of ['/', '/console/0000000000000000/main.js'])
    t.match((await app.inject({ url })).json(), { code: 'not-found' }, url)
})

t.test('the files are modules in the same form as the rest of the source', async (t) => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
  t.ok(names.length > 30)
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8')
    t.ok(text.split('\n').length <= 250, `${name} is short`)
    t.notMatch(
      text,
      /innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|localStorage|sessionStorage|document\.cookie/,
      name,
    )
    t.notMatch(text, /fetch\(/.test(text) && dirname(name) !== '.' ? /fetch\(/ : /$^/, `${name} asks through api.js`)
  }
})
