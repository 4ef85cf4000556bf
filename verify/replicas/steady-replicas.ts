import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programs } from '../crash/gateway-child.ts'
import { type Replicas, startReplicas } from './replicas.ts'
import { withDatabase } from './test-database.ts'

/** Work with three gateways, as they are shipped and with the ordinary lease, on a server of their own. */
export function withReplicas<T>(
  bin: string,
  upstreamOrigin: string,
  environment: Readonly<Record<string, string>>,
  work: (replicas: Replicas) => Promise<T>,
): Promise<T> {
  return withDatabase(bin, undefined, async ({ url }) => {
    const folder = mkdtempSync(join(tmpdir(), 'replicas-'))
    const keyFile = join(folder, 'installation.key')
    writeFileSync(keyFile, Buffer.alloc(32, 'key'), { mode: 0o600 })
    const program = programs.server
    const replicas = await startReplicas({ count: 3, program, upstreamOrigin, databaseUrl: url, keyFile, environment })
    try {
      await replicas.allReady()
      return await work(replicas)
    } finally {
      await replicas.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

/** What the gateways complained about. */
export const complaintsOf = ({ members }: Replicas): readonly string[] =>
  members.flatMap(({ replica }) => replica.faults)
