import { isLoopback } from '../src/config/loopback.ts'
import { type AtStake, checkNode } from '../src/config/node-environment.ts'
import {
  type Environment,
  integer,
  isSet,
  oneOf,
  type Parsed,
  readSettings,
  type Setting,
  serviceUrl,
  text,
} from '../src/config/setting.ts'
import { findForeignNames, withoutServiceLinks } from '../src/config/setting-names.ts'

/** Every setting of the forwarder. A test compares them with the table in docs/forwarding.md. */
export const forwardSettings = {
  FORWARD_URL: { secret: true, parse: receiverUrl },
  FORWARD_SECRET: { secret: true, parse: signingSecrets },
  FORWARD_GATEWAY_URL: { default: 'http://127.0.0.1:3000', parse: serviceUrl },
  FORWARD_API_KEY: { secret: true, parse: apiKey },
  FORWARD_CALLERS: { default: 'own', parse: oneOf('own', 'all') },
  FORWARD_FOLDER: { default: 'data/forward', parse: text },
  // Shorter than the time that compose and Kubernetes leave a process to end, since a delivery is not interrupted.
  FORWARD_TIMEOUT_MS: { default: '15000', parse: integer(1_000, 25_000) },
  // Less than the gateway keeps events by default (7 days): the event that fails would otherwise be removed there first.
  FORWARD_GIVE_UP_HOURS: { default: '24', parse: integer(1, 120) },
} as const satisfies Record<string, Setting<unknown>>

/** The address may contain a token, so it is never shown. */
function receiverUrl(written: string): Parsed<URL> {
  const url = URL.canParse(written) ? new URL(written) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  return url !== undefined && isSafe && `${url.username}${url.password}${url.hash}` === ''
    ? { ok: true, value: url }
    : { ok: false, expected: 'must be an https URL (http only for a loopback host), without credentials and without #' }
}

/** The spec's bounds, in bytes. */
const [minSecretBytes, maxSecretBytes] = [24, 64]

/** One secret, or two while a receiver changes from one to the other. @see https://www.standardwebhooks.com */
function signingSecrets(written: string): Parsed<readonly string[]> {
  const secrets = written.split(',')
  return secrets.length <= 2 && secrets.every(isSigningSecret)
    ? { ok: true, value: secrets }
    : {
        ok: false,
        expected: `must be whsec_ and ${minSecretBytes} to ${maxSecretBytes} bytes in base64, or two of these with a comma between them`,
      }
}

function isSigningSecret(written: string): boolean {
  const [, encoded = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(written) ?? []
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.length >= minSecretBytes && bytes.length <= maxSecretBytes && bytes.toString('base64') === encoded
}

function apiKey(written: string): Parsed<string> {
  return /^[\x21-\x7e]{16,256}$/.test(written)
    ? { ok: true, value: written }
    : { ok: false, expected: 'must be a key of the gateway, such as bsg_…, without blanks' }
}

export type ForwardSettings = {
  readonly url: URL
  readonly secrets: readonly string[]
  readonly gatewayUrl: string
  /** Absent: the gateway runs open. */
  readonly apiKey: string | undefined
  readonly callers: 'own' | 'all'
  readonly folder: string
  readonly timeoutMs: number
  readonly giveUpMs: number
}

export type ForwardSettingsReading =
  | { readonly ok: true; readonly settings: ForwardSettings }
  | { readonly ok: false; readonly faults: readonly string[] }

const atStake: AtStake = { secret: 'the API key', authoritySetting: 'NODE_EXTRA_CA_CERTS' }

/**
 * Reads the settings. Reports all faults at once, without values. Ignores the gateway's settings.
 *
 * @param nodeArguments the arguments on Node's command line before the program's name
 */
export function readForwardSettings(given: Environment, nodeArguments: readonly string[] = []): ForwardSettingsReading {
  const environment = withoutServiceLinks(given)
  const faults = [...checkNode(environment, nodeArguments, atStake)]
  const values = readSettings(forwardSettings, environment, faults)
  for (const name of ['FORWARD_URL', 'FORWARD_SECRET']) {
    if (!isSet(environment, name)) faults.push(`${name} is missing (or ${name}_FILE, the name of its file)`)
  }
  faults.push(...findForeignNames(environment, forwardSettings))
  const { FORWARD_URL: url, FORWARD_SECRET: secrets } = values
  if (faults.length > 0 || url === undefined || secrets === undefined) return { ok: false, faults }
  return {
    ok: true,
    settings: {
      url,
      secrets,
      gatewayUrl: values.FORWARD_GATEWAY_URL,
      apiKey: values.FORWARD_API_KEY,
      callers: values.FORWARD_CALLERS,
      folder: values.FORWARD_FOLDER,
      timeoutMs: values.FORWARD_TIMEOUT_MS,
      giveUpMs: values.FORWARD_GIVE_UP_HOURS * 3_600_000,
    },
  }
}
