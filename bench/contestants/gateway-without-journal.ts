import { readConfig } from '../../src/config.ts'
import type { Journal } from '../../src/domain/journal.ts'
import { createGateway } from '../../src/gateway.ts'
import { createLogger } from '../../src/logger.ts'

/** The gateway with a journal that forgets at once: what remains is the price of everything else. */
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
const logger = createLogger(config.logLevel, config.live ? [config.live.password] : [])
const gateway = await createGateway(config, logger, () => process.exit(1), { journal: forgetful })
process.once('SIGTERM', () => void gateway.close().then(() => process.exit(0)))
await gateway.app.listen({ host: config.host, port: config.port })
