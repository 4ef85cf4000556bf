import { type Static, Type } from '@sinclair/typebox'
import { ProblemCodeSchema } from './problem-details.ts'
import { OutcomeSchema, ResendSchema } from './recipient.ts'
import { ref } from './schema.ts'

export const ProblemKindSchema = Type.Object(
  {
    code: ref(ProblemCodeSchema),
    type: Type.String({ description: 'The address of its page, as in `type` of an answer.' }),
    status: Type.Integer({ description: 'The HTTP status of an answer with this problem.' }),
    title: Type.String({ description: 'The problem in a few words.' }),
    description: Type.String({ description: 'What has happened.' }),
    advice: Type.String({ description: 'What to do about it.' }),
    outcome: Type.Optional(ref(OutcomeSchema)),
    resend: Type.Optional(ref(ResendSchema)),
    upstreamCodes: Type.Optional(
      Type.Array(Type.Integer(), { description: "The provider's codes that mean this, as far as it defines them." }),
    ),
    magicNumbers: Type.Optional(
      Type.Array(Type.String(), {
        description: 'The numbers for which the sandbox shows this problem. Only in sandbox mode.',
      }),
    ),
  },
  { $id: 'ProblemKind', description: 'A kind of problem that the service can answer.' },
)
export type ProblemKind = Static<typeof ProblemKindSchema>
