import { readScriptOptions } from '../../scripts/long-script.ts'
import { createProgress } from '../../scripts/progress.ts'
import { formatReport, runOverload } from './overload-run.ts'

/** The long form of the test beside this file. */
const { seconds } = readScriptOptions({
  name: 'test:overload',
  about:
    'Offers ten times the messages that the upstream takes: each must be sent, or refused in a way that lets it be sent later.',
  options: { seconds: { value: 'SECONDS', number: true, default: '60', about: 'how long' } },
})

/** The limits promised for answered requests. */
const maxAcceptedMs = 1_000

const progress = createProgress()
const { say } = progress

// An interrupted run exits normally, so that its exit handler ends the gateway.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const report = await runOverload(seconds, progress.report)
say(formatReport(report))
const late = report.acceptedMs.p99 > maxAcceptedMs
if (late) say(`too late: one accepted message in a hundred took longer than ${maxAcceptedMs} ms`)
process.exitCode = report.violations.length > 0 || late ? 1 : 0
