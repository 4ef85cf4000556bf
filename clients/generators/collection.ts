import { readFileSync } from 'node:fs'
import converter from 'openapi-to-postmanv2'
import { openapiFile } from './files.ts'

// The collection for Postman: what openapi-to-postmanv2 makes of the document, with values that work in place of random ones.

type Parameter = { key: string; value: string; disabled?: boolean }
type Url = { path: string[]; query: Parameter[]; variable: Parameter[] }
type Request = { name: string; method: string; url: Url; header?: Parameter[]; body?: { raw?: string } }
type Item = { id?: string; name: string; item?: Item[]; request?: Request; response?: unknown[]; event?: unknown[] }
type Collection = { info: Record<string, unknown>; item: Item[]; variable: Parameter[] }

const options = {
  folderStrategy: 'Tags',
  parametersResolution: 'Example',
  enableOptionalParameters: false,
  // The default cuts recipients off.
  stackLimit: 50,
}

/** The value of each parameter of a path, and the header that makes repetitions safe: a new one for each request. */
const values: Readonly<Record<string, string>> = {
  id: '{{messageId}}',
  code: 'overloaded',
  'Idempotency-Key': '{{$guid}}',
}

/** Runs before every request: a time that is always to come. */
const setSendAt = ["pm.collectionVariables.set('sendAt', new Date(Date.now() + 86400000).toISOString())"]

const isSuccess = ["pm.test('is answered with success', () => pm.expect(pm.response.code).to.be.within(200, 299))"]

const keepId = ["pm.collectionVariables.set('messageId', pm.response.json().id)"]

/** Only in the sandbox, where nothing real is sent: a message whose outcome is unknown, so that there is something to settle. */
const sendUnknown = [
  "const base = pm.variables.replaceIn('{{baseUrl}}')",
  "pm.sendRequest(base + '/readyz', (_error, ready) => {",
  "  if (ready.json().mode !== 'sandbox') return",
  "  const text = 'Unknown ' + pm.variables.replaceIn('{{$guid}}')",
  "  const raw = JSON.stringify({ to: ['+99910000101'], from: 'ACME', text })",
  "  const header = { 'content-type': 'application/json', authorization: 'Bearer ' + pm.variables.get('bearerToken') }",
  "  pm.sendRequest({ url: base + '/messages', method: 'POST', header, body: { mode: 'raw', raw } }, (_error, answer) =>",
  "    pm.collectionVariables.set('messageId', answer.json().id),",
  '  )',
  '})',
]

const scripts: Readonly<Record<string, { prerequest?: readonly string[]; test?: readonly string[] }>> = {
  'POST messages': { test: keepId },
  'POST messages/:id/resolution': { prerequest: sendUnknown },
}

/** The collection as it is kept in the repository. */
export async function formatCollection(): Promise<string> {
  const collection = await convert(readFileSync(openapiFile, 'utf8'))
  const { _postman_id, ...info } = collection.info
  const variable = [
    { key: 'baseUrl', value: 'http://127.0.0.1:3000' },
    { key: 'bearerToken', value: '' },
    { key: 'messageId', value: '' },
    { key: 'sendAt', value: '' },
  ]
  const event = [eventOf('prerequest', setSendAt), eventOf('test', isSuccess)]
  return `${JSON.stringify({ info, item: collection.item.map(settle), event, variable }, null, 2)}\n`
}

const eventOf = (listen: string, exec: readonly string[]) => ({ listen, script: { type: 'text/javascript', exec } })

function settle({ id: _id, event: _event, response: _response, item, request, ...rest }: Item): Item {
  if (item !== undefined) return { ...rest, item: item.map(settle) }
  if (request === undefined) return rest
  const { url, header = [], body } = request
  const own = Object.entries(scripts[`${request.method} ${url.path.join('/')}`] ?? {})
  return {
    ...rest,
    event: own.map(([listen, exec]) => eventOf(listen, exec)),
    request: {
      ...request,
      header: header.map(withValue),
      url: {
        ...url,
        variable: url.variable.map(withValue),
        // Filters are left to be filled in.
        query: url.query.map((parameter) => ({ ...parameter, value: '' })),
      },
      ...(body?.raw !== undefined && {
        body: { ...body, raw: body.raw.replace(/("sendAt": )"[^"]*"/, '$1"{{sendAt}}"') },
      }),
    },
  }
}

function withValue(parameter: Parameter): Parameter {
  const value = values[parameter.key]
  return value === undefined ? parameter : { ...parameter, value, disabled: false }
}

const convert = (data: string): Promise<Collection> =>
  new Promise((resolve, reject) => {
    converter.convertV2({ type: 'string', data }, options, (error, result) => {
      const made = result?.output?.[0]?.data
      if (error || made === undefined) reject(new Error(result?.reason ?? String(error)))
      else resolve(made as Collection)
    })
  })
