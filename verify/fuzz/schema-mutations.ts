import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../../test/upstream/random.ts'
import type { SchemaName } from './fuzz-case.ts'

/** The parts of JSON Schema that the published description uses for bodies. */
export type Schema = {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly oneOf?: readonly { readonly $ref: string }[]
}

const document = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'openapi', 'openapi.json'), 'utf8')) as {
  components: { schemas: Record<string, Schema> }
}

/** The body schemas of the published API description, independent of the gateway's sources. */
export const schemas: Readonly<Record<SchemaName, Schema>> = {
  SendMessage: readSchema('SendMessage'),
  ScheduleMessage: readSchema('ScheduleMessage'),
}

/** A schema; of a union, every field that its variants have, and what all of them require. */
function readSchema(name: string): Schema {
  const schema = document.components.schemas[name]
  if (schema === undefined) throw new Error(`openapi.json has no ${name}`)
  if (schema.oneOf === undefined) return schema
  const variants = schema.oneOf.map(({ $ref }) => readSchema($ref.split('/').at(-1) ?? ''))
  const [first = schema] = variants
  return {
    ...first,
    properties: Object.assign({}, ...variants.map(({ properties }) => properties)),
    required: (first.required ?? []).filter((field) => variants.every(({ required }) => required?.includes(field))),
  }
}

/** One way to violate a schema, and the field that the refusal must name. */
export type Mutation = {
  readonly name: string
  readonly pointer: string
  apply(body: Readonly<Record<string, unknown>>): unknown
}

/** Values of every type. For a wrong type, those of the right one are left out. */
const valuesByType: Readonly<Record<string, readonly unknown[]>> = {
  string: ['', '1', 'true', 'null', '[]', '\u0001'],
  number: [1.5, -0.1, 1e308],
  integer: [0, 1, -1, Number.MAX_SAFE_INTEGER],
  boolean: [true, false],
  null: [null],
  array: [[], [[]], [null], ['+213550000001', {}]],
  object: [{}, { length: 1 }, { toString: 1 }, { $ref: '#' }],
}

/** Names of unknown fields, including names with a meaning in JavaScript and lookalikes of known ones. */
const unknownNames = ['constructor', 'toString', 'hasOwnProperty', 'prototype', 'To', 'text ', '', 'a/b~c', '0', 'then']

const numbersThatAreNone = [
  '+',
  '',
  '+0135550000',
  '+12345678901234567',
  '+213550000001\n',
  '+２１３５５０００００１',
  'tel:+213550000001',
]

/** Every mutation of a body that certainly violates its schema. */
export const createMutations = (schema: Schema): readonly Mutation[] => [
  ...mutationsOf(schema, []),
  ...Object.values(valuesByType)
    .flat()
    .filter((value) => typeof value !== 'object' || value === null || Array.isArray(value))
    .map((value) => ({ name: `a body that is ${JSON.stringify(value)}`, pointer: '', apply: () => value })),
]

export const mutations: Readonly<Record<SchemaName, readonly Mutation[]>> = {
  SendMessage: createMutations(schemas.SendMessage),
  ScheduleMessage: createMutations(schemas.ScheduleMessage),
}

type Path = readonly string[]

function mutationsOf(schema: Schema, path: Path): readonly Mutation[] {
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => [
    ...brokenValues(child).map((value) => replace([...path, name], value)),
    ...mutationsOf(child, [...path, name]),
  ])
  if (schema.type !== 'object') return []
  return [
    ...inside,
    ...(schema.required ?? []).map((name) => remove([...path, name], schema)),
    ...unknownNames.map((name) => replace([...path, name], 'x', schema)),
  ]
}

/** Values that violate a schema, one keyword each. */
function brokenValues(schema: Schema): readonly unknown[] {
  const right = schema.type === 'integer' ? ['integer'] : [schema.type ?? '']
  const wrongType = Object.entries(valuesByType).flatMap(([type, values]) => (right.includes(type) ? [] : values))
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, items } = schema
  return [
    ...wrongType,
    ...(minLength === undefined ? [] : ['x'.repeat(minLength - 1)]),
    ...(maxLength === undefined ? [] : ['x'.repeat(maxLength + 1)]),
    ...(minimum === undefined ? [] : [minimum - 1, -(2 ** 53)]),
    ...(maximum === undefined ? [] : [maximum + 1, 2 ** 53]),
    ...(minItems === undefined ? [] : [[]]),
    ...(maxItems === undefined ? [] : [Array.from({ length: maxItems + 1 }, (_, at) => `+2135${100_000_000 + at}`)]),
    ...(items === undefined ? [] : numbersThatAreNone.map((number) => [number])),
    ...(items === undefined ? [] : brokenValues(items).map((value) => [value])),
    ...(schema.format === 'uuid' ? ['none', '00000000-0000-0000-0000-00000000000g'] : []),
    ...(schema.enum === undefined ? [] : ['none', ...schema.enum.map((value) => value.toUpperCase())]),
  ]
}

/** @see RFC 6901, section 3 */
function pointerOf(path: Path): string {
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** @param parent the schema used to fill a missing object on the path, so that only the mutation is invalid */
function replace(path: Path, value: unknown, parent?: Schema): Mutation {
  const shown = (JSON.stringify(value) ?? '').slice(0, 40)
  const name = parent === undefined ? `${pointerOf(path)} is ${shown}` : `an unknown field ${pointerOf(path)}`
  return { name, pointer: pointerOf(path), apply: (body) => withValue(body, path, value) }
}

function remove(path: Path, parent: Schema): Mutation {
  const others = (parent.required ?? []).filter((name) => name !== path.at(-1))
  return {
    name: `no ${pointerOf(path)}`,
    pointer: pointerOf(path),
    apply(body) {
      const holder = Object.fromEntries(others.map((name) => [name, 'x']))
      if (path.length > 1) return withValue(body, path.slice(0, -1), holder)
      return Object.fromEntries(Object.entries(body).filter(([name]) => name !== path[0]))
    },
  }
}

/** A copy with the value at the path. Missing objects on the path are created. */
function withValue(body: unknown, [name = '', ...rest]: Path, value: unknown): unknown {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  return { ...fields, [name]: rest.length === 0 ? value : withValue(fields[name], rest, value) }
}

/** A random JSON value of a few levels. */
export function createAnyValue(random: Random, depth = 3): unknown {
  const drawn = random.below(depth > 0 ? 8 : 6)
  if (drawn < 6) return random.pick(Object.values(valuesByType)[random.below(6)] ?? [])
  const children = Array.from({ length: random.below(4) }, () => createAnyValue(random, depth - 1))
  if (drawn === 6) return children
  return Object.fromEntries(children.map((child) => [random.pick(unknownNames), child]))
}

/** Replaces any field by any value, which may or may not violate the schema. */
export function replaceAnything(body: Readonly<Record<string, unknown>>, random: Random, schema: Schema): unknown {
  const name = random.pick(Object.keys(schema.properties ?? {}))
  return withValue(body, [name], createAnyValue(random))
}
