import { DatabaseSync } from 'node:sqlite'

type Row = Readonly<Record<string, unknown>>
export type Tables = ReadonlyMap<string, readonly Row[]>

/** What reports write. Everything else must be as it was. */
const ofReports = new Set(['delivery_reports', 'unmatched_reports', 'events', 'sqlite_sequence', 'clock'])

/** All rows of a journal that no process has open. */
export function readTables(file: string): Tables {
  const database = new DatabaseSync(file, { readOnly: true })
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]
  const tables = names.map(({ name }) => [name, database.prepare(`SELECT * FROM ${name}`).all() as Row[]] as const)
  database.close()
  return new Map(tables)
}

/** Every change that is not of reports, except that they settled an unknown outcome. */
export function compareTables(
  before: Tables,
  after: Tables,
): { readonly faults: readonly string[]; readonly settled: number } {
  const faults: string[] = []
  let settled = 0
  for (const [name, rows] of after) {
    if (ofReports.has(name) || name === 'attempts' || name === 'resolutions') continue
    if (JSON.stringify(printable(rows)) !== JSON.stringify(printable(before.get(name) ?? [])))
      faults.push(`${name} has changed`)
  }
  const old = before.get('attempts') ?? []
  const attempts = after.get('attempts') ?? []
  const callers = new Map((after.get('messages') ?? []).map(({ number, caller }) => [number, caller]))
  if (attempts.length !== old.length) faults.push('there are other attempts than before')
  for (const [index, now] of attempts.entries()) {
    const then = old[index] ?? {}
    const changed = Object.keys(now).filter(
      (column) => JSON.stringify(printable([now])[0]?.[column]) !== JSON.stringify(printable([then])[0]?.[column]),
    )
    // An attempt names its caller while its delivery has failed, so that this caller's failures can be listed.
    const others = changed.filter((column) => column !== 'delivery' && column !== 'caller')
    const isListed = ['undelivered', 'partially-delivered'].includes(String(now['delivery']))
    const owner = callers.get(now['message'])
    if (now['state'] === 'accepted' && now['caller'] !== (isListed ? owner : null))
      faults.push(`an attempt with the delivery ${now['delivery']} has another caller than expected`)
    if (others.length === 0) continue
    const isProof = then['state'] === 'unknown' && now['state'] === 'accepted'
    const isFurtherId = String(now['upstream_id']).startsWith(`${then['upstream_id']},`)
    if (isProof) settled++
    const allowed = isProof
      ? ['state', 'problem', 'upstream_code', 'smpp_name', 'upstream_id']
      : isFurtherId
        ? ['upstream_id']
        : []
    if (others.some((column) => !allowed.includes(column))) faults.push(`an attempt has changed: ${others.join(', ')}`)
  }
  const resolutions = after.get('resolutions') ?? []
  const isReport = (row: Row) => row['resolved_by'] === 'delivery-report' && row['outcome'] === 'accepted'
  if (resolutions.length !== settled || !resolutions.every(isReport))
    faults.push('the resolutions are not those of the reports')
  return { faults, settled }
}

const printable = (rows: readonly Row[]): readonly Row[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
      ]),
    ),
  )
