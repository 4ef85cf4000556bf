import { writeFileSync } from 'node:fs'
import { documentFile, formatOpenapiDocument } from './openapi-document.ts'

writeFileSync(documentFile, await formatOpenapiDocument())
