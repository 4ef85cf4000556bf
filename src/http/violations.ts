import type { FastifySchemaValidationError } from 'fastify'
import type { Violation } from '../domain/violation.ts'

/** Enough to find what is wrong with a list of recipients; a body made of faults must not make a long answer. */
export const maxViolations = 100
/** An unknown field is named as it came, which may be very long. */
const maxPointerLength = 200

/** The members of a problem that say what is wrong: the first faults, and how many more there are. */
export const boundViolations = (violations: readonly Violation[]) => ({
  violations: violations.slice(0, maxViolations),
  ...(violations.length > maxViolations && { moreViolations: violations.length - maxViolations }),
})

/** Says what ajv found in words that name the field and what is expected, and never the value. */
export function formatSchemaErrors(errors: readonly FastifySchemaValidationError[]): Violation[] {
  return errors.map(formatSchemaError)
}

/** The same for a query. Its parameters have no JSON pointer, so the message names them. */
export function formatQueryErrors(errors: readonly FastifySchemaValidationError[]): Violation[] {
  return errors.map((error) => {
    const { pointer, message } = formatSchemaError(error)
    const name = `the query parameter ${pointer.slice(1)}`
    return {
      pointer: '',
      message: error.keyword === 'additionalProperties' ? `${name} is not known` : `${name} ${message}`,
    }
  })
}

/**
 * Errors of these kinds leave a value by which no rule can judge: of another type, a limit that makes no sense, or longer than
 * the rules have to expect.
 */
const spoilingErrors: readonly string[] = ['type', 'required', 'enum', 'minimum', 'maximum', 'maxLength', 'maxItems']

/** The top field that such an error spoils; `''` for the body itself. */
export function findUnusableField(error: FastifySchemaValidationError): readonly string[] {
  if (!spoilingErrors.includes(error.keyword)) return []
  const [, field = ''] = formatSchemaError(error).pointer.split('/')
  return [field]
}

type SchemaError = FastifySchemaValidationError & { readonly parentSchema?: Record<string, unknown> }

function formatSchemaError({ instancePath, keyword, params, message, parentSchema }: SchemaError): Violation {
  const expected = parentSchema?.['x-expected']
  switch (keyword) {
    case 'additionalProperties':
      return { pointer: below(instancePath, params['additionalProperty']), message: 'is not a known field' }
    case 'required':
      return { pointer: below(instancePath, params['missingProperty']), message: 'is required' }
    case 'enum':
      return { pointer: instancePath, message: `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}` }
    case 'type':
      return { pointer: instancePath, message: `must be of type ${String(params['type'])}` }
    default:
      return {
        pointer: instancePath,
        message: typeof expected === 'string' ? `must be ${expected}` : (message ?? 'is invalid'),
      }
  }
}

const below = (path: string, key: unknown): string =>
  `${path}/${String(key).slice(0, maxPointerLength).replaceAll('~', '~0').replaceAll('/', '~1')}`
