import { type Static, Type } from '@sinclair/typebox'
import { formatInstant } from '../../sms/instant.ts'
import { commonProblems, jsonResponse, operatorProblems, problemResponses } from '../schemas/responses.ts'
import { ref } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'

/** The upstream answers that were not understood; instants in milliseconds since 1970. */
export type AnswerSamples = {
  counts(): Readonly<Record<string, number>>
  list(): readonly {
    readonly shape: string
    readonly statusCode: number
    readonly sample: string
    readonly count: number
    readonly firstSeenAt: number
    readonly lastSeenAt: number
  }[]
}

const instant = (description: string) => Type.String({ format: 'date-time', description })

const UpstreamAnswersSchema = Type.Object(
  {
    shapes: Type.Array(
      Type.Object({
        shape: Type.String({ description: 'How the answers were not understood.' }),
        count: Type.Integer({ description: 'The number of such answers since the gateway started.' }),
      }),
      { description: 'Every shape that has occurred.' },
    ),
    samples: Type.Array(
      Type.Object({
        shape: Type.String({ description: 'How it was not understood.' }),
        statusCode: Type.Integer({ description: 'The HTTP status of the answer.' }),
        sample: Type.String({
          description: 'The beginning of the answer. Digits are replaced by `#`; sent values and encoded data by `…`.',
        }),
        count: Type.Integer({ description: 'How often it occurred.' }),
        firstSeenAt: instant('When it first occurred.'),
        lastSeenAt: instant('When it last occurred.'),
      }),
      { description: 'Up to 50 different answers, most recently seen first.' },
    ),
  },
  {
    $id: 'UpstreamAnswers',
    description: 'The upstream answers that the gateway did not understand.',
  },
)

const exampleAnswers: Static<typeof UpstreamAnswersSchema> = {
  shapes: [{ shape: 'html', count: 3 }],
  samples: [
    {
      shape: 'html',
      statusCode: 200,
      sample: '<html><body>Maintenance until ##:##</body></html>',
      count: 3,
      firstSeenAt: '2026-11-22T08:00:00.000Z',
      lastSeenAt: '2026-11-22T08:05:00.000Z',
    },
  ],
}

/** `GET /upstream-answers`: what the gateway did not understand, for operators who investigate what has changed. */
export function registerUpstreamAnswers(app: App, samples: AnswerSamples): void {
  app.addSchema(UpstreamAnswersSchema)
  app.get(
    '/upstream-answers',
    {
      schema: {
        operationId: 'listUpstreamAnswers',
        tags: ['Operation'],
        summary: 'Answers of the provider that were not understood',
        description:
          'The recipients of these answers are `unknown`. A new shape means that the provider has changed something.',
        response: {
          200: jsonResponse('The answers.', ref(UpstreamAnswersSchema), { answers: exampleAnswers }),
          ...problemResponses([...commonProblems, ...operatorProblems]),
        },
      },
      config: { scope: 'operations' },
    },
    async (_request, reply) =>
      reply.send({
        shapes: Object.entries(samples.counts())
          .filter(([, count]) => count > 0)
          .map(([shape, count]) => ({ shape, count })),
        samples: samples.list().map(({ firstSeenAt, lastSeenAt, ...sample }) => ({
          ...sample,
          firstSeenAt: formatInstant(firstSeenAt),
          lastSeenAt: formatInstant(lastSeenAt),
        })),
      }),
  )
}
