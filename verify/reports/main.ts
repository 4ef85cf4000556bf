import { readScriptOptions, seedOption } from '../../scripts/long-script.ts'
import { createProgress } from '../../scripts/progress.ts'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { formatExclusive, knownShareOf, runExclusive } from './exclusive-run.ts'
import { formatCallbacks, runCallbacks } from './fuzz-run.ts'
import { formatHistories, runHistories } from './histories-run.ts'
import { formatKills, runKills } from './kills-run.ts'

/** The long forms of the tests beside this file. */
const values = readScriptOptions({
  name: 'test:reports',
  about: 'Proves what delivery reports match and settle. Name at least one of exclusive, histories, kills and fuzz.',
  options: {
    seed: seedOption(newSeed),
    exclusive: { value: 'COUNT', number: true, about: 'this many histories of what a report may settle' },
    histories: { value: 'COUNT', number: true, about: 'this many histories against an oracle' },
    kills: { value: 'COUNT', number: true, about: 'this many kills while reports arrive' },
    fuzz: { value: 'COUNT', number: true, about: "this many callbacks as no provider's" },
    reports: { value: 'COUNT', number: true, default: '50000', about: 'with --kills: how many reports at least' },
  },
})

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** What the proof has to reach over many histories. */
const leastKnownShare = 0.85
const progress = createProgress()
const { say } = progress
const { seed } = values

if (values.exclusive !== undefined) {
  const report = await runExclusive(seed, values.exclusive)
  say(formatExclusive(report))
  process.exitCode = report.violations.length > 0 || knownShareOf(report) < leastKnownShare ? 1 : 0
}
if (values.histories !== undefined) {
  const report = await runHistories(seed, values.histories)
  say(formatHistories(report))
  process.exitCode = report.violations.length > 0 ? 1 : 0
}
if (values.kills !== undefined) {
  const report = await runKills({ seed, kills: values.kills, reports: values.reports, onProgress: progress.report })
  say(formatKills(report))
  process.exitCode = report.violations.length > 0 ? 1 : 0
}
if (values.fuzz !== undefined) {
  const report = await runCallbacks(seed, values.fuzz, progress.report)
  say(formatCallbacks(report))
  process.exitCode = report.violations.length > 0 ? 1 : 0
}
