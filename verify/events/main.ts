import { readScriptOptions, seedOption } from '../../scripts/long-script.ts'
import { createProgress } from '../../scripts/progress.ts'
import { consumerNames, isInstalled } from '../../test/examples/consumers.ts'
import { mebibytes } from '../../test/support/process-figures.ts'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { formatReport, runEvents } from './event-run.ts'
import { runIdlePolls } from './idle-polls.ts'

/** The long form of the test beside this file. */
const values = readScriptOptions({
  name: 'test:events',
  about:
    'Kills gateway and consumers of the event feed again and again: no event may be missed. Or measures what waiting costs.',
  options: {
    kills: { value: 'COUNT', number: true, default: '100', about: 'how often something is killed' },
    events: { value: 'COUNT', number: true, default: '30000', about: 'how many events there are at least' },
    seed: seedOption(newSeed),
    idle: { value: 'COUNT', number: true, about: 'measures this many waiting consumers instead' },
    seconds: { value: 'SECONDS', number: true, default: '60', about: 'with --idle: how long' },
  },
})

/** What a thousand waiting consumers may cost, in percent of a core. */
const maxIdlePercent = 2

const progress = createProgress()
const { say } = progress

// An interrupted run exits normally, so that its exit handlers end the processes.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

async function killAll(): Promise<boolean> {
  const consumers = consumerNames.filter(isInstalled)
  say(`consumers: ${consumers.join(', ')}`)
  const { seed, kills, events } = values
  const report = await runEvents({ seed, kills, events, consumers, onProgress: progress.report })
  say(formatReport(report))
  return report.violations.length === 0
}

async function wait(callers: number): Promise<boolean> {
  const report = await runIdlePolls(callers, values.seconds)
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

const isRight = await (values.idle === undefined ? killAll() : wait(values.idle))
process.exitCode = isRight ? 0 : 1
