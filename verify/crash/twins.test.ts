import t from 'tap'
import { runDisconnect, runTwins } from './twin-run.ts'

t.test(
  'of 100 concurrent requests with one key, one sends and all get the same answer; another body is refused',
  async (t) => {
    const { violations, getCount, statuses } = await runTwins(100, 20)
    t.strictSame(violations, [])
    t.equal(getCount, 20)
    t.strictSame(Object.fromEntries(statuses), { 201: 700, 422: 700, 504: 600 })
  },
)

t.test('the outcome for a disconnected client is in the journal, and its key replays it', async (t) => {
  t.strictSame(await runDisconnect(), [])
})
