import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const { EVENTS_URL = 'http://127.0.0.1:3000/events?wait=30', API_KEY, CURSOR_FILE = 'events.cursor' } = process.env
const headers = API_KEY ? { authorization: `Bearer ${API_KEY}` } : {}
/** Your work. It may get an event again after a crash: the same event has the same id. */
const handle = (event) =>
  new Promise((resolve, reject) =>
    process.stdout.write(`${JSON.stringify(event)}\n`, (error) => (error ? reject(error) : resolve())),
  )

let cursor = existsSync(CURSOR_FILE) ? readFileSync(CURSOR_FILE, 'utf8') : undefined
for (let failures = 0; ; ) {
  try {
    const after = cursor === undefined ? '' : `&after=${cursor}`
    const answer = await fetch(EVENTS_URL + after, { headers, signal: AbortSignal.timeout(60_000) })
    if (answer.status === 410) {
      process.stderr.write(`Events are lost, see docs/events.md: ${await answer.text()}\n`)
      process.exit(1)
    }
    if (!answer.ok) throw new Error(`The gateway answered ${answer.status}: ${await answer.text()}`)
    const { events, next } = await answer.json()
    for (const event of events) await handle(event)
    if (next !== cursor) {
      writeFileSync(`${CURSOR_FILE}.new`, next, { flush: true })
      renameSync(`${CURSOR_FILE}.new`, CURSOR_FILE)
      cursor = next
    }
    failures = 0
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    await sleep(Math.min(30_000, 500 * 2 ** failures++) * (0.5 + Math.random() / 2))
  }
}
