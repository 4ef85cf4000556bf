import { type Static, Type } from '@sinclair/typebox'
import { reportStatuses } from '../../messages/delivery.ts'
import type { Journal } from '../../messages/journal.ts'
import type { UnmatchedReport } from '../../messages/reports.ts'
import { formatInstant } from '../../sms/instant.ts'
import { commonProblems, jsonResponse, operatorProblems, problemResponses } from '../schemas/responses.ts'
import { ref, stringEnum } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'

const pageSize = 100

const UnmatchedParameters = Type.Object(
  {
    cursor: Type.Optional(
      Type.String({
        pattern: '^[1-9][0-9]{0,15}$',
        description: 'The `next` of the previous page.',
        'x-expected': 'a cursor, as next gives it',
      }),
    ),
  },
  { additionalProperties: false },
)

const UnmatchedReportSchema = Type.Object(
  {
    id: Type.String({ description: 'The place of the report in the list.' }),
    receivedAt: Type.String({ format: 'date-time', description: 'When the report arrived.' }),
    status: stringEnum(reportStatuses, { description: 'The status in the words of SMPP.' }),
    to: Type.Optional(Type.String({ description: 'The number, if the report named a valid one.' })),
    from: Type.Optional(Type.String({ description: 'The sender, if the report named one.' })),
    upstreamMessageId: Type.Optional(Type.String({ description: 'The id, if the report named one.' })),
    errorCode: Type.Optional(Type.String({ description: "The provider's or operator's error code." })),
    possibleMessages: Type.Array(Type.String({ format: 'uuid' }), {
      description: 'Messages to this number with an unknown outcome, newest first. One of them may be meant.',
    }),
  },
  { description: 'A delivery report that belongs to no recipient, as far as is known.' },
)

const UnmatchedReportsSchema = Type.Object(
  {
    reports: Type.Array(UnmatchedReportSchema, { description: 'The reports, newest first.' }),
    next: Type.Optional(Type.String({ description: 'The `cursor` of the next page; absent on the last one.' })),
  },
  { $id: 'UnmatchedReports', description: 'A page of unmatched delivery reports.' },
)

const exampleReports: Static<typeof UnmatchedReportsSchema> = {
  reports: [
    {
      id: '1042',
      receivedAt: '2026-11-22T08:00:05.000Z',
      status: 'DELIVRD',
      to: '+213550000001',
      from: 'ACME',
      upstreamMessageId: '7dac1f0e-1b60-4a39-a2c5-0f1e9f3f6f02',
      possibleMessages: ['019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70'],
    },
    {
      id: '1041',
      receivedAt: '2026-11-22T07:59:40.000Z',
      status: 'UNDELIV',
      to: '+213550000099',
      from: 'OTHER',
      upstreamMessageId: 'c0ffee00-8d1e-4f2a-9b3c-4d5e6f708192',
      errorCode: '027',
      possibleMessages: [],
    },
  ],
  next: '1041',
}

/** `GET /delivery-reports/unmatched`: reports for operators to look into. They are kept for 7 days. */
export function registerUnmatchedReports(app: App, journal: Pick<Journal, 'listUnmatchedReports'>): void {
  app.addSchema(UnmatchedReportsSchema)
  app.get(
    '/delivery-reports/unmatched',
    {
      schema: {
        operationId: 'listUnmatchedReports',
        tags: ['Operation'],
        summary: 'Delivery reports that belong to no recipient',
        description:
          'Their id is in no answer of the provider. `possibleMessages` names messages with an unknown outcome to the same number: compare them before you settle one.',
        querystring: UnmatchedParameters,
        response: {
          200: jsonResponse('A page of reports.', ref(UnmatchedReportsSchema), { page: exampleReports }),
          ...problemResponses([...commonProblems, ...operatorProblems, 'invalid-request', 'journal-unavailable']),
        },
      },
      config: { scope: 'operations' },
    },
    async ({ query: { cursor } }, reply) => {
      const before = cursor === undefined ? {} : { before: Number(cursor) }
      const { reports, next } = await journal.listUnmatchedReports({ ...before, limit: pageSize })
      return reply.send({
        reports: reports.map(describeReport),
        ...(next !== undefined && { next: String(next) }),
      })
    },
  )
}

function describeReport(report: UnmatchedReport): Static<typeof UnmatchedReportSchema> {
  const { number, receivedAt, status, to, sender, upstreamMessageId, error, hints } = report
  return {
    id: String(number),
    receivedAt: formatInstant(receivedAt),
    status,
    ...(to !== undefined && { to }),
    ...(sender !== undefined && { from: sender }),
    ...(upstreamMessageId !== undefined && { upstreamMessageId }),
    ...(error !== undefined && { errorCode: error }),
    possibleMessages: [...hints],
  }
}
