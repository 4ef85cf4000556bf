import { readConfig } from '../../src/config/config.ts'
import { createGateway, type Overrides } from '../../src/gateway.ts'
import { createLogger, createSecrets } from '../../src/logging/logger.ts'
import { keepTickShape } from '../../src/tick-shape.ts'

/** Runs the gateway of the environment's settings as `src/main.ts` does, with another journal. */
export async function runGateway(
  journal: NonNullable<Overrides['journal']>,
  listening: { readonly reusePort?: boolean } = {},
): Promise<void> {
  keepTickShape()
  const read = readConfig(process.env)
  if (!read.ok) throw new Error(read.faults.join('; '))
  const { host, port, metricsPort, live, logLevel } = read.config
  const secrets = createSecrets(live ? [live.password] : [])
  const logger = createLogger(logLevel, secrets)
  const gateway = await createGateway(read.config, logger, secrets, () => process.exit(1), { journal })
  process.once('SIGTERM', () => void gateway.close().then(() => process.exit(0)))
  await gateway.app.listen({ host, port, ...listening })
  await gateway.metricsListener?.listen({ host, port: metricsPort ?? 0 })
}
