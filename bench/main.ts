import { contestants, type ContestantName } from './contestants/contestants.ts'
import { measure } from './measure.ts'
import { startUpstream } from './upstream.ts'
const upstream = await startUpstream()
for (const name of process.argv.slice(2)) {
  const run = await measure(contestants[name as ContestantName], upstream, { seconds: 2, warmSeconds: 1, folder: '/tmp' })
  console.log(name, JSON.stringify(run))
}
await upstream.stop()
