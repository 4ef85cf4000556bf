import { readScriptOptions, seedOption } from '../../scripts/long-script.ts'
import { createProgress } from '../../scripts/progress.ts'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { formatReport, neverAcceptedCount, runSigterms } from './sigterm-run.ts'

/** The long form of the test beside this file. */
const { rounds, seed } = readScriptOptions({
  name: 'test:sigterm',
  about: 'Stops gateways under load, and compares the answers with the upstream and the journal.',
  options: {
    rounds: { value: 'COUNT', number: true, default: '50', about: 'how often' },
    seed: seedOption(newSeed),
  },
})

const progress = createProgress()
const { say } = progress

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const report = await runSigterms(seed, rounds, progress.report)
say(formatReport(report))
process.exitCode = report.violations.length + neverAcceptedCount(report) > 0 ? 1 : 0
