import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { openSqliteJournal } from '../../../src/journal/sqlite.ts'
import { startGateway } from '../../support/gateway.ts'

const dayMs = 86_400_000
const messageCount = 5_000
const busyNumber = '+213550000009'
const firstAt = Date.now() - dayMs
const hex = firstAt.toString(16).padStart(12, '0')
const oldestId = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000001`

/**
 * A gateway over a journal with thousands of messages of another caller, all to one number and all rejected. The oldest message
 * of all is the asker's, and the one that its lists have to find.
 */
async function startWithMany(t: Test) {
  const journalFile = `${t.testdir()}/journal.db`
  await openSqliteJournal({ file: journalFile, retentionMs: 400 * dayMs, onFailure() {} }).journal.close()
  const database = new DatabaseSync(journalFile)
  // One message per millisecond, with the id that matches its number.
  database.exec(`
    CREATE TEMP TABLE one AS
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${messageCount - 1})
      SELECT i, ${firstAt} + i AS at, (${firstAt} - 1577836800000 + i) * 4096 AS number,
        CASE i WHEN 0 THEN 'anonymous' ELSE 'other' END AS caller FROM n;
    INSERT INTO messages (number, id, caller, request_id, created_at, sender, encoding, segments, content_hash, wants_report)
      SELECT number, printf('%08x-%04x-7000-8000-000000000001', at >> 16, at & 65535), caller, 'r', at,
        CASE i WHEN 0 THEN 'Mine' ELSE 'ACME' END, 'gsm7', 1, x'00', 1 FROM one;
    INSERT INTO attempts (message, position, number, recipient, state, problem, caller)
      SELECT number, 0, 1, '${busyNumber}', 'rejected', 'invalid-destination', caller FROM one;`)
  database.close()
  const gateway = await startGateway(t, { journalFile })
  async function list(query: string) {
    const { status, json } = await gateway.get(`/messages?${query}`)
    const ids: string[] = json.messages.map(({ id }: { id: string }) => id)
    return { status, ids, next: json.next as string | undefined }
  }
  return { ...gateway, list }
}

const busy = encodeURIComponent(busyNumber)

t.test('an outcome is found among the messages of its caller, however many others have', async (t) => {
  const { list } = await startWithMany(t)
  t.match(await list('outcome=rejected'), { ids: [oldestId], next: undefined })
  t.match(await list('outcome=rejected&from=Mine'), { ids: [oldestId], next: undefined })
  t.match(await list('outcome=not-attempted'), { ids: [], next: undefined })
})

for (const [name, query] of [
  ['by a number to which others send', `to=${busy}`],
  ['by a number and an outcome', `to=${busy}&outcome=rejected`],
  ["among everybody's", 'caller=*&outcome=rejected&from=Mine'],
] as const) {
  t.test(`a list that passes over thousands of messages, ${name}, pages and misses nothing`, async (t) => {
    const { list } = await startWithMany(t)
    const found: string[] = []
    let cursor = ''
    let pages = 0
    for (let next: string | undefined = ''; next !== undefined; pages++) {
      const page: Awaited<ReturnType<typeof list>> = await list(`${query}${cursor}`)
      found.push(...page.ids)
      next = page.next
      cursor = `&cursor=${next}`
    }
    t.strictSame(found, [oldestId])
    t.equal(pages, 3)
  })
}

t.test('a list that finds nothing in thousands of messages says so at its end alone', async (t) => {
  const { list } = await startWithMany(t)
  const first = await list('caller=other&outcome=accepted')
  t.match(first, { ids: [], next: /^[0-9a-f-]{36}$/ })
  const second = await list(`caller=other&outcome=accepted&cursor=${first.next}`)
  t.match(second, { ids: [], next: /^[0-9a-f-]{36}$/ })
  t.not(second.next, first.next)
  t.match(await list(`caller=other&outcome=accepted&cursor=${second.next}`), { ids: [], next: undefined })
})

t.test('a full page says whether there is more', async (t) => {
  const { list } = await startWithMany(t)
  const first = await list(`caller=*&to=${busy}&limit=100`)
  t.equal(first.ids.length, 100)
  const second = await list(`caller=*&to=${busy}&limit=100&cursor=${first.next}`)
  t.equal(new Set([...first.ids, ...second.ids]).size, 200)
  t.match(await list('limit=1'), { ids: [oldestId], next: undefined })
})
