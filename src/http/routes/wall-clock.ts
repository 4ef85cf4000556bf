import { type Static, Type } from '@sinclair/typebox'
import type { WallClockStatus } from '../../messages/clocks.ts'
import { bodyProblems, jsonResponse, operatorProblems, problemResponses } from '../schemas/responses.ts'
import { NoParameters, ref, stringEnum } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'

/** The wall clock as the journal has watched it, which may take a person's word for it. */
export type WallClock = {
  wallClock(): WallClockStatus
  confirmWallClock(): Promise<void>
}

export const WallClockSchema = Type.Object(
  {
    state: stringEnum(['trusted', 'in-doubt'] as const, {
      description:
        '`in-doubt`: the wall clock was set, or the gateway was stopped, by more than is ordinary. Messages are sent, and no key and no fence ends by it; only scheduled messages are kept until it is trusted again.',
    }),
    movedMs: Type.Optional(
      Type.Integer({ description: 'How far the wall clock has moved; negative where it was set back.' }),
    ),
    confirmedInMs: Type.Optional(
      Type.Integer({ description: 'How much longer it must run as a clock should to be trusted again.' }),
    ),
  },
  { $id: 'WallClock', additionalProperties: false, description: 'Whether the wall clock can be relied on.' },
)

const exampleWallClock: Static<typeof WallClockSchema> = { state: 'trusted' }

/** `POST /wall-clock/confirmation`: an operator has looked at a clock in doubt, and says that it is right. */
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
          'Ends the doubt about a wall clock that has moved, on the word of a person who has compared it with another clock. It makes no key and no duplicate fence end sooner. Takes no body.',
        querystring: NoParameters,
        response: {
          200: jsonResponse('How it stands with the wall clock.', ref(WallClockSchema), { trusted: exampleWallClock }),
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
