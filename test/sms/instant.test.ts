import fc from 'fast-check'
import t from 'tap'
import { createInstantFormat } from '../../src/sms/instant.ts'

t.test('an instant reads as Date writes it, whichever was formatted before', async (t) => {
  const format = createInstantFormat()
  for (const at of [0, 0, 1_800_000_000_007, 1_800_000_000_008, 1_800_000_000_007, -1, 8.64e15]) {
    t.equal(format(at), new Date(at).toISOString())
  }
})

t.test('an invalid time always throws, and does not affect the next one', async (t) => {
  const format = createInstantFormat()
  for (const at of [Number.NaN, 9e15, 9e15]) t.throws(() => format(at), RangeError)
  t.equal(format(0), '1970-01-01T00:00:00.000Z')
})

t.test('any instant reads as Date writes it, before and after any other', async () => {
  const format = createInstantFormat()
  const instants = fc.integer({ min: -8.64e15, max: 8.64e15 - 1 })
  fc.assert(
    fc.property(fc.array(instants, { minLength: 1, maxLength: 5 }), (list) =>
      list.flatMap((at) => [at, at + 1]).every((at) => format(at) === new Date(at).toISOString()),
    ),
  )
})
