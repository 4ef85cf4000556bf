import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import t from 'tap'
import { createKeyedCaller } from '../test/support/gateway.ts'
import { startProcess } from '../test/support/gateway-process.ts'
import { readScriptOptions } from './long-script.ts'

readScriptOptions({
  name: 'test:browser',
  about:
    'Sends messages from Swagger UI in a real browser, against a gateway in sandbox mode. Needs Chromium, which CHROMIUM names if it is not /usr/bin/chromium, and leaves screenshots in .tap/.',
  options: {},
})
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

// A browser on a busy machine takes its time.
t.setTimeout(180_000)
const address = await startProcess(t, { DATABASE_URL: 'sqlite::memory:' }).listening()
const browser: Browser = await chromium.launch({ executablePath, args: flags })
t.teardown(() => browser.close())

t.test('Swagger UI loads nothing from elsewhere and complains about nothing', async (t) => {
  const complaints: string[] = []
  const page = await openPage('/docs', complaints)
  await page.getByText('Send a message now').first().waitFor()
  t.match(await page.title(), /sandbox/)
  t.ok(await page.getByText('nothing real is sent').count(), 'the page says that this is the sandbox')
  t.strictSame(complaints, [])
})

for (const { operation, status } of [
  { operation: 'sendMessage', status: '201' },
  { operation: 'scheduleMessage', status: '201' },
  { operation: 'previewMessage', status: '200' },
  { operation: 'getReadiness', status: '200' },
]) {
  t.test(`"Try it out" of ${operation} works with the example as it stands`, async (t) => {
    const complaints: string[] = []
    const page = await openPage('/docs', complaints)
    const block = page.locator(`.opblock[id$="-${operation}"]`)
    await block.locator('.opblock-summary-control').click()
    await block.getByRole('button', { name: 'Execute' }).click()
    const answer = block.locator('.live-responses-table tbody .response-col_status').first()
    await answer.waitFor()
    t.match(await answer.innerText(), status)
    await block.locator('.live-responses-table').scrollIntoViewIfNeeded()
    await page.screenshot({ path: `.tap/swagger-ui-${operation}.png` })
    t.strictSame(complaints, [])
  })
}

t.test('A browser is shown a page for a problem', async (t) => {
  const complaints: string[] = []
  const page = await openPage('/problems', complaints)
  await page.getByRole('link', { name: 'outcome-unknown' }).click()
  await page.getByRole('heading', { name: /no complete answer came/ }).waitFor()
  await page.screenshot({ path: '.tap/problem-page.png' })
  t.strictSame(complaints, [])
})

t.test('A key that is entered under "Authorize" is sent along, and forgotten with the page', async (t) => {
  const orders = createKeyedCaller({ name: 'orders', scopes: ['messages:send'] })
  const file = join(t.testdir({ 'keys.json': JSON.stringify({ callers: [orders.entry] }) }), 'keys.json')
  const environment = { DATABASE_URL: 'sqlite::memory:', API_KEYS_FILE: file }
  const closed = await startProcess(t, environment).listening()
  const page = await browser.newPage()
  for (const [isKeyed, status] of [
    [false, '401'],
    [true, '201'],
    [false, '401'],
  ] as const) {
    await page.goto(`${closed}/docs`)
    if (isKeyed) {
      await page.getByRole('button', { name: 'Authorize', exact: true }).click()
      await page.locator('.auth-container input').fill(orders.key)
      await page.locator('.auth-btn-wrapper .authorize').click()
      await page.locator('.btn-done').click()
    }
    const block = page.locator('.opblock[id$="-sendMessage"]')
    await block.locator('.opblock-summary-control').click()
    await block.getByRole('button', { name: 'Execute' }).click()
    const answer = block.locator('.live-responses-table tbody .response-col_status').first()
    await answer.waitFor()
    t.match(await answer.innerText(), status)
  }
})

/** Opens a page, and notes everything that the browser's console or a request to another origin would show. */
async function openPage(path: string, complaints: string[]): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1400 } })
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) complaints.push(request.url())
  })
  await page.goto(`${address}${path}`)
  return page
}
