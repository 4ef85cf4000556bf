import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { accountOf, findPort, makeFolder } from '../../test/support/postgres-server.ts'

/** Where Debian's package `pgbouncer` puts the program. */
const program = '/usr/sbin/pgbouncer'

export const hasPgbouncer = (): boolean => existsSync(program)
export const howToInstallPgbouncer = 'PgBouncer is not installed; on Debian: apt-get install -y pgbouncer'

export type Pgbouncer = { readonly port: number; close(): Promise<void> }

/** Starts a pooler in transaction mode: two calls of a client may use two sessions of the server. */
export async function startPgbouncer(serverPort: number): Promise<Pgbouncer> {
  const account = accountOf('postgres')
  const { folder, remove } = makeFolder('pgbouncer-', account)
  const port = await findPort()
  const file = join(folder, 'pgbouncer.ini')
  const lines = [
    '[databases]',
    `* = host=127.0.0.1 port=${serverPort} user=postgres`,
    '[pgbouncer]',
    'listen_addr=127.0.0.1',
    `listen_port=${port}`,
    'unix_socket_dir=',
    'auth_type=any',
    'pool_mode=transaction',
    'max_client_conn=400',
    'default_pool_size=20',
    // After a restart of the server: its default of 15 s is longer than a lease of the test.
    'server_login_retry=0.2',
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  const child = spawn(program, ['-q', file], { ...account, stdio: 'ignore', cwd: '/' })
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`)
    await sleep(20)
  }
  return {
    port,
    async close() {
      process.off('exit', onExit)
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      remove()
    },
  }
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
