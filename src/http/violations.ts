import type { FastifySchemaValidationError } from 'fastify'
import type { Violation } from '../domain/violation.ts'

/** Bounds the answer to a body made of faults; no honest request has as many. */
const maxViolations = 1_000
/** An unknown field is named as it came, which may be very long. */
const maxPointerLength = 200

/** Limits what an answer repeats. */
export const boundViolations = (violations: readonly Violation[]): Violation[] => violations.slice(0, maxViolations)

/** Says what ajv found in words that name the field and what is expected, and never the value. */
export function formatSchemaErrors(errors: readonly FastifySchemaValidationError[]): Violation[] {
  return errors.map(formatSchemaError)
}

/** Whether an error leaves in doubt what is where, so that no rule about the fields' values can be applied. */
export const isStructural = ({ keyword }: FastifySchemaValidationError): boolean =>
  keyword === 'type' || keyword === 'required'

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
