import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Stage } from './contestants/contestant.ts'
import type { Upstream } from './upstream.ts'

/** Creates the folders of a run, and always removes them afterwards. */
export async function withStage<T>(upstream: Upstream, parent: string, act: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(parent, 'gateway-bench-'))
  const logFolder = mkdtempSync('/dev/shm/gateway-bench-')
  try {
    return await act({
      upstreamOrigin: upstream.origin,
      upstreamPort: upstream.port,
      folder,
      logFile: join(logFolder, 'log'),
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
    rmSync(logFolder, { recursive: true, force: true })
  }
}
