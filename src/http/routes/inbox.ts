import { randomBytes } from 'node:crypto'
import { type Static, Type } from '@sinclair/typebox'
import { phoneNumberPattern } from '../../sms/phone-number.ts'
import { callerProblems, commonProblems, jsonResponse, problemResponses } from '../schemas/responses.ts'
import { NoParameters, queryInteger, ref } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'
import { refuseAs } from '../server/error-handler.ts'
import { describeInboxMessage, exampleInbox, type InboxMessage, InboxSchema } from './inbox-view.ts'

/** What arrived at the simulated provider. */
export type SandboxInbox = {
  read(): {
    readonly revision: number
    readonly receivedCount: number
    readonly refusedCount: number
    readonly messages: readonly InboxMessage[]
  }
  revision(): number
  whenChanged(signal: AbortSignal): Promise<void>
  clear(): void
}

const defaultLimit = 100
/** Each wait costs a connection and a few kilobytes. */
const maxWaits = 100

const InboxParameters = Type.Object(
  {
    to: Type.Optional(
      Type.String({
        // As in the list of messages: an unencoded + arrives as a blank.
        pattern: phoneNumberPattern.replace('\\+', '[+ ]'),
        description: 'Messages to this number. Encode the `+` as `%2B`; a blank in its place is accepted.',
        'x-expected': 'a phone number in E.164 form, whose + is written as %2B in a query: %2B213550000001',
      }),
    ),
    search: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Messages whose text, sender or number contains this, in any case.',
      }),
    ),
    limit: Type.Optional(
      queryInteger(
        '^(?:[1-9][0-9]{0,2}|1000)$',
        { minimum: 1, maximum: 1000 },
        `The most messages to return, ${defaultLimit} by default.`,
      ),
    ),
    since: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{8}-[0-9]{1,15}$',
        description: 'The `revision` of an earlier answer. With `wait`, the answer waits for another one.',
        'x-expected': 'a revision, as an earlier answer gives it',
      }),
    ),
    wait: Type.Optional(
      queryInteger(
        '^(?:[0-9]|[12][0-9]|30)$',
        { minimum: 0, maximum: 30, unit: 'seconds' },
        'How many seconds to wait for a change. By default the answer is immediate.',
      ),
    ),
  },
  { additionalProperties: false },
)

/** `GET /inbox` and `DELETE /inbox`: what arrived at the simulated provider. Only in sandbox mode. */
export function registerInbox(app: App, inbox: SandboxInbox): void {
  // Revisions of another process are never equal.
  const origin = randomBytes(4).toString('hex')
  const waits = new Set<AbortController>()
  app.addHook('preClose', (done) => {
    for (const wait of waits) wait.abort()
    done()
  })
  app.addSchema(InboxSchema)

  const response = {
    200: jsonResponse('The inbox.', ref(InboxSchema), { inbox: exampleInbox }),
    ...problemResponses([...commonProblems, ...callerProblems, 'invalid-request', 'overloaded']),
  }

  app.get(
    '/inbox',
    {
      schema: {
        operationId: 'getInbox',
        tags: ['Operation'],
        summary: 'What arrived at the simulated provider',
        description:
          'Only in sandbox mode, for tests: the newest 1,000 requests of all callers, with their texts. With `since` and `wait` it waits for a change.',
        querystring: InboxParameters,
        response,
      },
      config: { scope: 'messages:read', otherScope: 'operations' },
    },
    async (request, reply) => {
      const { to, search, limit, since, wait } = request.query
      const waitMs = Number(wait ?? 0) * 1_000
      if (waitMs > 0 && since === `${origin}-${inbox.revision()}`) {
        if (waits.size >= maxWaits) return refuseAs('overloaded', request, reply)
        await change(waitMs, reply.raw)
      }
      const wanted = search?.toLowerCase()
      return reply.send(
        describeInbox(
          (message) =>
            (to === undefined || message.to === to.replace(' ', '+')) &&
            (wanted === undefined ||
              [message.text, message.from, message.to].some((field) => field.toLowerCase().includes(wanted))),
          Number(limit ?? defaultLimit),
        ),
      )
    },
  )

  app.delete(
    '/inbox',
    {
      schema: {
        operationId: 'clearInbox',
        tags: ['Operation'],
        summary: 'Clear the inbox of the simulated provider',
        description: 'Only in sandbox mode. Clears what all callers have sent.',
        querystring: NoParameters,
        response,
      },
      config: { scope: 'messages:send', otherScope: 'operations' },
    },
    async (_request, reply) => {
      inbox.clear()
      return reply.send(describeInbox(() => true, defaultLimit))
    },
  )

  async function change(waitMs: number, client: NodeJS.EventEmitter): Promise<void> {
    const wait = new AbortController()
    const leave = () => wait.abort()
    const timer = setTimeout(leave, waitMs)
    waits.add(wait)
    client.once('close', leave)
    await inbox.whenChanged(wait.signal)
    clearTimeout(timer)
    client.off('close', leave)
    waits.delete(wait)
  }

  function describeInbox(matches: (message: InboxMessage) => boolean, limit: number): Static<typeof InboxSchema> {
    const { revision, receivedCount, refusedCount, messages } = inbox.read()
    const matching = messages.filter(matches)
    return {
      revision: `${origin}-${revision}`,
      received: receivedCount,
      refused: refusedCount,
      matching: matching.length,
      messages: matching.slice(0, limit).map(describeInboxMessage),
    }
  }
}
