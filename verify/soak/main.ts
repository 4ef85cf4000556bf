import { parseArgs } from 'node:util'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { formatReport, runSoak } from './soak-run.ts'

/** The long form of the test beside this file: `npm run test:soak -- --minutes 60 --seed 1`. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    clients: { type: 'string', default: '32' },
    /** Messages per second: 200 produce a journal of about a gigabyte in an hour. */
    rate: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(newSeed) },
  },
})

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const report = await runSoak({
  seed: Number(values.seed),
  clients: Number(values.clients),
  until: { minutes: Number(values.minutes) },
  rate: Number(values.rate),
  onProgress: (text) => void process.stdout.write(`${text}\n`),
})
process.stdout.write(formatReport(report))
process.exitCode = report.violations.length > 0 ? 1 : 0
