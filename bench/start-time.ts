import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { bundledProgram, createAccess, gatewayEnvironment, shippedFlags } from './contestants/gateway.ts'
import { cores, freePort, startProcess } from './processes.ts'
import type { Upstream } from './upstream.ts'

/**
 * Measures the time from the start of the gateway's process to the first 200 of `/readyz`, in ms: with the bundle and the
 * compiled code of the image, and an existing journal.
 */
export async function measureStarts(upstream: Upstream, parent: string, count: number): Promise<readonly number[]> {
  const folder = mkdtempSync(join(parent, 'gateway-bench-'))
  const program = bundledProgram()
  const compileCache = { NODE_COMPILE_CACHE: join(folder, 'compile-cache') }
  try {
    // Like the Dockerfile.
    const warmUp = `import('${program}').then(() => process.kill(process.pid, 'SIGTERM'))`
    const warmJournal = { PORT: '0', DATABASE_URL: `sqlite:${join(folder, 'warm-up.db')}` }
    execFileSync(process.execPath, ['-e', warmUp], {
      env: { PATH: process.env['PATH'], ...warmJournal, ...compileCache },
      stdio: 'ignore',
    })
    const access = createAccess(folder)
    const times: number[] = []
    // The first start creates the journal, so it is not measured.
    for (let index = 0; index <= count; index++) {
      const port = await freePort()
      const environment = {
        ...gatewayEnvironment({ upstreamOrigin: upstream.origin, folder }, port),
        ...access.environment,
        ...compileCache,
      }
      const startedAt = performance.now()
      const gateway = startProcess([process.execPath, ...shippedFlags(), program], { core: cores.server, environment })
      await firstReady(port)
      if (index > 0) times.push(performance.now() - startedAt)
      await gateway.stop()
    }
    return times
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Between two attempts. An attempt costs the other core a few dozen microseconds. */
const retryMs = 1

async function firstReady(port: number): Promise<void> {
  while (!(await isReady(port))) await new Promise((resolve) => setTimeout(resolve, retryMs))
}

/** A bare socket: `fetch` would take longer than the differences measured here. */
const isReady = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.write('GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n')
    })
    socket.once('data', (answer) => {
      resolve(answer.includes('HTTP/1.1 200'))
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
    socket.once('end', () => resolve(false))
  })
