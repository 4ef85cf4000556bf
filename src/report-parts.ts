// Where delivery reports come in: a route of the API, or a listener of its own.

import { randomBytes } from 'node:crypto'
import type { AddressInfo, BlockList } from 'node:net'
import type { Logger } from 'pino'
import type { Config } from './config/config.ts'
import { formatReachableHost } from './config/loopback.ts'
import type { ReportRoute } from './http/routes/delivery-reports.ts'
import type { App } from './http/server/app-type.ts'
import type { Secrets } from './logging/logger.ts'
import type { ReadReport } from './messages/incoming-report.ts'
import type { Journal } from './messages/journal.ts'
import type { ReportObserver } from './messages/observer.ts'
import type { RequestObserver } from './observability/requests.ts'
import { createReportReader } from './upstream/delivery-report.ts'

/** The secrets in the address of the route. The sandbox of this process needs none of the operator's. */
export function reportSecretsOf({ reports, sandbox }: Config, secrets: Secrets): readonly string[] | undefined {
  const own = reports.secrets ?? (sandbox && [randomBytes(24).toString('hex')])
  for (const secret of own ?? []) secrets.add(secret)
  return own
}

type Pairs = Parameters<ReadReport>[0]

/** @returns undefined if reports are not received */
export function createReportRoute(
  { reports: { from, timeZone } }: Config,
  secrets: readonly string[] | undefined,
  passwords: Pick<Secrets, 'isIn'>,
  journal: Journal,
  observer: ReportObserver,
  nowMs: () => number,
): ReportRoute | undefined {
  if (secrets === undefined) return undefined
  const read = createReportReader(timeZone)
  return {
    journal,
    readReport: (pairs) => read(withoutPasswords(pairs, passwords)),
    secrets,
    isAllowed: from && ((address) => isIn(from, address)),
    nowMs,
    observer,
  }
}

/** What a report says is stored and shown. An upstream, or a stranger with the secret, may echo anything. */
function withoutPasswords(pairs: Pairs, passwords: Pick<Secrets, 'isIn'>): Pairs {
  // Hardly any has a password, so usually this single test is the whole cost.
  const all = pairs.map(([, value]) => value).join('\n')
  return passwords.isIn(all) ? pairs.filter(([, value]) => !passwords.isIn(value)) : pairs
}

/** An IPv4 client of a socket that listens on IPv6 has a mapped address. */
function isIn(networks: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '')
  return networks.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4')
}

/** The address of the route for the sandbox of this process; undefined until the server listens. */
export function formatReportsUrl(
  address: AddressInfo | string | null | undefined,
  secrets: readonly string[] | undefined,
): string | undefined {
  const [secret] = secrets ?? []
  if (secret === undefined || typeof address !== 'object' || address === null) return undefined
  return `http://${formatReachableHost(address.address)}:${address.port}/delivery-reports/${secret}`
}

/** Serves the route alone, so that only this port needs to be reachable from outside. */
export async function createReportsListener(
  route: ReportRoute,
  logger: Logger,
  observer: RequestObserver,
): Promise<App> {
  const { createFastify } = await import('./http/server/fastify.ts')
  const { registerDeliveryReports } = await import('./http/routes/delivery-reports.ts')
  const app = createFastify(logger, undefined, { observer })
  registerDeliveryReports(app, route)
  return app
}
