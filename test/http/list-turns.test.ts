import t from 'tap'
import { JournalError } from '../../src/messages/journal.ts'
import { startGateway } from '../support/gateway.ts'

t.test('at most 8 pages are read at a time, and the others get their turn, after a failed one too', async (t) => {
  const reading: PromiseWithResolvers<void>[] = []
  const { get } = await startGateway(t, {
    journal: (journal) => ({
      ...journal,
      async listMessages(query) {
        const turn = Promise.withResolvers<void>()
        reading.push(turn)
        await turn.promise
        return journal.listMessages(query)
      },
    }),
  })
  const statuses = Array.from({ length: 20 }, async () => (await get('/messages')).status)
  // A message is found by its id meanwhile, which takes as many turns of the event loop as to begin a page.
  const other = await get('/messages/01936f5e-0000-7000-8000-000000000000')
  t.equal(other.status, 404)
  t.equal(reading.length, 8)
  reading[0]?.reject(new JournalError('out of order'))
  t.equal(await statuses[0], 503)
  for (let at = 1; at < 20; at++) {
    reading[at]?.resolve()
    t.equal(await statuses[at], 200)
  }
  t.equal(reading.length, 20)
})
