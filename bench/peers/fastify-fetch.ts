import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import { formatTarget, parseMessage, port, readAnswer, upstreamOrigin } from './submission.ts'

/** Fastify as in its introduction, and Node's fetch, which keeps connections alive by default. */
const app = fastify()

app.post('/messages', async (request, reply) => {
  const message = parseMessage(request.body)
  if (message === undefined) return reply.code(400).send({ error: 'invalid' })
  const answer = await fetch(upstreamOrigin + formatTarget(message))
  const upstreamMessageId = readAnswer(await answer.text())
  if (answer.status !== 200 || upstreamMessageId === undefined) return reply.code(502).send({ error: 'not accepted' })
  return reply.code(201).send({ id: randomUUID(), to: message.to, upstreamMessageId })
})

await app.listen({ host: '127.0.0.1', port })
