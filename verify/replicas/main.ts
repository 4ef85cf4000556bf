import { readScriptOptions, seedOption } from '../../scripts/long-script.ts'
import { createProgress } from '../../scripts/progress.ts'
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

/** The long forms of the tests beside this file. */
const values = readScriptOptions({
  name: 'test:replicas',
  about:
    'Kills, freezes and cuts off three gateways on a PostgreSQL server of its own, restarts that server, and compares every answer with the upstream and the journal.',
  options: {
    minutes: { value: 'MINUTES', number: true, default: '5', about: 'how long, for each run' },
    seed: seedOption(newSeed),
    clients: { value: 'COUNT', number: true, default: '96', about: 'how many clients send at once' },
    pgbouncer: { about: 'only through PgBouncer in transaction mode; otherwise that follows, in a shorter run' },
    control: { value: 'NAME', about: `one safeguard less, which the run must find: ${controlNames.join(', ')}` },
    controls: { about: 'all controls, one after the other' },
    twins: { about: 'instead: 200 requests at once for each of 100 keys' },
    stale: { about: 'instead: measures how soon a message of a gateway that is away is unknown' },
    rolling: { about: 'instead: restarts the gateways in turn under load' },
    rounds: { value: 'COUNT', number: true, default: '3', about: 'how often, with --stale and --rolling' },
  },
})
const { minutes, seed, clients, rounds } = values

const { say, report } = createProgress()
/** The pooler is between gateways and server for so much of the time. */
const poolerShare = 0.15

function giveUp(reason: string): never {
  process.stderr.write(`${reason}\n`)
  process.exit(1)
}

// An interrupted run exits normally, so that its exit handlers end what it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const bin = findPostgres() ?? giveUp(howToInstall)
const common = () => ({ bin, seed, clients, program: bundleReplica(), onProgress: report })

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
  const controlled = await runReplicas({ ...common(), minutes, control })
  const isFound = controlled.violations.length > 0
  say(formatReport(controlled))
  say(`control ${control}: ${isFound ? 'found, as it must be' : 'NOTHING FOUND, so this run proves nothing'}\n`)
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

const list = (counts: ReadonlyMap<string | number, number>) =>
  [...counts].map(([name, count]) => `${name}: ${count}`).join(', ')

async function sendTwins(): Promise<boolean> {
  const { keys, requests, getCount, statuses, violations } = await runReplicaTwins(bin, 200, 100)
  say(`${requests} requests with ${keys} keys, 200 at once, over three gateways: ${getCount} GETs; ${list(statuses)}`)
  return judge(violations)
}

async function measureStale(): Promise<boolean> {
  const { frozenMs, restartedMs, violations } = await runStale(bin, rounds, seed)
  const seconds = (times: readonly number[]) => times.map((ms) => (ms / 1_000).toFixed(1)).join(', ')
  say(`seed ${seed}: on the wire to unknown, gateway frozen: ${seconds(frozenMs)} s; two leases are 30 s`)
  say(`on the wire to unknown, gateway killed and started again under its name: ${seconds(restartedMs)} s`)
  return judge(violations)
}

async function restartInTurn(): Promise<boolean> {
  const { restarts, fates, getCount, violations } = await runRolling(bin, rounds, clients)
  say(`${restarts} restarts in turn under load: ${list(fates)}; ${getCount} GETs`)
  return judge(violations)
}

const wanted = controlNames.filter((name) => values.controls || name === values.control)
if (values.control !== undefined && wanted.length === 0) giveUp(`--control must be one of ${controlNames.join(', ')}`)
const forms = { twins: sendTwins, stale: measureStale, rolling: restartInTurn, pgbouncer: () => runPooled(minutes) }
const form = (Object.keys(forms) as (keyof typeof forms)[]).find((name) => values[name])
const isGood = wanted.length > 0 ? runControls(wanted) : form === undefined ? run() : forms[form]()
process.exitCode = (await isGood) ? 0 : 1
