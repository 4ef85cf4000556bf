import { type Static, Type } from '@sinclair/typebox'
import type { WallClockStatus } from '../../messages/clocks.ts'
import { bodyProblems, jsonResponse, operatorProblems, problemResponses } from '../schemas/responses.ts'
import { NoParameters, ref, stringEnum } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'

/** The state of the wall clock as the journal has observed it; accepts an operator's confirmation. */
export type WallClock = {
  wallClock(): WallClockStatus
  confirmWallClock(): Promise<void>
}

export const WallClockSchema = Type.Object(
  {
    state: stringEnum(['trusted', 'in-doubt'] as const, {
      description:
        '`in-doubt`: the wall clock was set, or the gateway was stopped, by more than is ordinary. Messages are still sent, but no key and no duplicate fence expires; only scheduled messages are kept until the clock is trusted again.',
    }),
    movedMs: Type.Optional(
      Type.Integer({ description: 'How far the wall clock has moved; negative if it was set back.' }),
    ),
    confirmedInMs: Type.Optional(
      Type.Integer({ description: 'How much longer it must run steadily before it is trusted again.' }),
    ),
  },
  { $id: 'WallClock', description: 'Whether the wall clock can be relied on.' },
)

const exampleWallClock: Static<typeof WallClockSchema> = { state: 'trusted' }

/** `POST /wall-clock/confirmation`: an operator has checked a clock in doubt, and confirms that it is right. */
export function registerWallClock(app: App, { wallClock, confirmWallClock }: WallClock): void {
  app.addSchema(WallClockSchema)
  app.post(
    '/wall-clock/confirmation',
    {
      schema: {
        operationId: 'confirmWallClock',
        tags: ['Operation'],
        summary: 'Confirm that the wall clock is right',
        description:
          'Call this after comparing a wall clock in doubt with another clock. It does not make any key or duplicate fence expire sooner. Takes no body.',
        querystring: NoParameters,
        response: {
          200: jsonResponse('The status of the wall clock.', ref(WallClockSchema), { trusted: exampleWallClock }),
          ...problemResponses([...bodyProblems, ...operatorProblems, 'journal-unavailable']),
        },
      },
      config: { scope: 'operations' },
    },
    async (_request, reply) => {
      await confirmWallClock()
      return reply.send({ ...wallClock() })
    },
  )
}
