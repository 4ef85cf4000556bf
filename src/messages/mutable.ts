/**
 * A value that is being built, field by field. An optional field that is spread (`...(x && { x })`) costs an object of its own and
 * makes the engine forget the form of the result, which matters for what is made of each message.
 */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] }
