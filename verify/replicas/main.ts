import { parseArgs } from 'node:util'
import { findPostgres, howToInstall } from '../../test/support/postgres-server.ts'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { type ControlName, controlNames, controls } from './controls.ts'
import { hasPgbouncer, howToInstallPgbouncer } from './pgbouncer.ts'
import { runReplicas } from './replica-run.ts'
import { formatReport } from './report.ts'

/**
 * The long forms of the tests beside this file: `npm run test:replicas -- --minutes 20 --seed 1`, or `-- --control NAME`, or
 * `-- --controls`, or `-- --pgbouncer`.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(newSeed) },
    clients: { type: 'string', default: '24' },
    control: { type: 'string' },
    controls: { type: 'boolean', default: false },
    pgbouncer: { type: 'boolean', default: false },
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
const common = { bin, seed, clients, onProgress: say }

/** Everything as it is shipped, and once more through a pooler. @returns whether no rule was broken */
async function run(): Promise<boolean> {
  const direct = await runReplicas({ ...common, minutes })
  say(formatReport(direct))
  return (await runPooled(minutes * poolerShare)) && direct.violations.length === 0
}

async function runPooled(pooledMinutes: number): Promise<boolean> {
  if (!hasPgbouncer()) {
    say(`not run through a pooler: ${howToInstallPgbouncer}`)
    return true
  }
  const pooled = await runReplicas({ ...common, minutes: pooledMinutes, pgbouncer: true })
  say(`through PgBouncer in transaction mode, ${formatReport(pooled)}`)
  return pooled.violations.length === 0
}

/** One safeguard less. @returns whether the run found that */
async function runControl(control: ControlName): Promise<boolean> {
  say(`control ${control}: ${controls[control].title}`)
  const report = await runReplicas({ ...common, minutes, control })
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

const wanted = controlNames.filter((name) => values.controls || name === values.control)
if (values.control !== undefined && wanted.length === 0) {
  process.stderr.write(`--control must be one of ${controlNames.join(', ')}\n`)
  process.exit(1)
}
const isGood = wanted.length > 0 ? runControls(wanted) : values.pgbouncer ? runPooled(minutes) : run()
process.exitCode = (await isGood) ? 0 : 1
