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

t.test('the examples show a delivery, an outcome that a report settled, and where a feed goes on', async (t) => {
  const { paths } = JSON.parse(readFileSync(documentFile, 'utf8'))
  const examplesOf = (path: string, status: string, type: string) =>
    paths[path].get.responses[status].content[type].examples
  const { reported } = examplesOf('/messages/{id}', '200', 'application/json')
  t.match(reported.value.recipients, [
    { delivery: { status: 'delivered', reports: [{ status: 'DELIVRD' }] } },
    { resolution: { by: 'delivery-report' }, delivery: { status: 'undelivered', errorCode: '001' } },
  ])
  const { page } = examplesOf('/delivery-reports/unmatched', '200', 'application/json')
  t.match(page.value, { reports: [{ possibleMessages: [String] }, { possibleMessages: [] }], next: '1041' })
  const gone = examplesOf('/events', '410', 'application/problem+json')['events-gone']
  t.match(gone.value, { code: 'events-gone', oldest: '1042' })
})
