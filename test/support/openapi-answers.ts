import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormatsModule, { type FormatsPlugin } from 'ajv-formats'

// A CommonJS module whose types speak of a default export that Node hands out one level up.
const addFormats = addFormatsModule as unknown as FormatsPlugin

type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  readonly json: unknown
}

/** The parts of an OpenAPI document that the tests walk. */
export type OpenapiDocument = { readonly paths: Readonly<Record<string, PathItem>> }
type PathItem = Readonly<Record<string, Operation>>
export type Operation = {
  readonly operationId?: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly description?: string
    readonly schema: object
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, MediaType>> }
  readonly responses: Readonly<Record<string, { description?: string; content?: Readonly<Record<string, MediaType>> }>>
}
type MediaType = { readonly schema: object; readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }

const texts = new WeakMap<object, string>()
const validators = new Map<string, ValidateFunction>()
const ajvs = new Map<string, Ajv2020>()

/** The validator of a document, which keeps what several places refer to. */
function ajvOf(text: string): Ajv2020 {
  const known = ajvs.get(text)
  if (known !== undefined) return known
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema(closed(JSON.parse(text)) as object, 'openapi.json')
  ajvs.set(text, ajv)
  return ajv
}

/** Checks a value against the schema at a place of the document, as `['paths', '/messages', 'post', …]`. */
export function validateAt(document: object, place: readonly string[], value: unknown): readonly string[] {
  const text = texts.get(document) ?? JSON.stringify(document)
  texts.set(document, text)
  const pointer = place.map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')
  // Compiling takes longer than all requests of a test: one validator for each place of each different document.
  const key = `${pointer} ${text}`
  let validate = validators.get(key)
  if (validate === undefined) {
    validate = ajvOf(text).compile({ $ref: `openapi.json#${pointer}` })
    validators.set(key, validate)
  }
  if (validate(value)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}

/**
 * The document with all its objects closed. Answers are open to fields that are added later, but what the gateway answers
 * today must be described today.
 */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed)
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, closed(item)]))
  return inner['type'] === 'object' && 'properties' in inner ? { additionalProperties: false, ...inner } : inner
}

/** Problems that occur before routing, so they are documented at no route. */
const beforeRouting = ['not-found', 'method-not-allowed', 'malformed-request', 'uri-too-long']

/** Everything about an answer that the document does not say. */
export function checkAnswer(document: object, method: string, url: string, answer: Answer): readonly string[] {
  const { status, headers, json } = answer
  const faults: string[] = []
  if (headers['x-request-id'] === undefined) faults.push('has no X-Request-Id')
  if (status >= 500 && isProblem(json) && json.code === 'internal-error') faults.push(`is ${answer.text}`)
  const [mediaType = ''] = String(headers['content-type'] ?? '').split(';')
  if (status >= 400) faults.push(...checkProblem(document, answer, mediaType))
  if (method === 'HEAD') return faults

  const path = url.split('?')[0] ?? ''
  const { paths } = document as OpenapiDocument
  const route = Object.keys(paths).find((template) => matches(template, path))
  const operation = route === undefined ? undefined : paths[route]?.[method.toLowerCase()]
  if (route === undefined || operation === undefined) {
    // Pages of the documentation itself are no part of the API.
    if (status < 400 && !/^\/(docs|openapi\.json)/.test(path)) faults.push('is no operation of the document')
    return faults
  }
  if (isProblem(json) && beforeRouting.includes(json.code) && operation.responses[status] === undefined) return faults
  const media = operation.responses[status]?.content?.[mediaType]
  if (media === undefined) return [...faults, `${status} with ${mediaType} is not documented`]
  const place = ['paths', route, method.toLowerCase(), 'responses', String(status), 'content', mediaType, 'schema']
  return [...faults, ...validateAt(document, place, mediaType.startsWith('text/') ? answer.text : json)]
}

type ProblemBody = {
  readonly code: string
  readonly status: number
  readonly type: string
  readonly requestId: string
  readonly resend?: string
}
const isProblem = (json: unknown): json is ProblemBody =>
  typeof json === 'object' && json !== null && 'code' in json && 'requestId' in json

/** Rules for every problem, whether its route documents it or not. */
export function checkProblem(document: object, answer: Answer, mediaType: string): readonly string[] {
  const { status, headers, json, text } = answer
  if (mediaType !== 'application/problem+json') return [`is of type ${mediaType}`]
  // An answer to HEAD has no body.
  if (text === '') return []
  if (!isProblem(json)) return [`is no problem: ${text.slice(0, 200)}`]
  return [
    ...validateAt(document, ['components', 'schemas', 'Problem'], json),
    ...(json.status === status ? [] : [`says status ${json.status}`]),
    ...(json.type === `/problems/${json.code}` ? [] : [`has the type ${json.type}`]),
    ...((headers['retry-after'] === undefined) === (json.resend === 'safe')
      ? [`has resend ${json.resend} and Retry-After ${headers['retry-after']}`]
      : []),
    ...(json.requestId === headers['x-request-id'] ? [] : ['has another request id than its header']),
  ]
}

const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path)
