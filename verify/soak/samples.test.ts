import t from 'tap'
import { findGrowth, type Sample, slopePerHour, takeSample } from './samples.ts'

const steady: Sample = { atMs: 0, memoryMiB: 150, descriptors: 90, sockets: 70, walMiB: 4, databaseMiB: 10 }

/** An hour of samples, each with changes to a steady one. */
const hour = (change: (share: number) => Partial<Sample>): readonly Sample[] =>
  Array.from({ length: 61 }, (_, minute) => ({ ...steady, atMs: minute * 60_000, ...change(minute / 60) }))

t.test('a steady run has no growth, even if the database grows', async (t) => {
  t.strictSame(findGrowth(hour((share) => ({ databaseMiB: 1_000 * share }))), [])
})

t.test(
  'memory, descriptors and sockets that grow until the end are reported, and so is a log that is never reset',
  async (t) => {
    t.strictSame(findGrowth(hour((share) => ({ memoryMiB: 150 + 100 * share }))), [
      'memoryMiB has grown from 188 to 238',
    ])
    t.strictSame(findGrowth(hour((share) => ({ descriptors: 90 + 200 * share }))), [
      'descriptors has grown from 167 to 267',
    ])
    t.strictSame(findGrowth(hour((share) => ({ sockets: 70 + 200 * share }))), ['sockets has grown from 147 to 247'])
    t.strictSame(findGrowth(hour((share) => ({ walMiB: 64 * share }))), ['the write-ahead log has reached 64 MiB'])
  },
)

t.test('the slope is that of the second half, per hour', async (t) => {
  t.equal(
    Math.round(
      slopePerHour(
        hour((share) => ({ memoryMiB: 150 + 30 * share })),
        'memoryMiB',
      ),
    ),
    30,
  )
  t.equal(
    slopePerHour(
      hour((share) => ({ memoryMiB: share < 0.5 ? 100 : 150 })),
      'memoryMiB',
    ),
    0,
  )
  t.equal(slopePerHour([steady], 'memoryMiB'), 0)
})

t.test('a sample of this process has memory and descriptors, but no database', async (t) => {
  const { memoryMiB, descriptors, walMiB, databaseMiB } = takeSample(process.pid, '/nowhere/gateway.db', 1)
  t.ok(memoryMiB > 1 && descriptors > 2)
  t.strictSame([walMiB, databaseMiB], [0, 0])
})
