import { type Static, Type } from '@sinclair/typebox'
import { breakerStates, type UpstreamStatus } from '../../messages/upstream.ts'
import { formatInstant } from '../../sms/instant.ts'
import { createProblem } from '../schemas/problem-details.ts'
import { commonProblems, jsonResponse, problemResponses } from '../schemas/responses.ts'
import { ref, stringEnum } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'
import { sendProblem } from '../server/error-handler.ts'
import { type WallClock, WallClockSchema } from './wall-clock.ts'

/** Where messages go: to the simulated upstream, or to the real one, which costs money. */
export const modes = ['sandbox', 'live'] as const
export type Mode = (typeof modes)[number]

/** Whether the gateway accepts messages. Determined without calling the upstream, where each call costs money. */
export type Readiness = Pick<WallClock, 'wallClock'> & {
  ready(): boolean
  upstream(): UpstreamStatus
  /** Absent if this gateway alone uses its journal. */
  replicas?(): ReplicaStatus
}

/** The gateways of one journal, and what this one may use of the limits that they share. */
export type ReplicaStatus = { readonly live: number; readonly segmentsPerSecond?: number }

const HealthSchema = Type.Object(
  {
    status: Type.Literal('ok', { description: 'The process answers.' }),
    version: Type.String({ description: 'The version of the gateway.' }),
  },
  { $id: 'Health', description: 'The process is alive.' },
)

const AccountStatusSchema = Type.Object(
  {
    account: Type.String({ description: '`default`, or the caller that owns the account.' }),
    breaker: stringEnum(breakerStates, {
      description:
        '`closed`: messages are submitted. `open`: none until `retryAt`. `half-open`: a single one, to test whether the account works again.',
    }),
    retryAt: Type.Optional(
      Type.String({ format: 'date-time', description: 'When an open breaker allows the next attempt.' }),
    ),
    cause: Type.Optional(
      Type.String({ description: 'The last failure: a problem code, or the cause of a connection failure.' }),
    ),
    unreadableCount: Type.Optional(
      Type.Integer({
        description:
          'The number of consecutive GETs with an unreadable answer, all for the same cause; absent if there are none.',
      }),
    ),
    waiting: Type.Optional(
      Type.Integer({
        description: 'GETs in its queue, which accounts with the same username share; absent if there are none.',
      }),
    ),
    segmentsPerSecond: Type.Optional(
      Type.Number({ description: 'The most that it may send per second; absent without a limit.' }),
    ),
  },
  { description: 'The status of one account.' },
)

const ReadinessSchema = Type.Object(
  {
    status: Type.Literal('ready', { description: 'The gateway accepts messages.' }),
    mode: stringEnum(modes, { description: 'In `sandbox` mode nothing real is sent.' }),
    wallClock: ref(WallClockSchema),
    replicas: Type.Optional(
      Type.Object(
        {
          live: Type.Integer({ description: 'The gateways on this journal that are alive, this one among them.' }),
          segmentsPerSecond: Type.Optional(
            Type.Number({ description: "This gateway's share of each account's rate; absent if there is no limit." }),
          ),
        },
        { description: 'Present if several gateways can share the journal (PostgreSQL).' },
      ),
    ),
    upstream: Type.Object(
      {
        waiting: Type.Integer({ description: 'GETs that wait in the queue.' }),
        running: Type.Integer({ description: 'Connections in use.' }),
        accounts: Type.Array(AccountStatusSchema, { description: 'Every account of this gateway.' }),
      },
      { description: 'The status of the upstream.' },
    ),
  },
  { $id: 'Readiness', description: 'The gateway is ready.' },
)

/** `GET /healthz` and `GET /readyz`, for process supervision. */
export function registerHealth(app: App, mode: Mode, version: string, readiness: Readiness): void {
  app.addSchema(HealthSchema)
  app.addSchema(ReadinessSchema)

  app.get(
    '/healthz',
    {
      schema: {
        operationId: 'getHealth',
        tags: ['Operation'],
        summary: 'Whether the process is alive',
        description: 'Answers as long as the process runs. If there is no answer, restart it.',
        response: {
          200: jsonResponse('Alive.', ref(HealthSchema), { alive: { status: 'ok', version: '0.1.0' } }),
          ...problemResponses(commonProblems),
        },
      },
    },
    async (_request, reply) => reply.send({ status: 'ok', version }),
  )

  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'getReadiness',
        tags: ['Operation'],
        summary: 'Whether the gateway accepts messages',
        description:
          'Checks the gateway itself and never calls the upstream, where every call costs money. The gateway stays ready with an open breaker: it still answers every message, and another instance would use the same account. It also stays ready while the wall clock is in doubt, because immediate messages do not depend on it.',
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
            ...(readiness.replicas && { replicas: readiness.replicas() }),
            upstream: describeStatus(readiness.upstream()),
          })
        : sendProblem(reply, createProblem('not-ready', request.id)),
  )
}

const describeStatus = ({
  waiting,
  running,
  accounts,
}: UpstreamStatus): Static<typeof ReadinessSchema>['upstream'] => ({
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
