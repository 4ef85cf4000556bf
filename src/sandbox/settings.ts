import { readFileSync } from 'node:fs'
import { type DialectName, dialects, isDialectName } from './dialects.ts'

export type Settings = {
  readonly host: string
  readonly port: number
  readonly username: string
  readonly password: string
  readonly dialect: DialectName
}

export type SettingsReading =
  | { readonly valid: true; readonly settings: Settings }
  | { readonly valid: false; readonly faults: readonly string[] }

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the sandbox's settings from an environment; the only place that does. All faults come at once, and none shows
 * a value that could be a secret. A variable that is set and empty counts as not set, as compose files leave it.
 */
export function readSettings(environment: Environment): SettingsReading {
  const faults: string[] = []
  const get = (name: string, fallback: string): string => environment[name] || fallback

  const host = get('SANDBOX_HOST', '127.0.0.1')
  const portText = get('SANDBOX_PORT', '8080')
  const port = Number(portText)
  if (!/^\d{1,5}$/.test(portText) || port > 65_535) {
    faults.push(`SANDBOX_PORT must be a port from 0 to 65535, not ${JSON.stringify(portText)}`)
  }
  const username = readSecret(environment, 'SANDBOX_USERNAME', faults)
  const password = readSecret(environment, 'SANDBOX_PASSWORD', faults)
  const dialect = get('SANDBOX_DIALECT', 'document')
  if (!isDialectName(dialect)) {
    const names = Object.keys(dialects).join(', ')
    faults.push(`SANDBOX_DIALECT must be one of ${names}, not ${JSON.stringify(dialect)}`)
    return { valid: false, faults }
  }
  if (faults.length > 0) return { valid: false, faults }
  return { valid: true, settings: { host, port, username, password, dialect } }
}

/** A value, or the first line of the file that `<name>_FILE` names. Without either it is `sandbox`. */
function readSecret(environment: Environment, name: string, faults: string[]): string {
  const value = environment[name]
  const path = environment[`${name}_FILE`]
  if (!path) return value || 'sandbox'
  if (value) {
    faults.push(`${name} and ${name}_FILE are both set: choose one`)
    return ''
  }
  try {
    const [line = ''] = readFileSync(path, 'utf8').split(/\r?\n/)
    if (line.trim() === '') faults.push(`${name}_FILE names a file that is empty: ${path}`)
    return line
  } catch (error) {
    faults.push(`${name}_FILE cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    return ''
  }
}
