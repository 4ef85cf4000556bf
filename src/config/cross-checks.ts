import { sandboxSettings } from '../../sandbox/settings.ts'
import { formatExtras } from '../upstream/extra-parameters.ts'
import { isPostgres } from './database-url.ts'
import type { GatewayValues } from './gateway-settings.ts'
import { checkNode } from './node-environment.ts'
import { pairCertificate } from './pem-files.ts'
import { type Environment, isSet } from './setting.ts'

/** Rules between settings: a contradictory configuration is refused. */
export function checkTogether(
  values: GatewayValues,
  environment: Environment,
  nodeArguments: readonly string[],
): readonly string[] {
  const faults: string[] = []
  const given = (name: string) => isSet(environment, name)
  if (values.METRICS_PORT !== undefined && values.METRICS_PORT !== 0 && values.METRICS_PORT === values.PORT)
    faults.push('METRICS_PORT must be another port than PORT; leave it out to have /metrics on the same one')
  if (!given('DELIVERY_REPORTS_SECRET')) {
    const useless = ['DELIVERY_REPORTS_PORT', 'DELIVERY_REPORTS_FROM', 'DELIVERY_REPORTS_TIME_ZONE'].filter(given)
    // In sandbox mode the gateway makes a secret of its own.
    if (useless.length > 0 && given('UPSTREAM_URL'))
      faults.push(`DELIVERY_REPORTS_SECRET is missing, and ${useless.join(' and ')} is set: no reports are received`)
  }
  for (const port of ['PORT', 'METRICS_PORT'] as const)
    if (values.DELIVERY_REPORTS_PORT && values.DELIVERY_REPORTS_PORT === values[port])
      faults.push(`DELIVERY_REPORTS_PORT must be another port than ${port}`)
  const credentials = ['UPSTREAM_USERNAME', 'UPSTREAM_PASSWORD']
  if (given('AUTH') && values.API_KEYS_FILE !== undefined)
    faults.push('AUTH and API_KEYS_FILE are both set: with keys the API is not open; keep one')
  const extraBytes = formatExtras(values.UPSTREAM_EXTRA_PARAMETERS ?? []).length
  if (extraBytes > values.UPSTREAM_MAX_URL_BYTES / 2)
    faults.push('UPSTREAM_EXTRA_PARAMETERS must leave half of UPSTREAM_MAX_URL_BYTES to the message')
  faults.push(...checkJournal(values))
  if (!given('UPSTREAM_URL')) {
    const without = [...credentials, 'UPSTREAM_CERT_FILE', 'UPSTREAM_KEY_FILE', 'UPSTREAM_PROXY'].filter(given)
    if (without.length > 0)
      faults.push(`UPSTREAM_URL is missing, and ${without.join(' and ')} is set: sandbox mode needs neither`)
    return faults
  }
  faults.push(...credentials.filter((name) => !given(name)).map((name) => `${name} is required with UPSTREAM_URL`))
  const unused = Object.keys(sandboxSettings).filter(given)
  if (unused.length > 0)
    faults.push(
      `UPSTREAM_URL is set, and so is ${unused.join(' and ')}: live mode has no sandbox, and sends real messages`,
    )
  if (values.AUTH !== 'off' && values.API_KEYS_FILE === undefined) {
    faults.push('API_KEYS_FILE is required with UPSTREAM_URL; AUTH=off in its place says that the API is to be open')
  }
  if (values.DATABASE_URL === 'sqlite::memory:') {
    faults.push(
      'DATABASE_URL must name a file with UPSTREAM_URL: a journal in memory forgets what may not be sent again',
    )
  }
  faults.push(...checkCertificate(values, given))
  faults.push(...checkNode(environment, nodeArguments))
  return faults
}

function checkJournal(values: GatewayValues): readonly string[] {
  const { DATABASE_URL, INSTALLATION_KEY_FILE } = values
  // A wrong one is reported by itself, and has no value.
  if (DATABASE_URL === undefined) return []
  if (isPostgres(DATABASE_URL)) {
    return INSTALLATION_KEY_FILE !== undefined
      ? []
      : [
          'INSTALLATION_KEY_FILE is required with a DATABASE_URL of PostgreSQL: all gateways of a journal have the same key',
        ]
  }
  return (['INSTALLATION_KEY_FILE', 'REPLICA_NAME'] as const)
    .filter((name) => values[name] !== undefined)
    .map(
      (name) =>
        `${name} is set, and DATABASE_URL is not of PostgreSQL: a journal in SQLite has one gateway, and its key beside it`,
    )
}

function checkCertificate(values: GatewayValues, isSet: (name: string) => boolean): readonly string[] {
  const { UPSTREAM_CERT_FILE: cert, UPSTREAM_KEY_FILE: key, UPSTREAM_URL } = values
  if (cert !== undefined && !isSet('UPSTREAM_KEY_FILE'))
    return ['UPSTREAM_CERT_FILE must be set together with UPSTREAM_KEY_FILE']
  if (key !== undefined && !isSet('UPSTREAM_CERT_FILE'))
    return ['UPSTREAM_KEY_FILE must be set together with UPSTREAM_CERT_FILE']
  if (cert === undefined || key === undefined) return []
  if (UPSTREAM_URL?.startsWith('http:'))
    return ['UPSTREAM_CERT_FILE must go with an https UPSTREAM_URL: over http no certificate is shown']
  const pair = pairCertificate({ cert, key }, Date.now())
  return pair.ok ? [] : [`UPSTREAM_CERT_FILE ${pair.expected}`]
}
