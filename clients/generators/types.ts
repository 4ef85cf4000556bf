import { readFileSync } from 'node:fs'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { openapiFile } from './files.ts'

/** The types of the thin client, as they are kept in the repository. */
export async function formatTypes(): Promise<string> {
  const ast = await openapiTypescript(JSON.parse(readFileSync(openapiFile, 'utf8')))
  return `// Generated from openapi/openapi.json by openapi-typescript: npm run clients\n${astToString(ast)}`
}
