import { mock } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { createLateSchemas } from '../../../src/http/server/late-schemas.ts'
import { startGateway } from '../../support/gateway.ts'

/** A compiler of numbers, whose values have to be as large: it notes what it compiled, and when. */
function createCompiler() {
  const compiled: number[] = []
  const compile = (least: number) => {
    if (Number.isNaN(least)) throw new Error('not a schema')
    compiled.push(least)
    const fault = [{ keyword: 'minimum', instancePath: '', schemaPath: '', params: {} }]
    const check: { (value: unknown): boolean; errors?: typeof fault | null } = (value) => {
      const right = Number(value) >= least
      check.errors = right ? null : fault
      return right
    }
    return check
  }
  return { compiled, compile }
}

t.test('a schema is compiled by the first value that it checks, and only then', async (t) => {
  const compiler = createCompiler()
  const schemas = createLateSchemas()
  schemas.defer<number>(compiler)
  const [check] = [compiler.compile(5), compiler.compile(7)]
  t.strictSame(compiler.compiled, [])
  t.equal(check?.(5), true)
  t.equal(check?.errors, null)
  t.equal(check?.(4), false)
  t.match(check?.errors, [{ keyword: 'minimum' }])
  t.strictSame(compiler.compiled, [5])
})

t.test('the rest is compiled a turn apart, and nothing twice', async (t) => {
  const compiler = createCompiler()
  const schemas = createLateSchemas()
  schemas.defer<number>(compiler)
  const checks = [1, 2, 3].map((least) => compiler.compile(least))
  checks[1]?.(0)
  schemas.compileRest()
  t.strictSame(compiler.compiled, [2, 1])
  for (let turn = 0; turn < 4; turn++) await nextTurn()
  t.strictSame(compiler.compiled, [2, 1, 3])
})

t.test('a schema that is wrong is not passed over', async (t) => {
  const compiler = createCompiler()
  const schemas = createLateSchemas()
  schemas.defer<number>(compiler)
  compiler.compile(Number.NaN)
  t.throws(() => schemas.compileRest(), { message: 'not a schema' })
})

t.test('every schema of the gateway can be compiled', async (t) => {
  const { app } = await startGateway(t)
  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
  // Without a first request: a fault would end the process as an unhandled exception.
  await app.listen({ host: '127.0.0.1', port: 0 })
  mock.timers.tick(1_000)
  for (let turn = 0; turn < 100; turn++) await nextTurn()
  t.pass('nothing was thrown')
})
