import t from 'tap'
import { runKillPoints } from './kill-point-run.ts'
import { killPointNames } from './kill-points.ts'

t.test('a kill at each named point leaves the expected state, and the key sends only what was not sent', async (t) => {
  // Two at once: a start uses a whole processor, so more would only wait for each other.
  const halves = [0, 1].map((half) => killPointNames.filter((_, index) => index % 2 === half))
  const faults = await Promise.all(halves.map((points) => runKillPoints(points, 2)))
  t.strictSame(faults.flat(), [])
})
