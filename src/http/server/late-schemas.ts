import type { FastifySchemaValidationError } from 'fastify'

/** What is used of Ajv: it makes of a schema a function that says whether a value is right, and keeps the faults on it. */
type SchemaCompiler<Schema> = { compile(schema: Schema): Check }
type Check = {
  (value: unknown): unknown
  errors?: FastifySchemaValidationError[] | null | undefined
}

/**
 * Schemas that are compiled by the first request that needs them. All of them together take as long as a tenth of the
 * start; one alone takes no request longer than a poor connection does.
 */
export type LateSchemas = {
  /** Takes the place of what compiles at once. */
  defer<Schema>(compiler: SchemaCompiler<Schema>): void
  /** Compiles what no request has needed yet, one in each turn of the event loop. Throws where a schema is wrong. */
  compileRest(): void
}

export function createLateSchemas(): LateSchemas {
  const waiting: (() => void)[] = []
  const compileRest = (): void => {
    const compileNext = waiting.shift()
    if (compileNext === undefined) return
    compileNext()
    setImmediate(compileRest)
  }
  return {
    defer(compiler) {
      const compile = compiler.compile.bind(compiler)
      compiler.compile = (schema) => {
        let compiled: Check | undefined
        const compileOnce = (): Check => {
          compiled ??= compile(schema)
          return compiled
        }
        waiting.push(compileOnce)
        const late: Check = (value) => {
          const check = compileOnce()
          const answer = check(value)
          late.errors = check.errors
          return answer
        }
        return late
      }
    },
    compileRest,
  }
}
