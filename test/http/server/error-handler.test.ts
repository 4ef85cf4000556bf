import { Type } from '@sinclair/typebox'
import t from 'tap'
import { createFastify } from '../../../src/http/server/fastify.ts'
import { createLogger, createSecrets } from '../../../src/logging/logger.ts'

t.test('a rule that throws while it judges a body is an internal error like any other, and is logged', async (t) => {
  const lines: string[] = []
  const app = createFastify(createLogger('error', createSecrets(), { write: (line) => void lines.push(line) }))
  t.teardown(() => app.close())
  const check = () => {
    throw new Error('a bug in a rule')
  }
  app.post('/', { schema: { body: Type.Object({ a: Type.String() }) }, config: { check } }, async () => 'never')
  const answer = await app.inject({ method: 'POST', url: '/', payload: { a: 1 } })
  t.equal(answer.statusCode, 500)
  t.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
  t.match(answer.json(), { code: 'internal-error', status: 500 })
  t.match(lines.join(''), /a bug in a rule/)
})
