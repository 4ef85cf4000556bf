import t from 'tap'
import { createInbox, type InboxEntry, maxInboxBytes, maxInboxEntries } from '../../sandbox/inbox.ts'

const entry = (id: number): InboxEntry => ({
  id: String(id),
  receivedAt: '2026-11-22T08:00:00.000Z',
  method: 'GET',
  path: '/bulksms/bulksms',
  parameters: {},
  answer: '1702',
})

t.test('the inbox keeps the newest 1,000 entries, newest first, and counts them all', async (t) => {
  const inbox = createInbox()
  for (let id = 1; id <= maxInboxEntries + 5; id++) inbox.add(entry(id), 100)
  const ids = inbox.entries().map(({ id }) => id)
  t.equal(ids.length, maxInboxEntries)
  t.equal(ids[0], String(maxInboxEntries + 5))
  t.equal(ids.at(-1), '6')
  t.equal(inbox.receivedCount(), maxInboxEntries + 5)
})

t.test('large requests push out older ones before there are 1,000', async (t) => {
  const inbox = createInbox()
  for (let id = 1; id <= 10; id++) inbox.add(entry(id), maxInboxBytes / 4)
  t.same(
    inbox.entries().map(({ id }) => id),
    ['10', '9', '8', '7'],
  )
  inbox.clear()
  t.same(inbox.entries(), [])
  for (let id = 1; id <= 4; id++) inbox.add(entry(id), maxInboxBytes / 4)
  t.equal(inbox.entries().length, 4)
  t.equal(inbox.receivedCount(), 4)
})

t.test('delivery reports are added to their entry, and to none that was dropped', async (t) => {
  const inbox = createInbox()
  const report = {
    digits: '213550000001',
    upstreamMessageId: 'abc',
    status: 'DELIVRD',
    sentAt: '2026-11-22T08:00:01.000Z',
    isTaken: true,
  }
  const addReport = inbox.add(entry(1), 100)
  t.strictSame(inbox.entries()[0]?.reports, [])
  addReport(report)
  t.strictSame(inbox.entries()[0]?.reports, [report])
  inbox.clear()
  const { revision } = inbox
  const before = revision()
  addReport(report)
  t.same(inbox.entries(), [])
  t.equal(revision(), before, 'nothing has changed')
})

t.test('reports count towards the bound, so that they push out older entries', async (t) => {
  const inbox = createInbox()
  inbox.add(entry(1), maxInboxBytes / 2)
  const addReport = inbox.add(entry(2), maxInboxBytes / 2)
  t.equal(inbox.entries().length, 2)
  addReport({ digits: '1', upstreamMessageId: 'a', status: 'DELIVRD', sentAt: '', isTaken: true })
  t.same(
    inbox.entries().map(({ id }) => id),
    ['2'],
  )
})

t.test('whoever waits is woken by every kind of change, and by the end of the wait', async (t) => {
  const inbox = createInbox()
  const never = new AbortController()
  let addReport = () => {}
  for (const change of [
    () => {
      const add = inbox.add(entry(1), 1)
      addReport = () => add({ digits: '1', upstreamMessageId: 'a', status: 'ENROUTE', sentAt: '', isTaken: false })
    },
    () => addReport(),
    () => inbox.clear(),
    () => never.abort(),
  ]) {
    const changed = inbox.whenChanged(never.signal)
    const before = inbox.revision()
    change()
    await changed
    t.equal(inbox.revision() > before, !never.signal.aborted)
  }
  await inbox.whenChanged(never.signal)
})
