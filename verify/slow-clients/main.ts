import { parseArgs } from 'node:util'
import { formatReport, runSlowClients } from './slow-clients-run.ts'

/** The long form of the test beside this file: `npm run test:slow-clients -- --clients 1000`. */
const { values } = parseArgs({ options: { clients: { type: 'string', default: '1000' } } })

/** The documented limit. */
const maxGoneMs = 20_000

const say = (text: string) => void process.stdout.write(`${text}\n`)

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const report = await runSlowClients(Number(values.clients))
say(formatReport(report))
const late = [...report.goneMs].filter(([, ms]) => ms > maxGoneMs)
for (const [name, ms] of late) say(`too late: who ${name} was kept ${(ms / 1_000).toFixed(1)} s`)
process.exitCode = report.violations.length + late.length > 0 ? 1 : 0
