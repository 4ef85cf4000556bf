import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Manifest, readManifests, renderReplicas } from './kubernetes-manifests.ts'

/**
 * Holds the manifests against the schemas that Kubernetes publishes, as the package `kubernetes-models` carries them:
 * compiled for values, and as types for fields, since the schemas themselves allow unknown ones.
 */
const folder = new URL('../.tap/kubernetes/', import.meta.url).pathname

const replicas = renderReplicas().map((manifest) => ({ ...manifest, file: `replicas-${manifest.file}` }))
const forward = readManifests('forward').map((manifest) => ({ ...manifest, file: `forward-${manifest.file}` }))
const manifests = [...readManifests(), ...replicas, ...forward].filter(({ kind }) => kind !== 'Kustomization')
const faults = [...(await Promise.all(manifests.map(checkValues))).flat(), ...checkFields(manifests)]
for (const { file, kind } of manifests) process.stdout.write(`${file}: ${kind}\n`)
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.stdout.write(`${manifests.length} manifests, ${faults.length} faults\n`)
process.exitCode = faults.length > 0 || manifests.length === 0 ? 1 : 0

/** What is required, of which type, in which form: `cpu: a lot` is a fault here. */
async function checkValues({ file, apiVersion, kind, content }: Manifest): Promise<readonly string[]> {
  const models = (await import(`kubernetes-models/${apiVersion}`)) as Record<string, unknown>
  const Model = models[kind] as (new (content: object) => { validate(): void }) | undefined
  if (Model === undefined) return [`${file}: ${apiVersion} has no ${kind}`]
  try {
    new Model(content).validate()
    return []
  } catch (error) {
    return [`${file}: ${(error as Error).message}`]
  }
}

/** Which fields there are: `livenesProbe` is a fault here. */
function checkFields(manifests: readonly Manifest[]): readonly string[] {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const compilerOptions = { noEmit: true, strict: true, module: 'nodenext', target: 'esnext', skipLibCheck: true }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...compilerOptions, types: [] } }))
  for (const { file, apiVersion, kind, content } of manifests) {
    const type = `import type { I${kind} } from 'kubernetes-models/${apiVersion}'\n`
    const value = `export const manifest: I${kind} = ${JSON.stringify(content, null, 2)}\n`
    writeFileSync(join(folder, `${file}.ts`), type + value)
  }
  try {
    execFileSync('tsc', ['--project', folder, '--pretty', 'false'], { encoding: 'utf8', stdio: 'pipe' })
    return []
  } catch (error) {
    const { stdout = '', message } = error as Error & { stdout?: string }
    return (stdout || message).trimEnd().split('\n')
  }
}
