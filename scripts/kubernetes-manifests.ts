import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

const folders = {
  one: new URL('../deploy/kubernetes/', import.meta.url),
  replicas: new URL('../deploy/kubernetes-replicas/', import.meta.url),
  forward: new URL('../deploy/kubernetes-forward/', import.meta.url),
} as const
export type ManifestFolder = keyof typeof folders

export type Manifest = {
  readonly file: string
  readonly apiVersion: string
  readonly kind: string
  readonly content: object
}

/** Every manifest of a folder, the examples of secrets included; a file holds one. */
export function readManifests(folder: ManifestFolder = 'one'): readonly Manifest[] {
  return readdirSync(folders[folder])
    .filter((file) => file.endsWith('.yaml') && !file.endsWith('.patch.yaml'))
    .map((file) => {
      const content = readYaml(folder, file)
      return { file, apiVersion: content.apiVersion, kind: content.kind, content }
    })
}

/**
 * What `deploy/kubernetes-replicas` makes of `deploy/kubernetes`, as kustomize does it: only the two kinds of patches that are used
 * there. A test compares it with kustomize where that is installed.
 */
export function renderReplicas(): readonly Manifest[] {
  let manifests = readManifests()
  const { patches } = readYaml('replicas', 'kustomization.yaml')
  for (const { path, target } of patches as readonly { path: string; target?: { kind: string; name: string } }[]) {
    const patch = readYaml('replicas', path)
    const { kind, name } = target ?? { kind: patch.kind, name: patch.metadata.name }
    const found = manifests.filter((one) => one.kind === kind && nameOf(one) === name)
    if (found.length !== 1) throw new Error(`${path} is for one ${kind} ${name}, and there are ${found.length}`)
    manifests = manifests.flatMap((one) => {
      if (!found.includes(one)) return [one]
      if (patch.$patch === 'delete') return []
      return [{ ...one, content: applyOperations(one.content, patch) }]
    })
  }
  return [...manifests.filter(({ kind }) => kind !== 'Kustomization'), ...readManifests('replicas')]
}

type Value = ReturnType<typeof JSON.parse>
type Operation = { readonly op: string; readonly path: string; readonly value: Value }

/** YAML 1.1, as Kubernetes reads it: 0440 is a file mode there, and `off` is no text. */
const readYaml = (folder: ManifestFolder, file: string): Value =>
  parse(readFileSync(new URL(file, folders[folder]), 'utf8'), { version: '1.1', uniqueKeys: true })

const nameOf = ({ content }: Manifest): string => (content as Value).metadata?.name

/** @see RFC 6902 */
function applyOperations(content: object, operations: readonly Operation[]): object {
  const patched = structuredClone(content)
  for (const { op, path, value } of operations) {
    const keys = path.split('/').slice(1)
    const last = keys.pop() ?? ''
    const parent: Value = keys.reduce((part: Value, key) => part?.[key], patched)
    if (parent === undefined) throw new Error(`There is no ${path}`)
    if (op === 'add' && last === '-') parent.push(value)
    else if (op === 'add' && !Array.isArray(parent)) parent[last] = value
    else if (op === 'replace' && last in parent) parent[last] = value
    else if (op !== 'test' || JSON.stringify(parent[last]) !== JSON.stringify(value))
      throw new Error(`${op} of ${path} cannot be applied`)
  }
  return patched
}
