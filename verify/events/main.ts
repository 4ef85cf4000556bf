import { parseArgs } from 'node:util'
import { consumerNames, isInstalled } from '../../test/examples/consumers.ts'
import { mebibytes } from '../../test/support/process-figures.ts'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { formatReport, runEvents } from './event-run.ts'
import { runIdlePolls } from './idle-polls.ts'

/**
 * The long form of the test beside this file: `npm run test:events -- --kills 300 --events 100000 --seed 1`; or what waiting
 * costs: `npm run test:events -- --idle 1000 --seconds 60`.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    events: { type: 'string', default: '30000' },
    seed: { type: 'string', default: String(newSeed) },
    idle: { type: 'string' },
    seconds: { type: 'string', default: '60' },
  },
})

/** What a thousand waiting consumers may cost, in percent of a core. */
const maxIdlePercent = 2

const say = (text: string) => void process.stdout.write(`${text}\n`)

// An interrupted run exits normally, so that its exit handlers end the processes.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

async function killAll(): Promise<boolean> {
  const consumers = consumerNames.filter(isInstalled)
  say(`consumers: ${consumers.join(', ')}`)
  const settings = { seed: Number(values.seed), kills: Number(values.kills), events: Number(values.events) }
  const report = await runEvents({ ...settings, consumers, onProgress: say })
  say(formatReport(report))
  return report.violations.length === 0
}

async function wait(callers: number): Promise<boolean> {
  const report = await runIdlePolls(callers, Number(values.seconds))
  const { seconds, basePercent, pollPercent, residentBytes, answered, violations } = report
  const costPercent = pollPercent - basePercent
  say(
    `${callers} waiting for ${seconds} s: ${pollPercent.toFixed(2)} % of a core, ${basePercent.toFixed(2)} % without them`,
  )
  say(`${answered} polls were answered, ${mebibytes(residentBytes)} in memory`)
  for (const violation of violations.slice(0, 20)) say(`  - ${violation}`)
  if (costPercent >= maxIdlePercent) say(`too much: the limit is ${maxIdlePercent} %`)
  return violations.length === 0 && costPercent < maxIdlePercent
}

const isRight = await (values.idle === undefined ? killAll() : wait(Number(values.idle)))
process.exitCode = isRight ? 0 : 1
