import type { FastifySchemaValidationError } from 'fastify'
import { sayExpected } from '../../json/schema-words.ts'
import type { Violation } from '../../sms/violation.ts'

/** A fault of a parameter, to which no JSON pointer leads: such a pointer is one into the body. */
export type ParameterViolation = {
  readonly in: 'path' | 'query'
  readonly name: string
  readonly message: string
}
export type RequestViolation = Violation | ParameterViolation

/** Enough to find what is wrong with a list of recipients; a body made of faults must not make a long answer. */
export const maxViolations = 100
/** An unknown field is named as it came, which may be very long. */
const maxNameLength = 200

/** The members of a problem that say what is wrong: the first faults, and how many more there are. */
export const boundViolations = <V>(violations: readonly V[]) => ({
  violations: violations.slice(0, maxViolations),
  ...(violations.length > maxViolations && { moreViolations: violations.length - maxViolations }),
})

type SchemaError = FastifySchemaValidationError & { readonly parentSchema?: Readonly<Record<string, unknown>> }

/** Says what ajv found in words that name the field and what is expected, and never the value. */
export const formatSchemaErrors = (errors: readonly FastifySchemaValidationError[]): Violation[] =>
  errors.map((error) => {
    const field = fieldOf(error)
    const below = field === undefined ? '' : `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return { pointer: error.instancePath + below, message: messageOf(error) }
  })

/** The same for parameters. */
export const formatParameterErrors = (
  place: ParameterViolation['in'],
  errors: readonly FastifySchemaValidationError[],
): ParameterViolation[] =>
  errors.map((error) => ({
    in: place,
    name: fieldOf(error) ?? error.instancePath.slice(1),
    message: error.keyword === 'additionalProperties' ? 'is not a known parameter' : messageOf(error),
  }))

/** The field of an object that is missing or unknown, whose error stands at the object. */
function fieldOf({ params }: SchemaError): string | undefined {
  const field = params['additionalProperty'] ?? params['missingProperty']
  return field === undefined ? undefined : String(field).slice(0, maxNameLength)
}

const messageOf = ({ keyword, parentSchema = {} }: SchemaError): string => sayExpected(keyword, parentSchema)

/**
 * Errors of these kinds leave a value by which no rule can judge: of another type, a limit that makes no sense, or longer than
 * the rules have to expect.
 */
const spoilingErrors: readonly string[] = ['type', 'required', 'enum', 'minimum', 'maximum', 'maxLength', 'maxItems']

/** The top field that such an error spoils; `''` for the body itself. */
export function findUnusableField(error: FastifySchemaValidationError): readonly string[] {
  if (!spoilingErrors.includes(error.keyword)) return []
  const [, field = fieldOf(error) ?? ''] = error.instancePath.split('/')
  return [field]
}
