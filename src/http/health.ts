import { type Static, Type } from '@sinclair/typebox'
import { formatInstant } from '../domain/instant.ts'
import { breakerStates, type UpstreamStatus } from '../domain/upstream.ts'
import { sendProblem } from './error-handler.ts'
import type { App } from './fastify.ts'
import { createProblem } from './problem-details.ts'
import { commonProblems, jsonResponse, problemResponses } from './responses.ts'
import { ref, stringEnum } from './schema.ts'
import { type WallClock, WallClockSchema } from './wall-clock.ts'

/** Where messages go: to the simulated upstream, or to the real one, which costs money. */
export const modes = ['sandbox', 'live'] as const
export type Mode = (typeof modes)[number]

/** Whether the gateway takes work; it says so without any call to the upstream, where each call costs money. */
export type Readiness = Pick<WallClock, 'wallClock'> & {
  ready(): boolean
  upstream(): UpstreamStatus
}

const HealthSchema = Type.Object(
  { status: Type.Literal('ok', { description: 'The process answers.' }) },
  { $id: 'Health', additionalProperties: false, description: 'The process is alive.' },
)

const AccountStatusSchema = Type.Object(
  {
    account: Type.String({ description: '`default`, or the caller whose own account it is.' }),
    breaker: stringEnum(breakerStates, {
      description:
        '`closed`: messages go out. `open`: none does until `retryAt`. `half-open`: one does, to see whether the trouble is over.',
    }),
    retryAt: Type.Optional(Type.String({ format: 'date-time', description: 'When an open breaker lets one out.' })),
    cause: Type.Optional(
      Type.String({ description: "The last failure: a problem's code, or the word for a fault of the way there." }),
    ),
    unreadableCount: Type.Optional(
      Type.Integer({
        description:
          'How many GETs in a row had an answer that could not be read, all for the same cause; absent if none had.',
      }),
    ),
  },
  { additionalProperties: false, description: 'How it stands with one account.' },
)

const ReadinessSchema = Type.Object(
  {
    status: Type.Literal('ready', { description: 'The gateway takes messages.' }),
    mode: stringEnum(modes, { description: 'In `sandbox` mode nothing real is sent.' }),
    wallClock: ref(WallClockSchema),
    upstream: Type.Object(
      {
        waiting: Type.Integer({ description: 'GETs that wait for their turn.' }),
        running: Type.Integer({ description: 'Connections that are in use.' }),
        accounts: Type.Array(AccountStatusSchema, { description: 'Every account of this gateway.' }),
      },
      { additionalProperties: false, description: 'How it stands with the upstream.' },
    ),
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
        description:
          'Looks at the gateway itself; never calls the upstream, where every call costs money. An open breaker leaves the gateway ready: it still answers for every message, and another instance would meet the same account. So does a wall clock in doubt, by which nothing is sent or kept from being sent.',
        response: {
          200: jsonResponse('Ready.', ref(ReadinessSchema), { ready: exampleReadiness }),
          ...problemResponses([...commonProblems, 'not-ready']),
        },
      },
    },
    async (request, reply) =>
      readiness.ready()
        ? reply.send({
            status: 'ready',
            mode,
            wallClock: readiness.wallClock(),
            upstream: formatStatus(readiness.upstream()),
          })
        : sendProblem(reply, createProblem('not-ready', request.id)),
  )
}

const formatStatus = ({ waiting, running, accounts }: UpstreamStatus): Static<typeof ReadinessSchema>['upstream'] => ({
  waiting,
  running,
  accounts: accounts.map(({ retryAt, ...account }) => ({
    ...account,
    ...(retryAt !== undefined && { retryAt: formatInstant(retryAt) }),
  })),
})

const exampleReadiness: Static<typeof ReadinessSchema> = {
  status: 'ready',
  mode: 'sandbox',
  wallClock: { state: 'trusted' },
  upstream: { waiting: 0, running: 2, accounts: [{ account: 'default', breaker: 'closed' }] },
}
