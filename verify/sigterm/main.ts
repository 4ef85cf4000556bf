import { parseArgs } from 'node:util'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { formatReport, neverAcceptedCount, runSigterms } from './sigterm-run.ts'

/** The long form of the test beside this file: `npm run test:sigterm -- --rounds 50 --seed 1`. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(newSeed) },
  },
})

const say = (text: string) => void process.stdout.write(`${text}\n`)

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const report = await runSigterms(Number(values.seed), Number(values.rounds), say)
say(formatReport(report))
process.exitCode = report.violations.length + neverAcceptedCount(report) > 0 ? 1 : 0
