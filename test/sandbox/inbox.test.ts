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
