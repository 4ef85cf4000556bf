import type { Environment, Setting } from './setting.ts'

type Settings = Readonly<Record<string, Setting<unknown>>>

/**
 * First words that the variables of other programs also use: they alone do not mark a name as ours. Any other first
 * word of a setting does.
 */
const generalWords = [
  'HOST',
  'PORT',
  'AUTH',
  'DOCS',
  'LOG',
  'OTEL',
  'DATABASE',
  'REPLICA',
  'MAX',
  'DEFAULT',
  'METRICS',
  'REQUESTS',
  'BASE',
]

/** Read by docker-compose.yml, and so in the environment of anyone who exports the variables of a `.env`. */
const composeNames = ['SANDBOX_PUBLISH']

/** Two typing errors at most, and only in names that are long enough: no other word is that similar to them. */
const [maxSlips, minSlipLength] = [2, 8]

/**
 * Environment variables that are probably meant as settings but are not: a misspelt name would be ignored and the
 * default would apply.
 *
 * @returns a fault for each, with the closest setting name
 */
export function findForeignNames(environment: Environment, settings: Settings): readonly string[] {
  const known = Object.entries(settings).flatMap(([name, { secret }]) => (secret ? [name, `${name}_FILE`] : [name]))
  const families = [...new Set(known.map(familyOf))].filter((family) => !generalWords.includes(family.replace('_', '')))
  return Object.entries(environment).flatMap(([name, value]) => {
    if (!value || known.includes(name) || composeNames.includes(name)) return []
    const written = name.toUpperCase().replaceAll('-', '_')
    const longer = known.filter((setting) => setting.includes('_') && written.startsWith(`${setting}_`)).at(-1)
    if (longer !== undefined) return [formatFault(name, longer)]
    const { nearest, slips } = findNearest(written, known)
    const isNear = written.length >= minSlipLength && slips <= maxSlips
    return isNear || families.some((family) => `${written}_`.startsWith(family)) ? [formatFault(name, nearest)] : []
  })
}

const formatFault = (name: string, nearest: string): string => `${name} is not a setting; the nearest is ${nearest}`

/** The first word, including the `_` after it if the name has more than one word. */
const familyOf = (name: string): string => /^[^_]+_?/.exec(name)?.[0] ?? name

/** The name that takes the fewest slips: characters inserted, deleted or replaced. */
export function findNearest(
  name: string,
  known: readonly string[],
): { readonly nearest: string; readonly slips: number } {
  let [nearest, slips] = ['', Number.POSITIVE_INFINITY]
  for (const candidate of known) {
    const distance = distanceBetween(name, candidate)
    if (distance < slips) [nearest, slips] = [candidate, distance]
  }
  return { nearest, slips }
}

/** The Levenshtein distance: how many characters must be inserted, deleted or replaced. */
function distanceBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, character] of [...one].entries()) {
    const next = [index + 1]
    for (const [column, letter] of [...other].entries()) {
      const exchanged = (row[column] ?? 0) + (character === letter ? 0 : 1)
      next.push(Math.min(exchanged, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

const linkedAddress = /^(?:tcp|udp|sctp):\/\//
const linkedName =
  /^(.+?)_(?:SERVICE_HOST|SERVICE_PORT(?:_.+)?|PORT|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?|NAME|ENV_.+)$/

/**
 * Removes the variables that Kubernetes and Docker add for each service or link: a service named `sandbox` adds
 * `SANDBOX_PORT=tcp://10.0.0.11:8080` and others, which nobody meant as a setting.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
export function withoutServiceLinks(environment: Environment): Environment {
  const isLinked = (service: string) =>
    linkedAddress.test(environment[`${service}_PORT`] ?? '') ||
    Boolean(environment[`${service}_SERVICE_HOST`] && environment[`${service}_SERVICE_PORT`])
  return Object.fromEntries(
    Object.entries(environment).filter(([name, value = '']) => {
      const service = linkedName.exec(name)?.[1]
      if (service === undefined || !isLinked(service)) return true
      // A port without the rest of a service's variables is meant as a setting.
      return name === `${service}_PORT` && !linkedAddress.test(value)
    }),
  )
}
