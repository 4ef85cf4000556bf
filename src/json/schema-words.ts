type Schema = Readonly<Record<string, unknown>>

/** What each keyword of our schemas expects, in our own words: those of the validator are for programmers. */
export const schemaWords: Readonly<Record<string, (schema: Schema) => string>> = {
  type: ({ type }) => `must be of type ${type}`,
  required: () => 'is required',
  additionalProperties: () => 'is not a known field',
  enum: ({ enum: values }) => `must be one of ${(values as readonly unknown[]).join(', ')}`,
  minLength: ({ minLength }) =>
    minLength === 1 ? 'must not be empty' : `must be at least ${minLength} characters long`,
  maxLength: ({ maxLength }) => `must be at most ${maxLength} characters long`,
  minItems: ({ minItems }) => (minItems === 1 ? 'must not be empty' : `must have at least ${minItems} items`),
  maxItems: ({ maxItems }) => `must have at most ${maxItems} items`,
  minProperties: ({ minProperties }) =>
    minProperties === 1 ? 'must not be empty' : `must have at least ${minProperties} fields`,
  minimum: ({ minimum }) => `must be at least ${minimum}`,
  maximum: ({ maximum }) => `must be at most ${maximum}`,
  format: ({ format }) => `must be ${formatWords[String(format)]}`,
}

/** Keywords whose message is complete. For the others a schema may provide a better one in `x-expected`. */
const plainKeywords: readonly string[] = ['type', 'required', 'additionalProperties', 'enum']

export const formatWords: Readonly<Record<string, string>> = {
  'date-time': 'an instant with an offset, such as 2026-11-22T08:00:00Z',
  uuid: 'an id of 32 hexadecimal digits with hyphens, such as 019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70',
}

/** What the violated keyword of a schema expects. Never repeats the value. */
export function sayExpected(keyword: string, schema: Schema): string {
  const expected = schema['x-expected']
  if (typeof expected === 'string' && !plainKeywords.includes(keyword)) return `must be ${expected}`
  return schemaWords[keyword]?.(schema) ?? 'is not as described'
}
