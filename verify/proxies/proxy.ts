import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'

export type ProxyKind = 'nginx' | 'haproxy'

const tools = {
  nginx: { command: 'nginx', package: 'nginx-light', version: '-v', run: (file: string) => ['-c', file] },
  haproxy: { command: 'haproxy', package: 'haproxy', version: '-v', run: (file: string) => ['-db', '-f', file] },
} as const satisfies Record<ProxyKind, unknown>

/** Why tests of a proxy cannot run here; false if they can. */
export function whyNot(kind: ProxyKind): string | false {
  const { command, version, package: name } = tools[kind]
  const missing = spawnSync(command, [version]).error !== undefined
  return missing && `${command} is missing: apt-get install ${name}. It was not tested.`
}

/** The configuration that `docs/proxies.md` recommends, verbatim. */
export function readDocumented(kind: ProxyKind): string {
  const page = readFileSync(new URL('../../docs/proxies.md', import.meta.url), 'utf8')
  const block = page.split(`<!-- tested: ${kind} -->`)[1]?.split('```')[1]
  if (block === undefined) throw new Error(`docs/proxies.md has no configuration for ${kind}`)
  return block.slice(block.indexOf('\n'))
}

/** Runs a proxy until the test ends. Resolves with its origin. `configuration` receives the port and a folder. */
export async function startProxy(
  t: Test,
  kind: ProxyKind,
  configuration: (port: number, folder: string) => string,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'proxy-'))
  const port = await findPort()
  const text = configuration(port, folder)
  const file = join(folder, 'proxy.conf')
  writeFileSync(file, kind === 'nginx' ? formatNginx(text, folder) : text)
  const { command, run } = tools[kind]
  const child = spawn(command, run(file), { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaints += chunk
  })
  const ended = once(child, 'close')
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  // The proxy does not report when it listens.
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`${command} does not start: ${complaints}`)
  }
  return `http://127.0.0.1:${port}`
}

/** A single process that only writes to its folder. */
const formatNginx = (text: string, folder: string): string => {
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  )
  return `daemon off; master_process off; pid ${folder}/pid; error_log stderr warn; events {}
http { access_log off; ${places.join(' ')} ${text} }`
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => socket.destroy())
    socket.once('error', () => setTimeout(() => resolve(false), 20))
    socket.once('close', (failed) => failed || resolve(true))
  })
