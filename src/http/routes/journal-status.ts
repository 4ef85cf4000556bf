import { type Static, Type } from '@sinclair/typebox'
import type { Journal } from '../../messages/journal.ts'
import { commonProblems, jsonResponse, operatorProblems, problemResponses } from '../schemas/responses.ts'
import { ref } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'

const hourMs = 3_600_000

/** Where the bands of ages begin: a delivery report comes within an hour, an operator within a day or a week. */
const bandsFromMs = [0, hourMs, 24 * hourMs, 7 * 24 * hourMs] as const

const JournalStatusSchema = Type.Object(
  {
    stalled: Type.Boolean({ description: 'Whether the storage does not take writes at present.' }),
    logBacklogBytes: Type.Integer({ description: 'What is in the write-ahead log and not yet in the database.' }),
    unmatchedReports: Type.Integer({ description: 'Delivery reports that belong to no recipient.' }),
    unknown: Type.Object(
      {
        count: Type.Integer({ description: 'Recipients whose outcome is unknown and not settled.' }),
        oldestAgeMs: Type.Optional(
          Type.Integer({ description: 'The age of the oldest one. Absent if there is none.' }),
        ),
        byAge: Type.Array(
          Type.Object(
            {
              fromMs: Type.Integer({ description: 'The youngest age of the band.' }),
              toMs: Type.Optional(Type.Integer({ description: 'Where the next band begins; absent on the last one.' })),
              count: Type.Integer({ description: 'Recipients in this band.' }),
            },
            { description: 'A band of ages.' },
          ),
          { description: 'The same recipients by age, the youngest first.' },
        ),
      },
      { description: 'Unknown outcomes of all callers.' },
    ),
  },
  { $id: 'JournalStatus', description: 'The state of the journal.' },
)

const exampleStatus: Static<typeof JournalStatusSchema> = {
  stalled: false,
  logBacklogBytes: 0,
  unmatchedReports: 0,
  unknown: {
    count: 3,
    oldestAgeMs: 7_200_000,
    byAge: [
      { fromMs: 0, toMs: 3_600_000, count: 1 },
      { fromMs: 3_600_000, toMs: 86_400_000, count: 2 },
      { fromMs: 86_400_000, toMs: 604_800_000, count: 0 },
      { fromMs: 604_800_000, count: 0 },
    ],
  },
}

export type StatusJournal = Pick<
  Journal,
  'isStalled' | 'logBacklogBytes' | 'countUnknown' | 'countUnknownUntil' | 'countUnmatchedReports' | 'seenAt'
>

/** `GET /journal`: the state of the journal, for operators. */
export function registerJournalStatus(app: App, journal: StatusJournal): void {
  app.addSchema(JournalStatusSchema)
  app.get(
    '/journal',
    {
      schema: {
        operationId: 'getJournal',
        tags: ['Operation'],
        summary: 'The state of the journal, and unknown outcomes by age',
        description: 'Ages are measured on the clock of the journal, which counts the time that a gateway has run.',
        response: {
          200: jsonResponse('The state.', ref(JournalStatusSchema), { status: exampleStatus }),
          ...problemResponses([...commonProblems, ...operatorProblems, 'journal-unavailable']),
        },
      },
      config: { scope: 'operations' },
    },
    async (_request, reply) => reply.send(await describe(journal)),
  )
}

async function describe(journal: StatusJournal): Promise<Static<typeof JournalStatusSchema>> {
  const now = journal.seenAt()
  const { count, since } = await journal.countUnknown()
  const older = await Promise.all(
    bandsFromMs.map((fromMs) => (fromMs === 0 ? count : journal.countUnknownUntil(now - fromMs))),
  )
  return {
    stalled: journal.isStalled(),
    logBacklogBytes: journal.logBacklogBytes(),
    unmatchedReports: await journal.countUnmatchedReports(),
    unknown: {
      count,
      // An outcome recorded just before a crash may be slightly ahead of the clock.
      ...(since !== undefined && { oldestAgeMs: Math.max(0, now - since) }),
      byAge: bandsFromMs.map((fromMs, band) => {
        const toMs = bandsFromMs[band + 1]
        return { fromMs, ...(toMs !== undefined && { toMs }), count: (older[band] ?? 0) - (older[band + 1] ?? 0) }
      }),
    },
  }
}
