import { pino } from 'pino'
import { readConfig } from '../src/config/config.ts'
import { createGateway } from '../src/gateway.ts'
import { createSecrets } from '../src/logging/logger.ts'

/** Where the generated document is kept. */
export const documentFile = new URL('../openapi/openapi.json', import.meta.url)

/** Live, because in sandbox mode the document says so. Nothing is sent, so nothing needs to listen at this address. */
const environment = {
  UPSTREAM_URL: 'http://127.0.0.1:9',
  UPSTREAM_USERNAME: 'nobody',
  UPSTREAM_PASSWORD: 'unused',
  AUTH: 'off',
}

/** The OpenAPI document of the API as it is in the source, in the text that is kept in the repository. */
export async function formatOpenapiDocument(): Promise<string> {
  const read = readConfig(environment)
  if (!read.ok) throw new Error(read.faults.join('; '))
  // No setting keeps the journal of a live gateway in memory.
  const config = { ...read.config, journal: { ...read.config.journal, url: 'sqlite::memory:' } }
  const { app, close } = await createGateway(config, pino({ level: 'silent' }), createSecrets(), () => {})
  await app.ready()
  const document = app.swagger()
  await close()
  return `${JSON.stringify(document, null, 2)}\n`
}
