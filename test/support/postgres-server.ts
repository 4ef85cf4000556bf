import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

/** Where Debian's package `postgresql` puts the programs, by version. */
const debianFolder = '/usr/lib/postgresql'

/** The folder of PostgreSQL's programs; undefined if the server is not installed. */
export function findPostgres(): string | undefined {
  const versions = readIfThere(debianFolder).toSorted((one, other) => Number(other) - Number(one))
  return versions
    .map((version) => join(debianFolder, version, 'bin'))
    .find((bin) => readIfThere(bin).includes('initdb'))
}

export const howToInstall = 'PostgreSQL is not installed; on Debian: apt-get install -y postgresql'

function readIfThere(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The server refuses to run as root. */
export function accountOf(name: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((text) => text.startsWith(`${name}:`))
  const [, , uid, gid] = (line ?? '').split(':')
  if (uid === undefined || gid === undefined) throw new Error(`There is no user ${name}`)
  return { uid: Number(uid), gid: Number(gid) }
}

export type PostgresServer = {
  readonly port: number
  /** Creates an empty database and returns its URL. */
  createDatabase(): Promise<string>
  /** Kills all processes of the server, as a crash would, and starts it again. */
  crash(): Promise<void>
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops the server and removes its files. */
  remove(): Promise<void>
}

/**
 * Starts a server of its own on a free port, in a temporary folder.
 *
 * @param bin from `findPostgres`
 * @param settings lines of postgresql.conf
 */
export async function startPostgres(bin: string, settings: readonly string[] = []): Promise<PostgresServer> {
  const account = accountOf('postgres')
  const { folder, remove } = makeFolder('postgres-', account)
  const data = join(folder, 'data')
  const port = await findPort()
  run(bin, 'initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-locale', '-E', 'UTF8', '--no-sync'], account)
  const lines = [`port=${port}`, "listen_addresses='127.0.0.1'", `unix_socket_directories='${folder}'`, ...settings]
  appendFileSync(join(data, 'postgresql.conf'), `${lines.join('\n')}\n`)
  let count = 0
  const control = (...options: string[]) => controlServer(bin, [...options, '-D', data, '-w'], account)
  const start = () => control('start', '-l', join(folder, 'log'))
  await start()
  // An interrupted run leaves no server behind.
  const onExit = () => {
    spawnSync(join(bin, 'pg_ctl'), ['stop', '-m', 'immediate', '-D', data], { ...account, stdio: 'ignore', cwd: '/' })
    remove()
  }
  process.once('exit', onExit)
  return {
    port,
    async createDatabase() {
      const name = `journal_${process.pid}_${count++}`
      const client = new Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' })
      await client.connect()
      await client.query(`CREATE DATABASE ${name} TEMPLATE template0`)
      await client.end()
      return `postgres://postgres@127.0.0.1:${port}/${name}`
    },
    start,
    stop: () => control('stop', '-m', 'fast'),
    crash: () => control('restart', '-m', 'immediate', '-l', join(folder, 'log')),
    async remove() {
      process.off('exit', onExit)
      await control('stop', '-m', 'immediate').catch(() => {})
      remove()
    },
  }
}

type Account = { uid: number; gid: number } | undefined

/** A temporary folder that belongs to an account. */
export function makeFolder(prefix: string, account: Account): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  if (account) chownSync(folder, account.uid, account.gid)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function run(bin: string, program: string, args: readonly string[], account: Account): void {
  const { status, stderr } = spawnSync(join(bin, program), [...args], { ...account, encoding: 'utf8', cwd: '/' })
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
}

/** Not `spawnSync`: connections of this process must go on while the server stops. */
function controlServer(bin: string, args: readonly string[], account: Account): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const child = spawn(join(bin, 'pg_ctl'), [...args], { ...account, stdio: 'ignore', cwd: '/' })
  child.on('error', reject)
  child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`pg_ctl ${args[0]} ended with ${code}`))))
  return promise
}

export async function findPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
