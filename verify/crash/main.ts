import { readScriptOptions, seedOption } from '../../scripts/long-script.ts'
import { createProgress } from '../../scripts/progress.ts'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { formatReport, runCrashes } from './crash-run.ts'
import { runKillPoints } from './kill-point-run.ts'
import { killPointNames } from './kill-points.ts'
import { runDisconnect, runTwins } from './twin-run.ts'

/** The long forms of the tests beside this file. */
const values = readScriptOptions({
  name: 'test:crash',
  about:
    'Sends messages while the gateway is killed again and again, then compares its journal with the upstream: nothing may be sent twice or forgotten.',
  options: {
    kills: { value: 'COUNT', number: true, default: '100', about: 'how often it is killed' },
    // 55 per kill: 1,000 kills then cover more than the required 50,000 messages.
    messages: {
      value: 'COUNT',
      number: true,
      about: 'how many messages are sent at least; without it, 55 for each kill',
    },
    clients: { value: 'COUNT', number: true, default: '32', about: 'how many send at once' },
    compiled: { about: 'caches compiled sources, so that restarts take less time' },
    seed: seedOption(newSeed),
    points: { about: 'kills at each point between two effects of a message instead' },
    repeat: { value: 'COUNT', number: true, default: '20', about: 'with --points: how often at each point' },
    twins: { about: 'sends requests with the same key at once instead' },
  },
})

const progress = createProgress()
const { say } = progress

async function crash(): Promise<readonly string[]> {
  const { kills } = values
  const report = await runCrashes({
    seed: values.seed,
    kills,
    messages: values.messages ?? kills * 55,
    clients: values.clients,
    compiled: values.compiled,
    onProgress: progress.report,
  })
  say(formatReport(report))
  return report.violations
}

async function killAtPoints(): Promise<readonly string[]> {
  const times = values.repeat
  const violations: string[] = []
  for (const [index, point] of killPointNames.entries()) {
    progress.report(index / killPointNames.length, point)
    const faults = await runKillPoints([point], times)
    say(`${point}: ${times} kills, ${faults.length} violations`)
    for (const fault of faults) say(`  - ${fault}`)
    violations.push(...faults)
  }
  return violations
}

async function sendTwins(): Promise<readonly string[]> {
  const { keys, requests, getCount, statuses, violations } = await runTwins(200, 100)
  const answered = [...statuses].map(([status, count]) => `${status}: ${count}`).join(', ')
  say(`${requests} requests with ${keys} keys, 200 at once: ${getCount} GETs; answers ${answered}`)
  const all = [...violations, ...(await runDisconnect())]
  say(`violations: ${all.length}`)
  for (const violation of all) say(`  - ${violation}`)
  return all
}

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const run = values.points ? killAtPoints : values.twins ? sendTwins : crash
const violations = await run()
progress.end()
process.exitCode = violations.length > 0 ? 1 : 0
