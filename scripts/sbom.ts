import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Prints what the product is made of (CycloneDX), from the lockfile. `npm sbom --omit=dev` alone would leave out what development
 * needs as well, such as ajv: so everything is asked for, and the lockfile says what is for development only.
 *
 *     npm run --silent sbom > sbom.json
 */
const root = join(import.meta.dirname, '..')

type Sbom = {
  readonly metadata: { readonly component: object }
  readonly components: readonly { readonly 'bom-ref': string }[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}
type Lock = { readonly packages: Readonly<Record<string, { readonly version: string; readonly dev?: boolean }>> }

const { name: product } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string }
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
const shipped = new Set(
  Object.entries(packages)
    .filter(([, { dev }]) => dev !== true)
    .map(([path, { version }]) => `${path.replace(/^(?:.*\/)?node_modules\//, '') || product}@${version}`),
)
const text = execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'inherit'],
})
const sbom = JSON.parse(text) as Sbom
const components = sbom.components.filter((component) => shipped.has(component['bom-ref']))
const dependencies = sbom.dependencies
  .filter(({ ref }) => shipped.has(ref))
  .map((dependency) => ({ ...dependency, dependsOn: dependency.dependsOn.filter((ref) => shipped.has(ref)) }))
// npm names it after the folder of the clone.
const component = { ...sbom.metadata.component, type: 'application', name: product }
const metadata = { ...sbom.metadata, component }
process.stdout.write(`${JSON.stringify({ ...sbom, metadata, components, dependencies }, null, 2)}\n`)
