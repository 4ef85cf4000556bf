import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'

export const phone = { viewport: { width: 390, height: 844 } }

/** Fills the form of a message. */
export async function compose(page: Page, { to, text }: { to?: string; text: string }): Promise<void> {
  if (to !== undefined) await page.getByLabel('To', { exact: true }).fill(to)
  await page.getByLabel('From', { exact: true }).fill('ACME')
  await page.getByLabel('Text', { exact: true }).fill(text)
}

/** The words of what has the focus. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText.trim() ?? '')

/** Presses Tab until something with these words has the focus. */
export async function tabTo(page: Page, words: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if ((await focused(page)) === words) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches "${words}"`)
}

/** Opens pages that note everything that the browser's console or a request to another origin would show. */
export const createPageOpener = (browser: Browser) =>
  async function openPage(t: Test, url: string, options: BrowserContextOptions = {}) {
    const complaints: string[] = []
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options })
    t.teardown(() => page.close())
    page.on('dialog', (dialog) => dialog.accept())
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(new URL(url).origin)) complaints.push(request.url())
    })
    await page.goto(url)
    return { page, complaints }
  }

/** What a test asks of the gateway beside the page. */
export const createGatewayClient = (address: string) => ({
  address,
  async post(message: object): Promise<{ readonly id: string }> {
    const headers = { 'content-type': 'application/json' }
    const path = 'sendAt' in message ? 'scheduled-messages' : 'messages'
    const answer = await fetch(`${address}/${path}`, { method: 'POST', headers, body: JSON.stringify(message) })
    return answer.json() as Promise<{ readonly id: string }>
  },
  /** The messages of the inbox with a text. */
  async findInInbox(text: string): Promise<readonly object[]> {
    const answer = await fetch(`${address}/inbox?search=${encodeURIComponent(text)}`)
    return ((await answer.json()) as { readonly messages: readonly object[] }).messages
  },
})

export type Pages = ReturnType<typeof createGatewayClient> & {
  readonly openPage: ReturnType<typeof createPageOpener>
  readonly screenshots: string
}
