import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

export const openapiFile = join(root, 'openapi', 'openapi.json')
/** The types of the thin client. */
export const typesFile = join(root, 'clients', 'typescript', 'src', 'schema.ts')
export const collectionFile = join(root, 'clients', 'postman', 'collection.json')
/** What the two files above were made of: `npm test` compares it without the generators. */
export const sourceHashFile = join(root, 'clients', 'generators', 'openapi.sha256')

/** The document's hash, as it is kept beside what was made of it. */
export const formatSourceHash = (): string =>
  `${createHash('sha256').update(readFileSync(openapiFile)).digest('hex')}\n`
