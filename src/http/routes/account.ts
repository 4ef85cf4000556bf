import { type Static, Type } from '@sinclair/typebox'
import type { ProblemCode } from '../../messages/problems.ts'
import { formatInstant } from '../../sms/instant.ts'
import { commonProblems, jsonResponse, operatorProblems, problemResponses } from '../schemas/responses.ts'
import { ref } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'
import { refuseAs } from '../server/error-handler.ts'

const creditProblems = [
  'credit-not-asked',
  'credit-refused',
  'credit-not-understood',
  'credit-unavailable',
] as const satisfies readonly ProblemCode[]

/** Reads the balance of the gateway's own account; instants in milliseconds since 1970. */
export type Credit = {
  read(): Promise<
    | { readonly ok: true; readonly balance: number; readonly label?: string; readonly fetchedAt: number }
    | { readonly ok: false; readonly problem: (typeof creditProblems)[number] }
  >
}

const AccountSchema = Type.Object(
  {
    balance: Type.Number({ description: 'The balance as the provider reports it, in its own unit.' }),
    label: Type.Optional(Type.String({ description: "The provider's label for it." })),
    fetchedAt: Type.String({ format: 'date-time', description: 'When the balance was read.' }),
  },
  { $id: 'Account', description: "The gateway's own account at the provider." },
)

const exampleAccount: Static<typeof AccountSchema> = {
  balance: 1000.5,
  label: 'Credits',
  fetchedAt: '2026-11-22T08:00:00.000Z',
}

/** `GET /account`: the balance at the provider. */
export function registerAccount(app: App, credit: Credit | undefined): void {
  app.addSchema(AccountSchema)
  app.get(
    '/account',
    {
      schema: {
        operationId: 'getAccount',
        tags: ['Operation'],
        summary: 'The balance at the provider',
        description:
          'Asks the provider, and caches the answer for `UPSTREAM_CREDIT_CACHE_MS`. Requires `UPSTREAM_CREDIT_PATH`.',
        response: {
          200: jsonResponse('The balance.', ref(AccountSchema), { account: exampleAccount }),
          ...problemResponses([...commonProblems, ...operatorProblems, ...creditProblems]),
        },
      },
      config: { scope: 'operations' },
    },
    async (request, reply) => {
      if (credit === undefined) return refuseAs('credit-not-asked', request, reply)
      const result = await credit.read()
      if (!result.ok) return refuseAs(result.problem, request, reply)
      const { balance, label, fetchedAt } = result
      return reply.send({ balance, ...(label !== undefined && { label }), fetchedAt: formatInstant(fetchedAt) })
    },
  )
}
