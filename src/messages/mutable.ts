/**
 * A value under construction, field by field. Spreading an optional field (`...(x && { x })`) allocates an object and loses
 * the result's hidden class, which is too slow for what is created per message.
 */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] }
