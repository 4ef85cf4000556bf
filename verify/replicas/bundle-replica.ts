import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const folder = 'dist-replicas'

/** Bundles the gateway of this test as the image is bundled, because there are hundreds of starts. Returns its path. */
export function bundleReplica(): string {
  const entry = 'replica-gateway=verify/replicas/replica-gateway.ts'
  execFileSync(process.execPath, [join(root, 'scripts', 'bundle.ts'), folder, entry], { stdio: 'inherit' })
  return join(root, folder, 'replica-gateway.js')
}
