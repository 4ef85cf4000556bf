import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/**
 * Bundles the gateway of this test as the image is bundled, because there are hundreds of starts. Returns its path. Each run
 * has its own, which lies beside `package.json`.
 */
export function bundleReplica(): string {
  const folder = `dist-replicas-${process.pid}`
  process.once('exit', () => rmSync(join(root, folder), { recursive: true, force: true }))
  const entry = 'replica-gateway=verify/replicas/replica-gateway.ts'
  execFileSync(process.execPath, [join(root, 'scripts', 'bundle.ts'), folder, entry], { stdio: 'inherit' })
  return join(root, folder, 'replica-gateway.js')
}
