import t from 'tap'
import { createFinishWatch } from '../../src/journal/finish-watch.ts'

t.test('the end of a message resolves all its waiters, and no others', async (t) => {
  const { wait, tell } = createFinishWatch()
  const first = [wait('one', 60_000), wait('one', 60_000)]
  const other = wait('two', 1)
  tell('one')
  t.strictSame(await Promise.all(first), [true, true])
  t.equal(await other, false, 'its time is over')
  tell('two')
  const again = wait('one', 1)
  t.equal(await again, false, 'an end counts for those who waited for it')
})
