import { parseArgs } from 'node:util'
import { databaseUrl, isPostgres, secretsOfUrl } from '../src/config/database-url.ts'
import { readSecret } from '../src/config/secret-file.ts'
import { copyJournal } from '../src/journal/copy/copy-journal.ts'
import { openCopySource } from '../src/journal/copy/source.ts'
import { openConnections } from '../src/journal/postgres/connections.ts'
import { createSecrets } from '../src/logging/logger.ts'

/** Copies a journal from SQLite to PostgreSQL. Ends with 1 if it did not, and says why. */
const usage = `usage: npm run journal -- copy <from> <to> [--trial]
       npm run journal -- copy <from> --to-file <file> [--trial]

  <from>     the journal in SQLite, as in DATABASE_URL: sqlite:data/gateway.db
  <to>       an empty database in PostgreSQL: postgres://user:password@host:5432/database
  --to-file  a file with that URL, so that the password stands in no list of processes
  --trial    copies and compares everything, and then takes it back`

/** One statement may insert or commit a lot. */
const queryMs = 600_000

const wanted = readArguments()
if (typeof wanted === 'string') {
  process.stderr.write(`${wanted}\n\n${usage}\n`)
  process.exitCode = 1
} else process.exitCode = await copy(wanted)

type Wanted = { readonly from: string; readonly to: string; readonly isTrial: boolean }

/** @returns what is wanted, or what is wrong, without any value */
function readArguments(): Wanted | string {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse()
  } catch (error) {
    return (error as Error).message
  }
  const [command, from = '', given, ...others] = parsed.positionals
  const { 'to-file': file, trial = false } = parsed.values
  if (command !== 'copy' || others.length > 0 || (given === undefined) === (file === undefined))
    return 'say copy, where from, and where to: either a URL or --to-file'
  const source = databaseUrl(from)
  if (isPostgres(from) || !source.ok || from === 'sqlite::memory:')
    return '<from> must be sqlite: and the path of a journal, such as sqlite:data/gateway.db'
  const secret = file === undefined ? undefined : readSecret(file)
  if (secret !== undefined && !secret.ok) return `--to-file ${secret.fault}`
  const to = secret?.secret ?? given ?? ''
  const target = databaseUrl(to)
  if (!isPostgres(to) || !target.ok)
    return `<to> ${target.ok ? 'must be a URL of PostgreSQL: postgres://user:password@host:5432/database' : target.expected}`
  return { from, to, isTrial: trial }
}

function parse() {
  const options = { 'to-file': { type: 'string' }, trial: { type: 'boolean' } } as const
  return parseArgs({ options, allowPositionals: true })
}

async function copy({ from, to, isTrial }: Wanted): Promise<number> {
  const { strike } = createSecrets(secretsOfUrl(to))
  const print = (line: string) => void process.stdout.write(`${strike(line)}\n`)
  const file = from.replace(/^sqlite:/, '')
  try {
    const source = openCopySource(file)
    const database = openConnections(to, 'bulksms-gateway journal copy', queryMs)
    try {
      const connection = await database.connect()
      const onTable = (name: string, count: number) => print(`${name}: ${count} rows copied, read back and equal`)
      await copyJournal(source, connection, { isTrial, onTable })
      connection.destroy()
    } finally {
      source.close()
      await database.close()
    }
    if (isTrial) print('A trial: everything was taken back, and the journal in SQLite is still in use.')
    else {
      print(`Copied. No gateway opens ${file} any more.`)
      print(
        `Give every gateway this DATABASE_URL, and a copy of ${source.keyFile} as INSTALLATION_KEY_FILE: with it, keys and`,
      )
      print('the duplicate fence keep working. Store that file apart from backups of the database.')
    }
    return 0
  } catch (error) {
    const { message, cause } = error as Error
    const reason = cause instanceof Error && !message.includes(': ') ? `: ${cause.message}` : ''
    process.stderr.write(`${strike(`Nothing was copied: ${message}${reason}`)}\n`)
    return 1
  }
}
