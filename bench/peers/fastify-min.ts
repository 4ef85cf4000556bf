import { randomUUID } from 'node:crypto'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import fastify from 'fastify'
import { Pool } from 'undici'
import { formatTarget, port, readAnswer, upstreamConnections, upstreamOrigin } from './submission.ts'

/** The baseline: Fastify with schemas for requests and responses, and undici's `request`. No journal, no log. */
const pool = new Pool(upstreamOrigin, { connections: upstreamConnections })
const app = fastify().setValidatorCompiler(TypeBoxValidatorCompiler).withTypeProvider<TypeBoxTypeProvider>()

const Body = Type.Object(
  {
    to: Type.Array(Type.String({ pattern: '^\\+[1-9]\\d{6,14}$' }), { minItems: 1, maxItems: 1 }),
    from: Type.String({ minLength: 1, maxLength: 18 }),
    text: Type.String({ minLength: 1, maxLength: 1_000 }),
  },
  { additionalProperties: false },
)
const Accepted = Type.Object({ id: Type.String(), to: Type.String(), upstreamMessageId: Type.String() })
const Failed = Type.Object({ error: Type.String() })

app.post('/messages', { schema: { body: Body, response: { 201: Accepted, 502: Failed } } }, async (request, reply) => {
  const { to, from, text } = request.body
  const [destination = ''] = to
  const { statusCode, body } = await pool.request({
    method: 'GET',
    path: formatTarget({ to: destination, from, text }),
  })
  const upstreamMessageId = readAnswer(await body.text())
  if (statusCode !== 200 || upstreamMessageId === undefined) return reply.code(502).send({ error: 'not accepted' })
  return reply.code(201).send({ id: randomUUID(), to: destination, upstreamMessageId })
})

await app.listen({ host: '127.0.0.1', port })
