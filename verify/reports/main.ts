import { parseArgs } from 'node:util'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { formatExclusive, knownShareOf, runExclusive } from './exclusive-run.ts'
import { formatCallbacks, runCallbacks } from './fuzz-run.ts'
import { formatHistories, runHistories } from './histories-run.ts'
import { formatKills, runKills } from './kills-run.ts'

/** The long forms of the tests beside this file: `npm run test:reports -- --exclusive 100000 --seed 1`. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(newSeed) },
    exclusive: { type: 'string' },
    histories: { type: 'string' },
    kills: { type: 'string' },
    fuzz: { type: 'string' },
    reports: { type: 'string', default: '50000' },
  },
})

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** What the proof has to reach over many histories. */
const leastKnownShare = 0.85
const say = (text: string) => void process.stdout.write(`${text}\n`)
const seed = Number(values.seed)

if (values.exclusive !== undefined) {
  const report = await runExclusive(seed, Number(values.exclusive))
  say(formatExclusive(report))
  process.exitCode = report.violations.length > 0 || knownShareOf(report) < leastKnownShare ? 1 : 0
}
if (values.histories !== undefined) {
  const report = await runHistories(seed, Number(values.histories))
  say(formatHistories(report))
  process.exitCode = report.violations.length > 0 ? 1 : 0
}
if (values.kills !== undefined) {
  const report = await runKills({ seed, kills: Number(values.kills), reports: Number(values.reports), onProgress: say })
  say(formatKills(report))
  process.exitCode = report.violations.length > 0 ? 1 : 0
}
if (values.fuzz !== undefined) {
  const report = await runCallbacks(seed, Number(values.fuzz), say)
  say(formatCallbacks(report))
  process.exitCode = report.violations.length > 0 ? 1 : 0
}
