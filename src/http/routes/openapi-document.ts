import type { RequestExamples } from '../schemas/request-examples.ts'
import { ownKeywords } from '../schemas/schema.ts'

// What turns the description that Fastify's plug-in derives from the routes into the one that is published.

type Json = Readonly<Record<string, unknown>>
type Schemas = Record<string, Json>
type Operation = Json & { readonly operationId: string; readonly requestBody?: { readonly content: Schemas } }
export type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>
export type Document = Json & { readonly paths: Paths; readonly components: Json & { readonly schemas: Schemas } }

/** Publishes what clients need instead of what validates, and adds the examples of requests. */
export function publish(document: Document, examples: Readonly<Record<string, RequestExamples>>): Document {
  const schemas = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
    splitAlternatives(name, schema),
  )
  const split = { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } }
  return mapOperations(withoutOwnKeywords(split) as Document, (operation) => withExamples(operation, examples))
}

/** The document with other operations. */
export const mapOperations = (document: Document, change: (operation: Operation) => Operation): Document => ({
  ...document,
  paths: mapValues(document.paths, (item) => mapValues(item, change)),
})

export const mapValues = <T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))

function withExamples(operation: Operation, examples: Readonly<Record<string, RequestExamples>>): Operation {
  const { requestBody, operationId } = operation
  const own = examples[operationId]
  if (requestBody === undefined || own === undefined) return operation
  const content = mapValues(requestBody.content, (media) => ({ ...media, examples: own }))
  return { ...operation, requestBody: { ...requestBody, content } }
}

/**
 * Where the rules demand exactly one of several fields, a schema becomes a union of components, each of which has and
 * requires one. Generators of clients understand that, but not `required` inside `oneOf`.
 */
function splitAlternatives(name: string, schema: Json): [string, Json][] {
  const alternatives = schema['x-exactly-one-of'] as Record<string, string> | undefined
  if (alternatives === undefined) return [[name, schema]]
  const { description, examples, ...shape } = schema
  const fields = Object.entries(shape['properties'] as Schemas)
  const parts = Object.entries(alternatives).map(([field, component]): [string, Json] => [
    component,
    {
      ...shape,
      description: `${description} With \`${field}\`.`,
      properties: Object.fromEntries(fields.filter(([key]) => key === field || !Object.hasOwn(alternatives, key))),
      required: [...(shape['required'] as string[]), field],
    },
  ])
  const oneOf = parts.map(([component]) => ({ $ref: `#/components/schemas/${component}` }))
  return [[name, { description, examples, oneOf }], ...parts]
}

/** Values of examples are data: what looks like a keyword there is none. */
const dataKeys = ['example', 'examples']

function withoutOwnKeywords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOwnKeywords)
  if (typeof value !== 'object' || value === null) return value
  const { 'x-described-as': described, ...rest } = value as Json
  const { description } = rest
  const published: Json =
    described === undefined ? rest : { ...(description !== undefined && { description }), ...(described as Json) }
  const entries = Object.entries(published).filter(([key]) => !(ownKeywords as readonly string[]).includes(key))
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, dataKeys.includes(key) ? inner : withoutOwnKeywords(inner)]),
  )
}
