import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

const folder = new URL('../deploy/kubernetes/', import.meta.url)

export type Manifest = {
  readonly file: string
  readonly apiVersion: string
  readonly kind: string
  readonly content: object
}

/** Every manifest of the repository, the example of a secret included; a file holds one. */
export function readManifests(): readonly Manifest[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => {
      // YAML 1.1, as Kubernetes reads it: 0440 is a file mode there, and `off` is no text.
      const content = parse(readFileSync(new URL(file, folder), 'utf8'), { version: '1.1', uniqueKeys: true })
      return { file, apiVersion: content.apiVersion, kind: content.kind, content }
    })
}
