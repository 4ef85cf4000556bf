import { readConfig } from '../../src/config/config.ts'
import { createGateway } from '../../src/gateway.ts'
import { createLogger, createSecrets } from '../../src/logging/logger.ts'
import type { Journal } from '../../src/messages/journal.ts'

/** The gateway with a journal that stores nothing, which measures the cost of everything else. */
const forgetful = (journal: Journal): Journal => ({
  ...journal,
  begin: async () => ({ kind: 'begun', fenced: new Map() }),
  startAttempts: async () => {},
  endAttempts: async () => {},
  finish: async () => {},
})

const read = readConfig(process.env)
if (!read.ok) throw new Error(read.faults.join('; '))
const { config } = read
const secrets = createSecrets(config.live ? [config.live.password] : [])
const logger = createLogger(config.logLevel, secrets)
const gateway = await createGateway(config, logger, secrets, () => process.exit(1), { journal: forgetful })
process.once('SIGTERM', () => void gateway.close().then(() => process.exit(0)))
await gateway.app.listen({ host: config.host, port: config.port })
