import t from 'tap'
import { createPermit } from '../../src/upstream/permit.ts'

t.test('a permit is consumed once, and every further consumption throws', async (t) => {
  const permit = createPermit()
  permit.consume()
  t.throws(() => permit.consume(), { message: 'The permit is already consumed' })
  t.throws(() => permit.consume(), { message: 'The permit is already consumed' })
})

t.test('a cancelled permit cannot be consumed any more', async (t) => {
  const permit = createPermit()
  t.equal(permit.cancel(), true)
  t.throws(() => permit.consume(), { message: 'The permit is already cancelled' })
  t.equal(permit.cancel(), true, 'the refused consumption changes nothing: still never written')
})

t.test('cancelling a consumed permit always fails', async (t) => {
  const permit = createPermit()
  permit.consume()
  t.equal(permit.cancel(), false)
  t.equal(permit.cancel(), false)
  t.throws(() => permit.consume(), { message: 'The permit is already consumed' })
})
