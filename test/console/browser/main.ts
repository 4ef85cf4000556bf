import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import t from 'tap'
import { readScriptOptions } from '../../../scripts/long-script.ts'
import { startSandbox } from '../../sandbox/start-sandbox.ts'
import { createKeyedCaller } from '../../support/gateway.ts'
import { startProcess } from '../../support/gateway-process.ts'
import { findFaintTexts, findUnnamed, measureOverflow } from './page-checks.ts'
import { compose, createGatewayClient, createPageOpener, focused, phone } from './pages.ts'
import { testPossibleDuplicates } from './possible-duplicates.ts'

readScriptOptions({
  name: 'test:console',
  about:
    'Uses the console in a real browser: each view, by mouse, by keyboard and at the width of a phone. Needs Chromium, which CHROMIUM names if it is not /usr/bin/chromium, and leaves screenshots in .tap/console/.',
  options: {},
})
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const screenshots = '.tap/console'

// A browser on a busy machine takes its time.
t.setTimeout(600_000)
mkdirSync(screenshots, { recursive: true })
const address = await startProcess(t, {
  DATABASE_URL: 'sqlite::memory:',
  UPSTREAM_CREDIT_PATH: '/CreditCheck/checkcredits',
}).listening()
const browser: Browser = await chromium.launch({ executablePath, args: flags })
t.teardown(() => browser.close())

const openPage = createPageOpener(browser)
const client = createGatewayClient(address)
const { post, findInInbox } = client

t.test('a message is composed, previewed and sent, and arrives on a phone', async (t) => {
  const { page, complaints } = await openPage(t, `${address}/`)
  await compose(page, { to: '+213550000001', text: 'It’s 5 €' })
  const preview = page.getByRole('region', { name: 'How it goes out' })
  await preview.getByText('UCS-2', { exact: true }).waitFor()
  t.match(await preview.innerText(), /U\+2019/)
  t.equal(await preview.locator('mark').innerText(), '’')
  await preview.getByRole('button', { name: 'Replace look-alikes' }).click()
  await preview.getByText('GSM 7-bit', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('heading', { name: 'Accepted' }).waitFor()
  await page.getByRole('link', { name: 'Inbox' }).click()
  const message = page.locator('.phone-message').first()
  await message.getByText("It's 5 €").waitFor()
  await message.getByText('Delivered').waitFor()
  // The draft and the answer are still there.
  await page.getByRole('link', { name: 'Send' }).click()
  t.equal(await page.getByLabel('Text', { exact: true }).inputValue(), 'It’s 5 €')
  await page.getByRole('heading', { name: 'Accepted' }).waitFor()
  t.strictSame(complaints, [])
})

t.test('a second click and a lost answer never make a second message; only a deliberate repeat does', async (t) => {
  const { page } = await openPage(t, `${address}/`)
  const text = 'Only once'
  await compose(page, { to: '+213550000011', text })
  const arrived = async () => (await findInInbox(text)).length
  // The gateway gets the request, and the page never its answer.
  await page.route('**/messages', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('No answer came').waitFor()
  await page.unroute('**/messages')
  t.equal(await arrived(), 1)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('Nothing was sent now').waitFor()
  t.equal(await arrived(), 1)
  await page.getByRole('button', { name: 'Send', exact: true }).dblclick()
  await page.getByText('Nothing was sent now').waitFor()
  t.equal(await arrived(), 1)
  await page.getByRole('button', { name: 'Send the same text again…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send a new message' }).click()
  await page.getByText('Nothing was sent now').waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'Accepted' }).waitFor()
  t.equal(await arrived(), 2)
})

t.test('a message is scheduled in a zone, and what is wrong with one is said at its field', async (t) => {
  const { page, complaints } = await openPage(t, `${address}/`)
  await compose(page, { to: '+213550000012\n0550', text: 'Later' })
  await page.getByRole('radio', { name: 'At a time' }).check({ force: true })
  await page.getByLabel('Time zone').selectOption('Africa/Algiers')
  await page.getByLabel('Local time').fill('2027-01-02T08:30')
  await page.getByRole('button', { name: 'Schedule for 2 numbers' }).click()
  await page.getByText(/^0550 must be/).waitFor()
  t.equal(await page.getByLabel('To', { exact: true }).getAttribute('aria-invalid'), 'true')
  complaints.length = 0
  await page.getByLabel('To', { exact: true }).fill('+213550000012')
  await page.getByRole('button', { name: 'Schedule', exact: true }).click()
  await page.getByRole('heading', { name: 'Scheduled' }).waitFor()
  t.match(await findInInbox('Later'), [{ sendAt: '2027-01-02T07:30:00.000Z' }])
  t.strictSame(complaints, [])
})

t.test('an unknown outcome is found and settled', async (t) => {
  const { page } = await openPage(t, `${address}/`)
  await page.getByRole('button', { name: 'Unknown', exact: true }).click()
  await compose(page, { text: 'Is it there?' })
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('Do not send again.').waitFor()
  await page.getByRole('link', { name: 'Messages' }).click()
  await page.getByLabel('Outcome').selectOption('unknown')
  await page.locator('.message-list a').first().click()
  const settle = page.getByRole('region', { name: '1 unknown outcome' })
  await settle.getByRole('button', { name: 'Record this' }).click()
  await settle.getByRole('alert').waitFor()
  await settle.getByText('It was sent').click()
  await settle.getByLabel('How you found out').fill('The recipient has it <b>here</b>')
  await settle.getByLabel('Your name').fill('A. Operator')
  await settle.getByRole('button', { name: 'Record this' }).click()
  await page.getByText('Settled as accepted by A. Operator').waitFor()
  await page.getByText('The recipient has it <b>here</b>').waitFor()
  t.equal(await settle.count(), 0)
})

testPossibleDuplicates({ ...client, openPage, screenshots })

t.test('a scheduled message that the sandbox cannot report says so', async (t) => {
  const sendAt = Temporal.Now.instant()
    .add({ hours: 30 * 24 })
    .toString()
  await post({ to: ['+213550000017'], from: 'ACME', text: 'In a month', sendAt })
  const { page, complaints } = await openPage(t, `${address}/#/inbox`)
  await page.getByRole('searchbox').fill('In a month')
  await page.keyboard.press('Enter')
  await page.getByText('1 message found').waitFor()
  await page.getByText('No report will come').waitFor()
  await page.getByText('What the provider did').click()
  await page.getByText('scheduled for more than 24.8 days ahead').waitFor()
  await page.screenshot({ path: `${screenshots}/not-reported.png` })
  t.strictSame(complaints, [])
})

t.test('what comes from messages is text and never markup', async (t) => {
  const text = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
  await post({ to: ['+213550000013'], from: '<b>x', text, reference: '<i>reference</i>' })
  const { page, complaints } = await openPage(t, `${address}/#/inbox`)
  await page.getByText(text).first().waitFor()
  t.equal(await page.locator('main img, main script, main b').count(), 0)
  await page.goto(`${address}/#/messages`)
  await page.getByText('<i>reference</i>').waitFor()
  t.strictSame(complaints, [])
})

t.test('messages are found by number, by reference and by id', async (t) => {
  const { id } = await post({ to: ['+213550000014'], from: 'ACME', text: 'Find me', reference: 'needle-1' })
  const { page } = await openPage(t, `${address}/#/messages`)
  const search = page.getByRole('searchbox')
  for (const typed of ['+213 550 00 00 14', 'needle-1']) {
    await search.fill(typed)
    await page.keyboard.press('Enter')
    await page.getByText('1 message', { exact: false }).waitFor()
    await page.getByText('needle-1').waitFor()
  }
  await search.fill(id)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Message from ACME' }).waitFor()
  await page.getByText('Attempt 1: submitted to the provider').waitFor()
})

t.test('the console can be used by keyboard alone', async (t) => {
  const { page, complaints } = await openPage(t, `${address}/`)
  await page.getByRole('heading', { name: 'Send a message' }).waitFor()
  await page.keyboard.press('Tab')
  t.equal(await focused(page), 'Skip to the content')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('+213550000015')
  await page.keyboard.press('Tab')
  await page.keyboard.type('ACME')
  await page.keyboard.press('Tab')
  await page.keyboard.type('By keyboard')
  // Options, the choice of the time, and the button.
  for (let step = 0; step < 3; step++) await page.keyboard.press('Tab')
  t.equal(await focused(page), 'Send')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Accepted' }).waitFor()
  await page.getByRole('button', { name: 'No key needed' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'No key is needed' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  t.match(await focused(page), /No key needed/, 'the focus is back where it was')
  t.strictSame(complaints, [])
})

t.test('in live mode it asks for a key, shows what the key may do, and sends only when told twice', async (t) => {
  const provider = await startSandbox(t)
  const orders = createKeyedCaller({
    name: 'orders',
    scopes: ['messages:send', 'messages:read'],
    senders: ['ACME'],
    dailySegments: 500,
  })
  const folder = t.testdir({ 'keys.json': JSON.stringify({ callers: [orders.entry] }) })
  const live = await startProcess(t, {
    UPSTREAM_URL: provider.origin,
    UPSTREAM_USERNAME: 'alice',
    UPSTREAM_PASSWORD: 'open&sesame',
    DATABASE_URL: `sqlite:${join(folder, 'gateway.db')}`,
    API_KEYS_FILE: join(folder, 'keys.json'),
  }).listening()
  const { page } = await openPage(t, `${live}/`)
  const key = page.getByLabel('API key')
  await key.fill(`bsg_abcd_${'x'.repeat(43)}`)
  await page.keyboard.press('Enter')
  await page.getByText('The gateway does not know this key').waitFor()
  await page.screenshot({ path: `${screenshots}/key.png` })
  await key.fill(orders.key)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Your key: orders' }).click()
  const dialog = page.getByRole('dialog')
  t.match(await dialog.innerText(), /Senders\s+ACME[\s\S]*Segments per day\s+500/)
  await page.screenshot({ path: `${screenshots}/caller-of-a-key.png` })
  await dialog.getByRole('button', { name: 'Close' }).click()
  t.equal(await page.getByRole('link', { name: 'Inbox' }).count(), 0, 'there is no inbox of real messages')
  await compose(page, { to: '+213550000001', text: 'For real' })
  await page.getByRole('button', { name: 'Send…' }).click()
  await dialog.getByText('These are real messages').waitFor()
  await page.screenshot({ path: `${screenshots}/confirm.png` })
  await dialog.getByRole('button', { name: 'Back' }).click()
  t.equal(provider.inbox.receivedCount(), 0)
  await page.getByRole('button', { name: 'Send…' }).click()
  await dialog.getByRole('button', { name: 'Send now' }).click()
  await page.getByRole('heading', { name: 'Accepted' }).waitFor()
  t.equal(provider.inbox.receivedCount(), 1)
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
  )
  t.notMatch(stored, /bsg_/)
  await page.reload()
  await key.waitFor()
})

for (const [name, size] of Object.entries({ 1280: { viewport: { width: 1280, height: 900 } }, 390: phone })) {
  for (const colorScheme of ['light', 'dark'] as const) {
    t.test(`each view fits a width of ${name} px, in ${colorScheme} colours`, async (t) => {
      const { page, complaints } = await openPage(t, `${address}/`, { ...size, colorScheme })
      await compose(page, { to: '+213550000001\n+99900001706', text: `It’s 5 € for you – today only` })
      await page.getByRole('definition').getByText('UCS-2').waitFor()
      const { id } = await post({ to: ['+213550000016'], from: 'ACME', text: `${name} ${colorScheme}` })
      for (const [view, heading] of [
        ['send', 'Send a message'],
        ['inbox', 'Inbox'],
        ['messages', 'Messages'],
        [`messages/${id}`, 'Message from ACME'],
        ['health', 'Health'],
      ] as const) {
        await page.goto(`${address}/#/${view}`)
        await page.getByRole('heading', { name: heading, exact: true }).waitFor()
        await page.getByText('Loading…').waitFor({ state: 'detached' })
        const overflow = await page.evaluate(measureOverflow)
        t.equal(overflow, 0, `${view} is not wider than the screen`)
        const unnamed = await page.evaluate(findUnnamed)
        t.strictSame(unnamed, [], `every control of ${view} has a name`)
        t.strictSame(await page.evaluate(findFaintTexts), [], `every text of ${view} can be read`)
        await page.screenshot({ path: `${screenshots}/${view.replace(/\/.*/, '-one')}-${name}-${colorScheme}.png` })
      }
      t.strictSame(complaints, [])
    })
  }
}

t.test('pages of problems, and of nothing, fit a phone', async (t) => {
  const { page } = await openPage(t, `${address}/problems`, phone)
  for (const path of ['/problems', '/problems/insufficient-credit', '/nothing/here']) {
    await page.goto(`${address}${path}`)
    const overflow = await page.evaluate(measureOverflow)
    t.equal(overflow, 0, path)
    await page.screenshot({ path: `${screenshots}/page${path.replaceAll('/', '-')}-390.png` })
  }
})
