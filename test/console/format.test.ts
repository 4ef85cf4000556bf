import t from 'tap'
import { formatBytes, formatCount, formatDuration, formatTime } from '../../console/format.js'

t.test('durations, counts and sizes are said in their largest unit', async (t) => {
  t.equal(formatDuration(500), '0 seconds')
  t.equal(formatDuration(3_600_000), '1 hour')
  t.equal(formatDuration(7 * 86_400_000), '7 days')
  t.equal(formatCount(1, 'segment'), '1 segment')
  t.equal(formatCount(1_200, 'segment'), '1,200 segments')
  t.equal(formatBytes(1), '1 byte')
  t.equal(formatBytes(1_536), '1.5 KiB')
  t.equal(formatBytes(3 * 1024 ** 2), '3.0 MiB')
})

t.test('an instant of another day has its date', async (t) => {
  const now = new Date(2026, 10, 22, 12)
  t.equal(formatTime(new Date(2026, 10, 22, 8, 5, 1).toISOString(), now), '08:05:01')
  t.match(formatTime(new Date(2026, 10, 21, 8, 5, 1).toISOString(), now), /21 Nov 2026.*08:05:01/)
})
