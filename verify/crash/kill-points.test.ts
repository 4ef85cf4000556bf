import t from 'tap'
import { runKillPoints } from './kill-point-run.ts'
import { killPointNames } from './kill-points.ts'

t.test('a kill at each named point leaves what it must, and the same key sends what certainly was not', async (t) => {
  // Two at once: a start takes a processor, and more would only wait for each other.
  const halves = [0, 1].map((half) => killPointNames.filter((_, index) => index % 2 === half))
  const faults = await Promise.all(halves.map((points) => runKillPoints(points, 2)))
  t.strictSame(faults.flat(), [])
})
