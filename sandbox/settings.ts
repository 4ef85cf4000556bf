import {
  credential,
  type Environment,
  integer,
  oneOf,
  type Parsed,
  readSettings,
  type Setting,
  text,
} from '../src/config/setting.ts'
import { findForeignNames, withoutServiceLinks } from '../src/config/setting-names.ts'
import { type DialectName, dialects } from './dialects.ts'

/** Every setting of the sandbox, with its defaults as a separate program. A test keeps the table of docs/sandbox.md in sync. */
export const sandboxSettings = {
  SANDBOX_HOST: { default: '127.0.0.1', parse: text },
  SANDBOX_PORT: { default: '8080', parse: integer(0, 65_535) },
  SANDBOX_USERNAME: { default: 'sandbox', secret: true, parse: credential },
  SANDBOX_PASSWORD: { default: 'sandbox', secret: true, parse: credential },
  SANDBOX_DELIVERY_REPORTS_URL: { secret: true, parse: reportsUrl },
  SANDBOX_DIALECT: { default: 'document', parse: oneOf(...(Object.keys(dialects) as DialectName[])) },
} as const satisfies Record<string, Setting<unknown>>

/** The secret of the receiver is in the path, so the address is never shown. */
function reportsUrl(written: string): Parsed<string> {
  const url = URL.canParse(written) ? new URL(written) : undefined
  const isRight = url?.protocol === 'http:' && `${url.username}${url.password}${url.search}${url.hash}` === ''
  return isRight ? { ok: true, value: written } : { ok: false, expected: 'must be an http URL without a query' }
}

export type SandboxSettings = {
  readonly host: string
  readonly port: number
  readonly username: string
  readonly password: string
  readonly dialect: DialectName
  /** Where delivery reports are sent; absent: none are. */
  readonly deliveryReportsUrl?: string
}

export type SettingsReading =
  | { readonly ok: true; readonly settings: SandboxSettings }
  | { readonly ok: false; readonly faults: readonly string[] }

/**
 * Reads the settings of a separate sandbox program. Reports all faults at once, without values. Ignores the gateway's
 * settings, because both programs may have the same environment.
 */
export function readSandboxSettings(given: Environment): SettingsReading {
  const environment = withoutServiceLinks(given)
  const faults: string[] = []
  const values = readSettings(sandboxSettings, environment, faults)
  faults.push(...findForeignNames(environment, sandboxSettings))
  if (faults.length > 0) return { ok: false, faults }
  return {
    ok: true,
    settings: {
      host: values.SANDBOX_HOST,
      port: values.SANDBOX_PORT,
      username: values.SANDBOX_USERNAME,
      password: values.SANDBOX_PASSWORD,
      dialect: values.SANDBOX_DIALECT,
      ...(values.SANDBOX_DELIVERY_REPORTS_URL !== undefined && {
        deliveryReportsUrl: values.SANDBOX_DELIVERY_REPORTS_URL,
      }),
    },
  }
}
