import { Type } from '@sinclair/typebox'
import { sendProblem } from './error-handler.ts'
import type { App } from './fastify.ts'
import { createProblem } from './problem-details.ts'
import { commonProblems, jsonResponse, problemResponses } from './responses.ts'
import { ref, stringEnum } from './schema.ts'

/** Where messages go: to the simulated upstream, or to the real one, which costs money. */
export const modes = ['sandbox', 'live'] as const
export type Mode = (typeof modes)[number]

/** Whether the gateway takes work; it says so without any call to the upstream, where each call costs money. */
export type Readiness = { ready(): boolean }

const HealthSchema = Type.Object(
  { status: Type.Literal('ok', { description: 'The process answers.' }) },
  { $id: 'Health', additionalProperties: false, description: 'The process is alive.' },
)

const ReadinessSchema = Type.Object(
  {
    status: Type.Literal('ready', { description: 'The gateway takes messages.' }),
    mode: stringEnum(modes, { description: 'In `sandbox` mode nothing real is sent.' }),
  },
  { $id: 'Readiness', additionalProperties: false, description: 'The gateway is ready.' },
)

/** `GET /healthz` and `GET /readyz`, for whatever watches the process. */
export function registerHealth(app: App, mode: Mode, readiness: Readiness): void {
  app.addSchema(HealthSchema)
  app.addSchema(ReadinessSchema)

  app.get(
    '/healthz',
    {
      schema: {
        operationId: 'getHealth',
        tags: ['Operation'],
        summary: 'Whether the process is alive',
        description: 'Answers as long as the process does. If it does not, restart it.',
        response: {
          200: jsonResponse('Alive.', ref(HealthSchema), { alive: { status: 'ok' } }),
          ...problemResponses(commonProblems),
        },
      },
    },
    async (_request, reply) => reply.send({ status: 'ok' }),
  )

  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'getReadiness',
        tags: ['Operation'],
        summary: 'Whether the gateway takes messages',
        description: 'Looks at the gateway itself; never calls the upstream, where every call costs money.',
        response: {
          200: jsonResponse('Ready.', ref(ReadinessSchema), { ready: { status: 'ready', mode: 'sandbox' } }),
          ...problemResponses([...commonProblems, 'not-ready']),
        },
      },
    },
    async (request, reply) =>
      readiness.ready()
        ? reply.send({ status: 'ready', mode })
        : sendProblem(reply, createProblem('not-ready', request.id)),
  )
}
