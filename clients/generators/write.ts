import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { formatCollection } from './collection.ts'
import { collectionFile, formatSourceHash, sourceHashFile, typesFile } from './files.ts'
import { formatTypes } from './types.ts'

// Writes everything in the repository that other people's generators make of openapi/openapi.json.
mkdirSync(dirname(collectionFile), { recursive: true })
writeFileSync(typesFile, await formatTypes())
writeFileSync(collectionFile, await formatCollection())
writeFileSync(sourceHashFile, formatSourceHash())
