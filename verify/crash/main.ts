import { parseArgs } from 'node:util'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { formatReport, runCrashes } from './crash-run.ts'
import { runKillPoints } from './kill-point-run.ts'
import { killPointNames } from './kill-points.ts'
import { runDisconnect, runTwins } from './twin-run.ts'

/**
 * The long forms of the tests beside this file: `npm run test:crash -- --kills 1000 --seed 1`, or
 * `-- --points`, or `-- --twins`.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    // 55 per kill: 1,000 kills then cover more than the required 50,000 messages.
    messages: { type: 'string' },
    clients: { type: 'string', default: '32' },
    compiled: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(newSeed) },
    points: { type: 'boolean', default: false },
    repeat: { type: 'string', default: '20' },
    twins: { type: 'boolean', default: false },
  },
})

const say = (text: string) => void process.stdout.write(`${text}\n`)

async function crash(): Promise<readonly string[]> {
  const kills = Number(values.kills)
  const report = await runCrashes({
    seed: Number(values.seed),
    kills,
    messages: Number(values.messages ?? kills * 55),
    clients: Number(values.clients),
    compiled: values.compiled,
    onProgress: say,
  })
  say(formatReport(report))
  return report.violations
}

async function killAtPoints(): Promise<readonly string[]> {
  const times = Number(values.repeat)
  const violations: string[] = []
  for (const point of killPointNames) {
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
process.exitCode = (await run()).length > 0 ? 1 : 0
