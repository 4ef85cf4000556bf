import { parseArgs } from 'node:util'
import { seed as newSeed } from '../../test/upstream/random.ts'
import { createCase } from './cases.ts'
import { formatReport, runFuzz } from './fuzz-run.ts'

/**
 * The long form of the test beside this file: `npm run test:fuzz -- --requests 1000000 --seed 1`.
 * A violation names the index of its request: `-- --seed 1 --only 4711` shows and sends that one alone.
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(newSeed) },
    only: { type: 'string' },
  },
})

const say = (text: string) => void process.stdout.write(`${text}\n`)

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const seed = Number(values.seed)
if (values.only !== undefined) {
  const { name, bytes, connection, expected } = createCase(seed, Number(values.only))
  say(`${name}, on a connection of ${connection === 'own' ? 'its own' : 'all'}, expecting ${JSON.stringify(expected)}`)
  say(JSON.stringify(bytes.toString('latin1')))
}
const range =
  values.only === undefined ? { requests: Number(values.requests) } : { requests: 1, from: Number(values.only) }
const report = await runFuzz({ seed, ...range, onProgress: say })
say(formatReport(report))
process.exitCode = report.violations.length > 0 ? 1 : 0
