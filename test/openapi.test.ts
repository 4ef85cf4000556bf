import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import t from 'tap'
import { documentFile, formatOpenapiDocument } from '../scripts/openapi-document.ts'

t.test('openapi/openapi.json is what the source describes', async (t) => {
  const kept = readFileSync(documentFile, 'utf8')
  t.equal(kept, await formatOpenapiDocument(), 'run `npm run openapi` and commit the result')
})

t.test('openapi/openapi.json has nothing that a public linter complains about, by its strictest rules', async (t) => {
  const config = await createConfig({ extends: ['recommended-strict'] })
  const source = readFileSync(documentFile, 'utf8')
  const complaints = await lintFromString({ source, absoluteRef: fileURLToPath(documentFile), config })
  t.strictSame(
    complaints.map(({ ruleId, message, location }) => ({ ruleId, message, at: location[0]?.pointer })),
    [],
  )
  const broken = source.replace('"operationId": "sendMessage"', '"operationId": "getHealth"')
  const expected = await lintFromString({ source: broken, absoluteRef: fileURLToPath(documentFile), config })
  t.match(expected, [{ ruleId: 'operation-operationId-unique' }], 'the linter does find faults')
})
