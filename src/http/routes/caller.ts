import { type Static, Type } from '@sinclair/typebox'
import { type Caller, scopes } from '../../messages/caller.ts'
import { commonProblems, jsonResponse, problemResponses } from '../schemas/responses.ts'
import { ref, stringEnum } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'

const limit = (description: string) => Type.Optional(Type.Integer({ description: `${description} Absent: no limit.` }))

const CallerSchema = Type.Object(
  {
    name: Type.String({ description: 'The name of the caller; `anonymous` if no key is needed.' }),
    authentication: stringEnum(['key', 'off'], {
      description: '`off`: the gateway runs open, and anyone may do everything.',
    }),
    scopes: Type.Array(stringEnum(scopes, { description: 'A scope.' }), { description: 'What the caller may do.' }),
    senders: Type.Optional(Type.Array(Type.String(), { description: 'The senders that it may use. Absent: any.' })),
    destinationPrefixes: Type.Optional(
      Type.Array(Type.String(), { description: 'How the numbers begin to which it may send. Absent: any way.' }),
    ),
    maxSegments: limit('The most segments of one of its messages.'),
    dailySegments: limit('The most segments that it may send per day (UTC).'),
    requestsPerMinute: limit('The most requests that it may make per minute.'),
    ownAccount: Type.Boolean({ description: 'Whether it has its own account at the provider.' }),
  },
  { $id: 'Caller', description: 'A caller, and what it may do.' },
)

const exampleCaller: Static<typeof CallerSchema> = {
  name: 'orders',
  authentication: 'key',
  scopes: ['messages:send', 'messages:read'],
  senders: ['ACME'],
  dailySegments: 5000,
  requestsPerMinute: 600,
  ownAccount: false,
}

/**
 * `GET /caller`: whose key this is, and what it allows.
 *
 * @param isOpen whether no key is needed
 * @param requestsPerMinute for callers without a limit of their own
 */
export function registerCaller(app: App, isOpen: boolean, requestsPerMinute: number): void {
  app.addSchema(CallerSchema)
  app.get(
    '/caller',
    {
      schema: {
        operationId: 'getCaller',
        tags: ['Operation'],
        summary: 'Whose key this is, and what it allows',
        description: 'Describes the caller of the key in the request. A key with any scope is sufficient.',
        response: {
          200: jsonResponse('The caller.', ref(CallerSchema), { caller: exampleCaller }),
          ...problemResponses([...commonProblems, 'authentication-required']),
        },
      },
      config: { anyScope: true },
    },
    async ({ caller }, reply) => reply.send(describeCaller(caller, isOpen ? 'off' : 'key', requestsPerMinute)),
  )
}

function describeCaller(
  caller: Caller,
  authentication: 'key' | 'off',
  requestsPerMinute: number,
): Static<typeof CallerSchema> {
  const { name, senders, destinationPrefixes, maxSegments, dailySegments, account } = caller
  return {
    name,
    authentication,
    scopes: [...caller.scopes],
    ...(senders && { senders: [...senders] }),
    ...(destinationPrefixes && { destinationPrefixes: [...destinationPrefixes] }),
    ...(maxSegments !== undefined && { maxSegments }),
    ...(dailySegments !== undefined && { dailySegments }),
    requestsPerMinute: caller.requestsPerMinute ?? requestsPerMinute,
    ownAccount: account !== undefined,
  }
}
