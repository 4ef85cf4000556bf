import { readScriptOptions } from '../../scripts/long-script.ts'
import { createProgress } from '../../scripts/progress.ts'
import { formatReport, runSlowClients } from './slow-clients-run.ts'

/** The long form of the test beside this file. */
const { clients } = readScriptOptions({
  name: 'test:slow-clients',
  about: 'Connects clients that are slow in every way at once, while ordinary callers must be served.',
  options: { clients: { value: 'COUNT', number: true, default: '1000', about: 'how many slow clients' } },
})

/** The documented limit. */
const maxGoneMs = 20_000

const progress = createProgress()
const { say } = progress

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const report = await runSlowClients(clients, (goneCount) =>
  progress.report(goneCount / clients, `${goneCount} of ${clients} are gone`),
)
say(formatReport(report))
const late = [...report.goneMs].filter(([, ms]) => ms > maxGoneMs)
for (const [name, ms] of late) say(`too late: who ${name} was kept ${(ms / 1_000).toFixed(1)} s`)
process.exitCode = report.violations.length + late.length > 0 ? 1 : 0
