import fc from 'fast-check'
import t from 'tap'
import { formatInstant } from '../../src/domain/instant.ts'

t.test('an instant reads as Date writes it, whichever was formatted before', async (t) => {
  const day = 86_400_000
  const at = fc.oneof(
    fc.integer({ min: 1_800_000_000_000, max: 1_800_000_002_000 }),
    fc.integer({ min: 0, max: 253_402_300_799_999 }),
    fc.integer({ min: -100_000_000 * day, max: 100_000_000 * day }),
  )
  fc.assert(
    fc.property(fc.array(at), (instants) => {
      for (const instant of instants) if (formatInstant(instant) !== new Date(instant).toISOString()) return false
      return true
    }),
    { numRuns: 2_000 },
  )
  t.equal(formatInstant(1_800_000_000_007.9), new Date(1_800_000_000_007.9).toISOString())
})

t.test('what is no time throws each time, and leaves the next one right', async (t) => {
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1_000, 8.64e15 + 1_000]) {
    t.throws(() => formatInstant(wrong), RangeError)
  }
  t.equal(formatInstant(0), '1970-01-01T00:00:00.000Z')
})
