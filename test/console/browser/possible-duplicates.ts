import type { Page } from 'playwright-core'
import t from 'tap'
import { findFaintTexts, findUnnamed, measureOverflow } from './page-checks.ts'
import { compose, focused, type Pages, phone, tabTo } from './pages.ts'

/** A number at which the connection breaks after the request, so that its outcome is unknown. */
const broken = '+99910000101'

/** Tests of what the page offers where the gateway refuses a possible duplicate. */
export function testPossibleDuplicates({ address, openPage, post, findInInbox, screenshots }: Pages): void {
  const arrived = async (text: string) => (await findInInbox(text)).length
  const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Send although it may arrive twice?' })

  t.test('a possible duplicate shows the earlier message, and goes out only after a second confirmation', async (t) => {
    const text = 'Is it twice?'
    const first = await post({ to: [broken], from: 'ACME', text })
    const { page } = await openPage(t, `${address}/`)
    await compose(page, { to: broken, text })
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('heading', { name: 'The same message may already have been sent' }).waitFor()
    const earlier = page.getByRole('link', { name: 'An earlier message', exact: true })
    t.equal(await earlier.getAttribute('href'), `#/messages/${first.id}`)
    const again = page.getByRole('button', { name: 'Send the same text again…' })
    t.equal(await again.count(), 0, 'the same text would be refused again')
    await page.screenshot({ path: `${screenshots}/possible-duplicate-1280.png`, fullPage: true })

    await page.getByRole('button', { name: 'Send all the same…' }).click()
    const dialog = dialogOf(page)
    await dialog.getByText('Unknown', { exact: true }).waitFor()
    await dialog.getByRole('button', { name: 'Send all the same' }).click()
    await dialog.getByRole('alert').waitFor()
    t.equal(await arrived(text), 1, 'the box was not ticked')
    await page.screenshot({ path: `${screenshots}/possible-duplicate-dialog-1280.png` })
    await dialog.getByRole('button', { name: 'Back' }).click()
    await dialog.waitFor({ state: 'detached' })
    t.equal(await arrived(text), 1)

    await page.getByRole('button', { name: 'Send all the same…' }).click()
    await dialog.getByLabel('A second copy is acceptable').check()
    await dialog.getByRole('button', { name: 'Send all the same' }).click()
    // At this number the second copy ends as the first did.
    await page.getByText('Do not send again.').waitFor()
    t.equal(await arrived(text), 2)

    await again.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Send a new message' }).click()
    await earlier.waitFor()
    t.not(await earlier.getAttribute('href'), `#/messages/${first.id}`, 'an acknowledgement counts for one repeat')
    t.equal(await arrived(text), 2)
  })

  t.test('of a list only the number in doubt is repeated, by keyboard on a phone', async (t) => {
    const text = 'A list, twice?'
    const other = '+213550000021'
    await post({ to: [broken], from: 'ACME', text })
    const { page, complaints } = await openPage(t, `${address}/`, phone)
    await compose(page, { to: `${broken}\n${other}`, text })
    await page.getByRole('button', { name: 'Send to 2 numbers' }).press('Enter')
    await page.getByRole('heading', { name: '1 number of 2 accepted' }).waitFor()
    t.equal(await arrived(text), 2)

    await tabTo(page, 'Send all the same…')
    await page.screenshot({ path: `${screenshots}/possible-duplicate-390.png` })
    await page.keyboard.press('Enter')
    const dialog = dialogOf(page)
    await dialog.getByText('Unknown', { exact: true }).waitFor()
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      t.strictSame(await page.evaluate(findFaintTexts), [], `every text can be read in ${colorScheme} colours`)
      await page.screenshot({ path: `${screenshots}/possible-duplicate-dialog-390-${colorScheme}.png` })
    }
    t.equal(await page.evaluate(measureOverflow), 0)
    t.strictSame(await page.evaluate(findUnnamed), [])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    t.equal(await focused(page), 'Send all the same…', 'the focus is back where it was')
    t.equal(await arrived(text), 2)

    await page.keyboard.press('Enter')
    await dialog.waitFor()
    const box = dialog.getByLabel('A second copy is acceptable')
    while (!(await box.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await tabTo(page, 'Send all the same')
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/messages'))
    await page.keyboard.press('Enter')
    t.match((await sent).postDataJSON(), { to: [broken], text, acknowledgePossibleDuplicate: /^[0-9a-f-]{36}$/ })
    await page.getByText('Do not send again.').waitFor()
    t.equal(await arrived(text), 3, 'the other number got nothing more')

    await tabTo(page, 'Back to the answer before')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '1 number of 2 accepted' }).waitFor()
    await page.getByRole('button', { name: 'Send all the same…' }).click()
    await box.check()
    await dialog.getByRole('button', { name: 'Send all the same' }).click()
    await page.getByText('Nothing was sent now').waitFor()
    t.equal(await arrived(text), 3, 'the same repeat has the same key')
    // The browser's console repeats the status of an answer that is a problem.
    t.strictSame(
      complaints.filter((complaint) => !/status of 504/.test(complaint)),
      [],
    )
  })

  t.test('what became of the earlier message by then is shown, or that this key may not see it', async (t) => {
    const text = 'Settled since?'
    const { id } = await post({ to: [broken], from: 'ACME', text })
    const { page } = await openPage(t, `${address}/`)
    await compose(page, { to: broken, text })
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const offer = page.getByRole('button', { name: 'Send all the same…' })
    await offer.waitFor()
    const body = JSON.stringify({ outcome: 'accepted', reason: 'The recipient has it', by: 'A. Operator' })
    const headers = { 'content-type': 'application/json' }
    t.equal((await fetch(`${address}/messages/${id}/resolution`, { method: 'POST', headers, body })).status, 200)
    await offer.click()
    await dialogOf(page).getByText('Accepted', { exact: true }).waitFor()

    await page.route('**/caller', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), scopes: ['messages:send'] } })
    })
    await post({ to: [broken], from: 'ACME', text: `${text} No.` })
    await page.reload()
    await compose(page, { to: broken, text: `${text} No.` })
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await offer.click()
    await dialogOf(page).getByText('This key may not read the earlier message').waitFor()
  })
}
