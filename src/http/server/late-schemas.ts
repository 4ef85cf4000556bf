import type { FastifySchemaValidationError } from 'fastify'

/** The part of Ajv that is used: it compiles a schema into a validator, which keeps its errors as a property. */
type SchemaCompiler<Schema> = { compile(schema: Schema): Check }
type Check = {
  (value: unknown): unknown
  errors?: FastifySchemaValidationError[] | null | undefined
}

/**
 * Schemas that are compiled by the first request that needs them. Compiling all of them takes a tenth of the startup
 * time; compiling one delays a request less than a poor connection does.
 */
export type LateSchemas = {
  /** Replaces the compiler that compiles at once. */
  defer<Schema>(compiler: SchemaCompiler<Schema>): void
  /** Compiles the remaining schemas, one per event loop turn. Throws if a schema is invalid. */
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
