import { type Static, type TSchema, Type } from '@sinclair/typebox'

/**
 * Keywords of ours, which the API description does not contain. `x-expected`: what a value must be, for error messages.
 * `x-described-as`: what the description says instead of the schema, where a value is validated as something else.
 * `x-exactly-one-of`: fields of which the rules demand exactly one, each with the name of the component that has it.
 */
export const ownKeywords = ['x-expected', 'x-described-as', 'x-exactly-one-of'] as const
type DescribedAs = { 'x-described-as'?: Readonly<Record<string, unknown>> }

/** A string of a fixed set, as JSON Schema's `enum`: TypeBox's union of literals produces a long `anyOf`. */
export const stringEnum = <const T extends string>(
  values: readonly T[],
  options: { description: string; $id?: string } & DescribedAs,
) => Type.Unsafe<T>(Type.String({ enum: [...values], ...options }))

/** A reference to a schema that has an `$id` and was added to the app; keeps its type. */
export const ref = <T extends TSchema>(schema: T, options: { description?: string } = {}) =>
  Type.Unsafe<Static<T>>(Type.Ref(`${schema.$id}#`, options))

/** The place of a schema with an `$id` in the API description. */
export const componentOf = ({ $id }: TSchema): string => `#/components/schemas/${$id}`

/**
 * One of several objects, which a field tells apart.
 *
 * @param variants by the value of the field; each has an `$id` and was added to the app
 */
export const unionBy = <const T extends Readonly<Record<string, TSchema>>>(
  propertyName: string,
  variants: T,
  options: { $id: string; description: string },
) =>
  Type.Unsafe<Static<T[keyof T]>>({
    ...options,
    oneOf: Object.values(variants).map((schema) => Type.Ref(`${schema.$id}#`)),
    discriminator: {
      propertyName,
      mapping: Object.fromEntries(Object.entries(variants).map(([value, schema]) => [value, componentOf(schema)])),
    },
  })

/** A whole number in a query. It is validated as the text that a query consists of. */
export const queryInteger = (
  pattern: string,
  { minimum, maximum, unit }: { minimum: number; maximum: number; unit?: string },
  description: string,
) =>
  Type.String({
    pattern,
    description,
    'x-expected': `a whole number ${unit === undefined ? '' : `of ${unit} `}from ${minimum} to ${maximum}`,
    'x-described-as': { type: 'integer', minimum, maximum },
  })

/** A query on a sending route is a mistake: a caller that adds `?dryRun=true` must not find out from the recipients. */
export const NoParameters = Type.Object({}, { additionalProperties: false })

/** An object to be serialized as `T`: JSON omits undefined fields, and conditional spreads cost more. */
export type ToWrite<T> = { readonly [K in keyof T]: T[K] | undefined }
