import { type Static, Type } from '@sinclair/typebox'
import { outcomes } from '../../messages/outcome-kinds.ts'
import { type ProblemCode, problemCodes } from '../../messages/problems.ts'
import { commonProblems, jsonResponse, problemResponses } from '../schemas/responses.ts'
import { ref, stringEnum } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'

const kinds = ['code', 'shape', 'fault', 'report'] as const

const MagicNumberSchema = Type.Object(
  {
    number: Type.String({ description: 'The number.' }),
    name: Type.String({ description: 'The name of what it does.' }),
    kind: stringEnum(kinds, {
      description:
        'What it shows: a `code` of the provider, a `shape` of its answers, a `fault` of the connection, or delivery `report`s.',
    }),
    description: Type.String({ description: 'What the simulated provider does.' }),
    expected: stringEnum(outcomes, { description: 'The outcome of the recipient.' }),
    problem: Type.Optional(
      stringEnum(problemCodes, { description: 'The problem of the recipient, where it is known.' }),
    ),
  },
  { description: 'A number with a meaning of its own.' },
)

const MagicNumberListSchema = Type.Object(
  { numbers: Type.Array(MagicNumberSchema, { description: 'Every magic number.' }) },
  { $id: 'MagicNumberList', description: 'The magic numbers of the simulated provider.' },
)

/** A destination to which the simulated provider answers in a special way. */
export type SandboxNumber = {
  readonly number: string
  readonly name: string
  readonly kind: (typeof kinds)[number]
  readonly description: string
  readonly expected: (typeof outcomes)[number]
  readonly problem?: ProblemCode
}

const exampleNumbers: Static<typeof MagicNumberListSchema> = {
  numbers: [
    {
      number: '+99900001706',
      name: 'code-1706',
      kind: 'code',
      description: 'Code 1706: invalid destination.',
      expected: 'rejected',
      problem: 'invalid-destination',
    },
  ],
}

/** `GET /magic-numbers`: the numbers with which the sandbox shows each behaviour. Only in sandbox mode. */
export function registerMagicNumbers(app: App, numbers: readonly SandboxNumber[]): void {
  app.addSchema(MagicNumberListSchema)
  app.get(
    '/magic-numbers',
    {
      schema: {
        operationId: 'listMagicNumbers',
        tags: ['Operation'],
        summary: 'The magic numbers of the simulated provider',
        description: 'Only in sandbox mode. Every other valid number is accepted.',
        response: {
          200: jsonResponse('The numbers.', ref(MagicNumberListSchema), { numbers: exampleNumbers }),
          ...problemResponses(commonProblems),
        },
      },
    },
    async (_request, reply) => reply.send({ numbers: [...numbers] }),
  )
}
