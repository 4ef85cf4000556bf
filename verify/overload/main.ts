import { parseArgs } from 'node:util'
import { formatReport, runOverload } from './overload-run.ts'

/** The long form of the test beside this file: `npm run test:overload -- --seconds 60`. */
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } })

/** The limits promised for answered requests. */
const maxAcceptedMs = 1_000

const say = (text: string) => void process.stdout.write(`${text}\n`)

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const report = await runOverload(Number(values.seconds))
say(formatReport(report))
const late = report.acceptedMs.p99 > maxAcceptedMs
if (late) say(`too late: one accepted message in a hundred took longer than ${maxAcceptedMs} ms`)
process.exitCode = report.violations.length > 0 || late ? 1 : 0
