import { parseArgs } from 'node:util'
import { findPostgres, howToInstall } from '../../test/support/postgres-server.ts'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { bundleReplica } from './bundle-replica.ts'
import { type ControlName, controlNames, controls } from './controls.ts'
import { hasPgbouncer, howToInstallPgbouncer } from './pgbouncer.ts'
import { runReplicas } from './replica-run.ts'
import { formatReport } from './report.ts'
import { runRolling } from './rolling.ts'
import { runStale } from './stale.ts'
import { runReplicaTwins } from './twins.ts'

/**
 * The long forms of the tests beside this file: `npm run test:replicas -- --minutes 20 --seed 1`, or `-- --control NAME`, or
 * `-- --controls`, `-- --pgbouncer`, `-- --twins`, `-- --stale`, or `-- --rolling`.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(newSeed) },
    clients: { type: 'string', default: '96' },
    control: { type: 'string' },
    controls: { type: 'boolean', default: false },
    pgbouncer: { type: 'boolean', default: false },
    twins: { type: 'boolean', default: false },
    stale: { type: 'boolean', default: false },
    rolling: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
  },
})

const say = (text: string) => void process.stdout.write(`${text}\n`)
const seed = Number(values.seed)
const minutes = Number(values.minutes)
const clients = Number(values.clients)
/** The pooler is between gateways and server for so much of the time. */
const poolerShare = 0.15

// An interrupted run exits normally, so that its exit handlers end what it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const bin = findPostgres()
if (bin === undefined) {
  process.stderr.write(`${howToInstall}\n`)
  process.exit(1)
}
const installed: string = bin
const rounds = Number(values.rounds)
const common = () => ({ bin: installed, seed, clients, program: bundleReplica(), onProgress: say })

/** Everything as it is shipped, and once more through a pooler. @returns whether no rule was broken */
async function run(): Promise<boolean> {
  const direct = await runReplicas({ ...common(), minutes })
  say(formatReport(direct))
  return (await runPooled(minutes * poolerShare)) && direct.violations.length === 0
}

async function runPooled(pooledMinutes: number): Promise<boolean> {
  if (!hasPgbouncer()) {
    say(`not run through a pooler: ${howToInstallPgbouncer}`)
    return true
  }
  const pooled = await runReplicas({ ...common(), minutes: pooledMinutes, pgbouncer: true })
  say(`through PgBouncer in transaction mode, ${formatReport(pooled)}`)
  return pooled.violations.length === 0
}

/** One safeguard less. @returns whether the run found that */
async function runControl(control: ControlName): Promise<boolean> {
  say(`control ${control}: ${controls[control].title}`)
  const report = await runReplicas({ ...common(), minutes, control })
  const isFound = report.violations.length > 0
  say(formatReport(report))
  say(
    isFound
      ? `control ${control}: found, as it must be\n`
      : `control ${control}: NOTHING FOUND, so this run proves nothing\n`,
  )
  return isFound
}

async function runControls(names: readonly ControlName[]): Promise<boolean> {
  let isGood = true
  for (const name of names) isGood = (await runControl(name)) && isGood
  return isGood
}

/** Prints violations. @returns whether there are none */
function judge(violations: readonly string[]): boolean {
  say(`violations: ${violations.length}`)
  for (const violation of violations.slice(0, 20)) say(`  - ${violation}`)
  return violations.length === 0
}

async function sendTwins(): Promise<boolean> {
  const { keys, requests, getCount, statuses, violations } = await runReplicaTwins(installed, 200, 100)
  const answered = [...statuses].map(([status, count]) => `${status}: ${count}`).join(', ')
  say(`${requests} requests with ${keys} keys, 200 at once, over three gateways: ${getCount} GETs; answers ${answered}`)
  return judge(violations)
}

async function measureStale(): Promise<boolean> {
  const { frozenMs, restartedMs, violations } = await runStale(installed, rounds, seed)
  const list = (times: readonly number[]) => times.map((ms) => (ms / 1_000).toFixed(1)).join(', ')
  say(`seed ${seed}: on the wire to unknown, gateway frozen: ${list(frozenMs)} s; two leases are 30 s`)
  say(`on the wire to unknown, gateway killed and started again under its name: ${list(restartedMs)} s`)
  return judge(violations)
}

async function restartInTurn(): Promise<boolean> {
  const { restarts, fates, getCount, violations } = await runRolling(installed, rounds, clients)
  const answered = [...fates].map(([fate, count]) => `${fate}: ${count}`).join(', ')
  say(`${restarts} restarts in turn under load: ${answered}; ${getCount} GETs`)
  return judge(violations)
}

const wanted = controlNames.filter((name) => values.controls || name === values.control)
if (values.control !== undefined && wanted.length === 0) {
  process.stderr.write(`--control must be one of ${controlNames.join(', ')}\n`)
  process.exit(1)
}
const forms = { twins: sendTwins, stale: measureStale, rolling: restartInTurn, pgbouncer: () => runPooled(minutes) }
const form = (Object.keys(forms) as (keyof typeof forms)[]).find((name) => values[name])
const isGood = wanted.length > 0 ? runControls(wanted) : form === undefined ? run() : forms[form]()
process.exitCode = (await isGood) ? 0 : 1
