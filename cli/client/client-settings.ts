import { parseApiKey } from '../../src/callers/api-key.ts'
import { isLoopback } from '../../src/config/loopback.ts'
import { type Parsed, readSettings, type Setting, serviceUrl } from '../../src/config/setting.ts'
import { findForeignNames, withoutServiceLinks } from '../../src/config/setting-names.ts'
import { UsageError } from '../command.ts'
import { type Context, tell } from '../context.ts'

/** The settings of the commands that talk to a running gateway. */
export const clientSettings = {
  GATEWAY_URL: { default: 'http://127.0.0.1:3000', parse: serviceUrl },
  GATEWAY_API_KEY: { secret: true, parse: apiKey },
} as const satisfies Record<string, Setting<unknown>>

/** Checked here, so that another secret is not sent to a server in its place. */
function apiKey(written: string): Parsed<string> {
  return parseApiKey(written) === undefined
    ? { ok: false, expected: 'must be a key in the form bsg_<id>_<secret>' }
    : { ok: true, value: written }
}

export const clientOptions = {
  url: { value: 'URL', about: 'the gateway; without it GATEWAY_URL, or http://127.0.0.1:3000' },
  timeout: { value: 'SECONDS', about: 'how long to wait for an answer; without it, 60' },
  json: { about: 'prints JSON' },
} as const

/** How the help of each of these commands explains the key. */
export const keyHelp =
  'The API key is read from GATEWAY_API_KEY, or from the file that GATEWAY_API_KEY_FILE names. It is never an argument, because other users of the machine can read arguments.'

export type ClientSettings = { readonly url: string; readonly key: string | undefined; readonly timeoutMs: number }

/** The longest that a gateway takes for an answer is ten minutes. */
const maxTimeoutSeconds = 700
const defaultTimeoutMs = 60_000

/** @throws UsageError that lists every fault, without a value */
export function readClientSettings(
  context: Context,
  { url, timeout }: { readonly url: string | undefined; readonly timeout: string | undefined },
): ClientSettings {
  const given = withoutServiceLinks(context.environment)
  const faults: string[] = []
  const values = readSettings(clientSettings, given, faults)
  // Among names with this first word alone: the others are the gateway's.
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => name.startsWith('GATEWAY_')))
  faults.push(...findForeignNames(own, clientSettings))
  const asked = url === undefined ? undefined : serviceUrl(url)
  if (asked?.ok === false) faults.push(`--url ${asked.expected}`)
  const seconds = Number(timeout ?? defaultTimeoutMs / 1_000)
  if (!(seconds >= 1 && seconds <= maxTimeoutSeconds))
    faults.push(`--timeout must be a number from 1 to ${maxTimeoutSeconds}`)
  if (faults.length > 0) throw new UsageError(faults.join('\n'))
  const where = asked?.ok ? asked.value : values.GATEWAY_URL
  warnOfOpenWay(context, where, values.GATEWAY_API_KEY)
  return { url: where, key: values.GATEWAY_API_KEY, timeoutMs: seconds * 1_000 }
}

function warnOfOpenWay(context: Context, url: string, key: string | undefined): void {
  const { protocol, hostname } = new URL(url)
  // A name without a dot is one of a container network or of this machine.
  if (key === undefined || protocol === 'https:' || isLoopback(hostname) || !/[.:]/.test(hostname)) return
  tell(
    context,
    'The API key goes over http: whoever sees the traffic can use it. Use https outside of a private network.',
  )
}
