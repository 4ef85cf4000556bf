import type { FastifySchemaValidationError } from 'fastify'
import { sayExpected } from '../../json/schema-words.ts'
import type { Violation } from '../../sms/violation.ts'

/** A fault of a parameter. It has no JSON pointer, because pointers refer to the body. */
export type ParameterViolation = {
  readonly in: 'path' | 'query'
  readonly name: string
  readonly message: string
}
export type RequestViolation = Violation | ParameterViolation

/** Enough to find the cause in a list of recipients; a body full of faults must not produce a long answer. */
export const maxViolations = 100
/** Unknown fields are named as received, and may be very long. */
const maxNameLength = 200

/** The problem members that list the faults: the first ones, and how many more there are. */
export const boundViolations = <V>(violations: readonly V[]) => ({
  violations: violations.slice(0, maxViolations),
  ...(violations.length > maxViolations && { moreViolations: violations.length - maxViolations }),
})

type SchemaError = FastifySchemaValidationError & { readonly parentSchema?: Readonly<Record<string, unknown>> }

/** Explains Ajv's errors so that they name the field and what is expected, and never the value. */
export const findBodyViolations = (errors: readonly FastifySchemaValidationError[]): Violation[] =>
  errors.map((error) => {
    const field = fieldOf(error)
    const below = field === undefined ? '' : `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return { pointer: error.instancePath + below, message: messageOf(error) }
  })

/** The same for parameters. */
export const findParameterViolations = (
  place: ParameterViolation['in'],
  errors: readonly FastifySchemaValidationError[],
): ParameterViolation[] =>
  errors.map((error) => ({
    in: place,
    name: fieldOf(error) ?? error.instancePath.slice(1),
    message: error.keyword === 'additionalProperties' ? 'is not a known parameter' : messageOf(error),
  }))

/** The missing or unknown field of an object: Ajv reports these errors for the object itself. */
function fieldOf({ params }: SchemaError): string | undefined {
  const field = params['additionalProperty'] ?? params['missingProperty']
  return field === undefined ? undefined : String(field).slice(0, maxNameLength)
}

const messageOf = ({ keyword, parentSchema = {} }: SchemaError): string => sayExpected(keyword, parentSchema)

/**
 * These errors make a value unusable for the rules: it has another type, a limit that makes no sense, or a length
 * beyond what the rules have to expect.
 */
const spoilingErrors: readonly string[] = ['type', 'required', 'enum', 'minimum', 'maximum', 'maxLength', 'maxItems']

/** The top-level field that such an error makes unusable; `''` for the body itself. */
export function findUnusableField(error: FastifySchemaValidationError): readonly string[] {
  if (!spoilingErrors.includes(error.keyword)) return []
  const [, field = fieldOf(error) ?? ''] = error.instancePath.split('/')
  return [field]
}
