import { readScriptOptions, seedOption } from '../../scripts/long-script.ts'
import { createProgress } from '../../scripts/progress.ts'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { formatReport, runSoak } from './soak-run.ts'

/** The long form of the test beside this file. */
const { minutes, clients, rate, seed } = readScriptOptions({
  name: 'test:soak',
  about:
    'Sends messages to an upstream with every fault of the sandbox, and watches memory, descriptors and the journal.',
  options: {
    minutes: { value: 'MINUTES', number: true, default: '10', about: 'how long' },
    clients: { value: 'COUNT', number: true, default: '32', about: 'how many send at once' },
    rate: {
      value: 'COUNT',
      number: true,
      default: '200',
      about: 'messages a second: 200 make a journal of about a gigabyte in an hour',
    },
    seed: seedOption(newSeed),
  },
})
const progress = createProgress()

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const report = await runSoak({
  seed,
  clients,
  until: { minutes },
  rate,
  onProgress: progress.report,
})
progress.say(formatReport(report).trimEnd())
process.exitCode = report.violations.length > 0 ? 1 : 0
