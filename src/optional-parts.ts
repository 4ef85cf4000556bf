// Parts that most gateways run without. Each is imported only where it is configured, so that no other start pays for it;
// a static import in this file must be a type, or something that every gateway loads.

import type { Logger } from 'pino'
import type { Config } from './config/config.ts'
import type { MetricsListener } from './http/metrics-listener.ts'
import type { Mode } from './http/routes/health.ts'
import { createIsServed } from './http/server/served-hosts.ts'
import type { Exposition } from './observability/metrics/exposition.ts'
import type { Tracing } from './observability/tracing/create-tracing.ts'
import type { ReadNumber } from './sms/phone-number.ts'

/** Makes traces where a collector is named. */
export async function loadTracing(
  traces: Config['traces'],
  version: string,
  mode: Mode,
  logger: Logger,
): Promise<Tracing | undefined> {
  if (traces === undefined) return undefined
  const { createTracing } = await import('./observability/tracing/create-tracing.ts')
  return createTracing({ ...traces, version, mode }, (reason) =>
    logger.warn({ reason }, 'traces could not be exported'),
  )
}

/** Reads numbers in the form of a country, which takes the numbering plans of the world. */
export async function loadNumberReader(country: Config['defaultCountry']): Promise<ReadNumber | undefined> {
  if (country === undefined) return undefined
  const { createNumberReader } = await import('./sms/national-numbers.ts')
  return createNumberReader(country)
}

/** Serves the metrics on a port of their own. Importing `node:http` by name loads Node's copy of undici too: a tenth of the start. */
export async function loadMetricsListener(
  exposition: Exposition,
  hosts: readonly string[] | undefined,
  logger: Logger,
): Promise<MetricsListener> {
  const { createMetricsListener } = await import('./http/metrics-listener.ts')
  return createMetricsListener(
    exposition,
    (error) => logger.error({ err: error }, 'metrics could not be read'),
    hosts && createIsServed(hosts),
  )
}
