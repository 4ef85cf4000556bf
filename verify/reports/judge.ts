import { DatabaseSync } from 'node:sqlite'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { deliveryOf, type ReportStatus } from '../../src/messages/delivery.ts'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import { failed, upstreamIdsOf } from '../../src/messages/outcome.ts'
import { newMessage } from '../../test/journal/entries.ts'
import { createRandom } from '../../test/upstream/random.ts'
import { expectedDelivery, nameOf, type SentReport } from './oracle.ts'

export type Tally = {
  readonly deliveries: ReadonlyMap<string, number>
  readonly settled: number
  readonly unmatched: number
}

/** What happened, as the test knows it. */
export type Truth = {
  /** The id under which a number's message was taken. */
  readonly takenIds: ReadonlyMap<string, string>
  /** The numbers of which an attempt was refused: a report may be about that one, and then proves nothing. */
  readonly refused: ReadonlySet<string>
  readonly seed: number
}

type Row = {
  readonly recipient: string
  readonly state: string
  readonly upstream_id: string | null
  readonly delivery: string | null
  readonly segments: number
  readonly settled: number
}

/** Looks for every acknowledged report in the journal of a gateway that has ended. */
export async function judgeReports(file: string, reports: readonly SentReport[], truth: Truth) {
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = database
    .prepare(
      `SELECT recipient, state, upstream_id, delivery, segments,
         EXISTS (SELECT 1 FROM resolutions WHERE resolutions.message = attempts.message) AS settled
       FROM attempts JOIN messages ON messages.number = message`,
    )
    .all() as unknown as Row[]
  const applied = namesOf(
    database,
    `SELECT recipient, delivery_reports.upstream_id, status FROM delivery_reports JOIN attempts USING (message, position)`,
  )
  const unmatched = namesOf(database, 'SELECT recipient, upstream_id, status FROM unmatched_reports')
  database.close()

  const faults: string[] = []
  for (const report of reports) {
    const name = nameOf(report)
    if (applied.has(name) === unmatched.has(name)) faults.push(`${name} is ${applied.has(name) ? 'twice' : 'lost'}`)
    if (unmatched.has(name) && !truth.refused.has(report.to)) faults.push(`${name} is unmatched`)
  }
  const byNumber = Map.groupBy(reports, ({ to }) => to)
  const deliveries = new Map<string, number>()
  const second = await replay(rows, reports, truth.seed)
  for (const row of rows) {
    const { recipient: to, state, upstream_id: id, delivery, segments } = row
    const taken = truth.takenIds.get(to)
    if (state === 'accepted' && (taken === undefined || (id !== null && id !== taken)))
      faults.push(`${to} is accepted as ${id} instead of ${taken}`)
    const ids = id === null ? [] : [id]
    const own = (byNumber.get(to) ?? []).filter((report) => ids.includes(report.id))
    const expected = own.length === 0 ? null : expectedDelivery({ to, ids, segments, reportRequested: true }, own)
    if (delivery !== expected) faults.push(`${to} is ${delivery} instead of ${expected}`)
    if (second.get(to) !== delivery) faults.push(`${to} is ${second.get(to)} in another order, and ${delivery} here`)
    deliveries.set(delivery ?? 'none', (deliveries.get(delivery ?? 'none') ?? 0) + 1)
  }
  const settled = rows.filter((row) => row.settled === 1).length
  return { faults, tally: { deliveries, settled, unmatched: unmatched.size } }
}

function namesOf(database: DatabaseSync, query: string): ReadonlySet<string> {
  const rows = database.prepare(query).all() as { recipient: string; upstream_id: string; status: string }[]
  return new Set(rows.map(({ recipient: to, upstream_id: id, status }) => nameOf({ to, id, status })))
}

/** The same messages and reports in another journal and another order: the delivery of each number. */
async function replay(rows: readonly Row[], reports: readonly SentReport[], seed: number) {
  const { journal } = openSqliteJournal({
    file: ':memory:',
    retentionMs: Number.MAX_SAFE_INTEGER,
    settle: 'exclusive',
    onFailure(error) {
      throw error
    },
  })
  const now = Date.now()
  const shown = new Map<string, string | null>()
  const messages = new Map<string, string>()
  const writes: Promise<unknown>[] = []
  for (const [index, { recipient: to, state, upstream_id: id, segments, settled }] of rows.entries()) {
    // Over as many milliseconds as the messages need: the journal has room for 4,096 in one.
    const at = now - Math.floor(index / 1_000)
    const message = newMessage({ to: [to], id: createMessageId(at), createdAt: at, segments })
    messages.set(to, message.id)
    const wasAccepted = state === 'accepted' && settled === 0
    const result = wasAccepted
      ? ({ to, accepted: true, ...upstreamIdsOf(id === null ? [] : [id]) } as const)
      : failed(to, { code: settled === 1 ? 'outcome-unknown' : 'invalid-destination' })
    writes.push(journal.begin(message, { sending: [to] }), journal.endAttempts(message.id, [result], at))
  }
  await Promise.all(writes)
  const random = createRandom(seed)
  const shuffled = reports.map((report) => ({ report, at: random.below(2 ** 31) })).sort((a, b) => a.at - b.at)
  await Promise.all(
    shuffled.map(({ report: { to, id, status } }) =>
      journal.recordReport({ to, upstreamMessageId: id, status: status as ReportStatus, sender: 'ACME' }, now + 1),
    ),
  )
  for (const [to, id] of messages) {
    const found = await journal.findMessage(undefined, id)
    const recipient = found?.recipients[0]
    const last = recipient?.attempts.at(-1)
    const ids = last?.upstreamMessageId === undefined ? [] : [last.upstreamMessageId]
    const own = recipient?.reports ?? []
    const submitted = { ids, segments: found?.segments, reportRequested: true }
    shown.set(to, own.length === 0 ? null : deliveryOf(submitted, own).status)
  }
  await journal.close()
  return shown
}
