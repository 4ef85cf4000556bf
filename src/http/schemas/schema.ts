import { type Static, type TSchema, Type } from '@sinclair/typebox'

/** A string of a fixed set, as JSON Schema's `enum`: TypeBox's union of literals produces a long `anyOf`. */
export const stringEnum = <const T extends string>(
  values: readonly T[],
  options: { description: string; default?: T },
) => Type.Unsafe<T>(Type.String({ enum: [...values], ...options }))

/** A reference to a schema that has an `$id` and was added to the app; keeps its type. */
export const ref = <T extends TSchema>(schema: T) => Type.Unsafe<Static<T>>(Type.Ref(`${schema.$id}#`))

/** A query on a sending route is a mistake: a caller that adds `?dryRun=true` must not find out from the recipients. */
export const NoParameters = Type.Object({}, { additionalProperties: false })

/** An object to be serialized as `T`: JSON omits undefined fields, and conditional spreads cost more. */
export type ToWrite<T> = { readonly [K in keyof T]: T[K] | undefined }
