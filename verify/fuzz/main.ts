import { readScriptOptions, seedOption } from '../../scripts/long-script.ts'
import { createProgress } from '../../scripts/progress.ts'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { createCase } from './cases.ts'
import { formatReport, runFuzz } from './fuzz-run.ts'

/** The long form of the test beside this file. */
const values = readScriptOptions({
  name: 'test:fuzz',
  about: 'Sends malformed requests of every kind, judges each answer, and counts what arrives at the upstream.',
  options: {
    requests: { value: 'COUNT', number: true, default: '100000', about: 'how many' },
    seed: seedOption(newSeed),
    only: {
      value: 'INDEX',
      number: true,
      about: 'shows and sends this one alone, as a violation names it, with its --seed',
    },
  },
})

const progress = createProgress()
const { say } = progress

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const { seed } = values
if (values.only !== undefined) {
  const { name, bytes, connection, expected } = createCase(seed, values.only)
  say(`${name}, on a connection of ${connection === 'own' ? 'its own' : 'all'}, expecting ${JSON.stringify(expected)}`)
  say(JSON.stringify(bytes.toString('latin1')))
}
const range = values.only === undefined ? { requests: values.requests } : { requests: 1, from: values.only }
const report = await runFuzz({ seed, ...range, onProgress: progress.report })
say(formatReport(report))
process.exitCode = report.violations.length > 0 ? 1 : 0
