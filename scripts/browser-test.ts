import { join } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import t from 'tap'
import { createKeyedCaller } from '../test/support/gateway.ts'
import { startProcess } from '../test/support/gateway-process.ts'
import { runShownRequests } from '../test/support/shown-requests.ts'
import { readScriptOptions } from './long-script.ts'

readScriptOptions({
  name: 'test:browser',
  about:
    'Sends messages from Swagger UI in a real browser, against a gateway in sandbox mode. Needs Chromium, which CHROMIUM names if it is not /usr/bin/chromium, and leaves screenshots in .tap/.',
  options: {},
})
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

/** An opened operation is at most about three screens high. */
const maxOperationPx = 3_600

// A browser on a busy machine takes its time.
t.setTimeout(600_000)
const journal = `sqlite:${join(t.testdir({}), 'gateway.db')}`
// Below, an operator asks for the balance as well.
const settings = { DATABASE_URL: journal, UPSTREAM_CREDIT_PATH: '/CreditCheck/checkcredits' }
const address = await startProcess(t, settings).listening()
const browser: Browser = await chromium.launch({ executablePath, args: flags })
t.teardown(() => browser.close())

// A newcomer has followed the README before he opens Swagger UI, so its keys and messages are in the journal.
for (const document of ['README.md', 'docs/sending.md']) {
  await t.test(`the requests of ${document} are answered as it says`, (t) => runShownRequests(t, address, document))
}

t.test('Swagger UI loads nothing from elsewhere and complains about nothing', async (t) => {
  const complaints: string[] = []
  const page = await openPage('/docs', complaints)
  await page.getByText('Send a message now').first().waitFor()
  t.match(await page.title(), /sandbox/)
  t.ok(await page.getByText('nothing real is sent').count(), 'the page says that this is the sandbox')
  t.equal(await page.getByRole('button', { name: 'Explore' }).count(), 0, 'there are no other documents to explore')
  t.equal(await page.locator('.authorization__btn, .authorize').count(), 0, 'an open gateway shows no padlock')
  await page.screenshot({ path: '.tap/swagger-ui.png' })
  t.strictSame(complaints, [])
})

/** What is filled in before an operation without a body of its own can be executed. */
type Fill = (page: Page, block: Locator) => Promise<void>
const fillId: Fill = async (_page, block) => block.locator('tr[data-param-name="id"] input').fill(await sendUnknown())

const operations: readonly { operation: string; statuses: readonly [string, string]; fill?: Fill }[] = [
  { operation: 'sendMessage', statuses: ['201', '201'] },
  { operation: 'scheduleMessage', statuses: ['201', '201'] },
  { operation: 'previewMessage', statuses: ['200', '200'] },
  { operation: 'listMessages', statuses: ['200', '200'] },
  { operation: 'getMessage', statuses: ['200', '200'], fill: fillId },
  // The second finds nothing to settle.
  { operation: 'resolveMessage', statuses: ['200', '409'], fill: fillId },
  { operation: 'listEvents', statuses: ['200', '200'] },
  { operation: 'listUnmatchedReports', statuses: ['200', '200'] },
  { operation: 'listProblems', statuses: ['200', '200'] },
  { operation: 'getProblem', statuses: ['200', '200'] },
  { operation: 'listUpstreamAnswers', statuses: ['200', '200'] },
  { operation: 'getAccount', statuses: ['200', '200'] },
  { operation: 'confirmWallClock', statuses: ['200', '200'] },
  { operation: 'getCaller', statuses: ['200', '200'] },
  { operation: 'getJournal', statuses: ['200', '200'] },
  { operation: 'getInbox', statuses: ['200', '200'] },
  { operation: 'clearInbox', statuses: ['200', '200'] },
  { operation: 'listMagicNumbers', statuses: ['200', '200'] },
  { operation: 'getHealth', statuses: ['200', '200'] },
  { operation: 'getReadiness', statuses: ['200', '200'] },
  { operation: 'getMetrics', statuses: ['200', '200'] },
]

t.test('every operation of the page is executed below', async (t) => {
  const page = await openPage('/docs', [])
  await page.locator('.opblock').first().waitFor()
  const ids = await page.locator('.opblock').evaluateAll((blocks) => blocks.map(({ id }) => id.replace(/^.*-/, '')))
  t.strictSame(ids.sort(), operations.map(({ operation }) => operation).sort())
})

t.test('"Try it out" of each operation works twice as it stands', async (t) => {
  const complaints: string[] = []
  const page = await openPage('/docs', complaints)
  for (const { operation, statuses, fill } of operations) {
    const block = page.locator(`.opblock[id$="-${operation}"]`)
    await block.locator('.opblock-summary-control').click()
    await block.getByRole('button', { name: 'Execute' }).waitFor()
    const { height = Infinity } = (await block.boundingBox()) ?? {}
    t.ok(height <= maxOperationPx, `${operation} is ${Math.round(height)} px high`)
    for (const input of await block.locator('.parameters input').all()) {
      const expected = operation === 'getProblem' ? 'overloaded' : ''
      t.equal(await input.inputValue(), expected, 'no filter, id or key is filled in')
    }
    await block.screenshot({ path: `.tap/swagger-ui-${operation}-open.png` })
    await fill?.(page, block)
    for (const status of statuses) t.match(await execute(page, block), status, operation)
    await block.locator('.live-responses-table').scrollIntoViewIfNeeded()
    await page.screenshot({ path: `.tap/swagger-ui-${operation}.png` })
    await block.locator('.opblock-summary-control').click()
  }
  // The browser's console repeats the status of an answer that is a problem.
  t.strictSame(
    complaints.filter((text) => !/status of 409/.test(text)),
    [],
  )
})

t.test('the list shows what was sent, because no filter is filled in', async (t) => {
  const page = await openPage('/docs', [])
  const block = page.locator('.opblock[id$="-listMessages"]')
  await block.locator('.opblock-summary-control').click()
  await execute(page, block)
  t.match(await block.locator('.live-responses-table .highlight-code').first().innerText(), /"recipients"/)
})

t.test('an example of a magic number can be chosen', async (t) => {
  const page = await openPage('/docs', [])
  const block = page.locator('.opblock[id$="-sendMessage"]')
  await block.locator('.opblock-summary-control').click()
  await block.locator('.opblock-section-request-body select.examples-select-element').selectOption('code-1706')
  t.match(await execute(page, block), '422')
  t.match(await block.locator('.live-responses-table .highlight-code').first().innerText(), /invalid-destination/)
})

t.test('A browser is shown a page for a problem', async (t) => {
  const complaints: string[] = []
  const page = await openPage('/problems', complaints)
  await page.getByRole('link', { name: 'outcome-unknown' }).click()
  await page.getByRole('heading', { name: /no complete answer/ }).waitFor()
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
    t.match(await execute(page, block), status)
  }
})

/** Executes an operation; resolves with the status that the page shows for this execution. */
async function execute(page: Page, block: Locator): Promise<string> {
  const clear = block.getByRole('button', { name: 'Clear', exact: true })
  // The page would show the answer before for a moment.
  if (await clear.isVisible()) await clear.click()
  await block.getByRole('button', { name: 'Execute' }).click()
  const status = block.locator('.live-responses-table tbody .response-col_status').first()
  await status.waitFor()
  await page.waitForLoadState('networkidle')
  return status.innerText()
}

let unknownCount = 0

/** Sends a message whose outcome is unknown; resolves with its id, as a user copies it from the answer. */
async function sendUnknown(): Promise<string> {
  const body = JSON.stringify({ to: ['+99910000101'], from: 'ACME', text: `Unknown ${unknownCount++}` })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${address}/messages`, { method: 'POST', headers, body })
  return ((await answer.json()) as { id: string }).id
}

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
