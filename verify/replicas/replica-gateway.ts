import { flushCompileCache } from 'node:module'
import { readConfig } from '../../src/config/config.ts'
import { createGateway } from '../../src/gateway.ts'
import { createLogger, createSecrets } from '../../src/logging/logger.ts'
import { controlNames, controls, controlVariable } from './controls.ts'
import { shortLease } from './short-lease.ts'

/**
 * A gateway on PostgreSQL, wired like the program, but with a short lease, and without a safeguard if a control says so. No
 * setting of the program does this.
 */
const read = readConfig(process.env)
if (!read.ok) throw new Error(read.faults.join('; '))
const secrets = createSecrets()
const logger = createLogger(read.config.logLevel, secrets)
const name = controlNames.find((one) => one === process.env[controlVariable])
const { database } = name === undefined ? {} : controls[name]

/** As in the program: who asks is told for a while. */
const refusalMs = 1_000
const exit = () => process.exit(1)

const gateway = await createGateway(
  read.config,
  logger,
  secrets,
  (error) => {
    logger.fatal({ err: error }, 'the journal has failed: no more messages are sent')
    setTimeout(() => gateway.close().then(exit, exit), refusalMs)
    setTimeout(exit, 5 * refusalMs).unref()
  },
  { replication: { lease: shortLease, ...(database && { database }) } },
).catch((error: unknown) => {
  logger.fatal({ err: error }, 'cannot start')
  return process.exit(1)
})
process.once('SIGTERM', () => gateway.close().then(() => process.exit(0), exit))
const address = await gateway.app.listen({ host: read.config.host, port: read.config.port })
logger.info({ address }, 'listening')
// Otherwise only a process that exits normally writes it, and these are killed.
flushCompileCache()
