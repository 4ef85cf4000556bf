import { type Static, type TSchema, Type } from '@sinclair/typebox'

/** A string of a fixed set, as JSON schema's `enum`: TypeBox's union of literals makes a long `anyOf` of it. */
export const stringEnum = <const T extends string>(
  values: readonly T[],
  options: { description: string; default?: T },
) => Type.Unsafe<T>(Type.String({ enum: [...values], ...options }))

/** A reference to a schema that has an `$id` and was added to the app; keeps its type. */
export const ref = <T extends TSchema>(schema: T) => Type.Unsafe<Static<T>>(Type.Ref(`${schema.$id}#`))

/** A query on a route that sends is a mistake: whoever adds `?dryRun=true` must not learn it from the recipients. */
export const NoParameters = Type.Object({}, { additionalProperties: false })

/** What is written as `T`: JSON leaves out a field that is undefined, and to spread each that is there costs more. */
export type ToWrite<T> = { readonly [K in keyof T]: T[K] | undefined }
