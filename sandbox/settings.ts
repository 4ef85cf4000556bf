import {
  credential,
  type Environment,
  integer,
  oneOf,
  readSettings,
  type Setting,
  text,
} from '../src/config/setting.ts'
import { findForeignNames, withoutServiceLinks } from '../src/config/setting-names.ts'
import { type DialectName, dialects } from './dialects.ts'

/** Every setting of the sandbox, with its defaults as a separate program. A test keeps the README's table in sync. */
export const sandboxSettings = {
  SANDBOX_HOST: { default: '127.0.0.1', parse: text },
  SANDBOX_PORT: { default: '8080', parse: integer(0, 65_535) },
  SANDBOX_USERNAME: { default: 'sandbox', secret: true, parse: credential },
  SANDBOX_PASSWORD: { default: 'sandbox', secret: true, parse: credential },
  SANDBOX_DIALECT: { default: 'document', parse: oneOf(...(Object.keys(dialects) as DialectName[])) },
} as const satisfies Record<string, Setting<unknown>>

export type SandboxSettings = {
  readonly host: string
  readonly port: number
  readonly username: string
  readonly password: string
  readonly dialect: DialectName
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
    },
  }
}
