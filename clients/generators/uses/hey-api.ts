import { createClient } from '../generated/hey-api/client'
import { listMessages, scheduleMessage, sendMessage } from '../generated/hey-api/sdk.gen'
import type { ListMessagesData, Recipient, ScheduleMessage } from '../generated/hey-api/types.gen'
import { refused, type Seen, to, tomorrow, yesterday } from './seen.ts'

/** Uses the client of @hey-api/openapi-ts. */
export async function use(baseUrl: string): Promise<Seen> {
  const client = createClient({ baseUrl })
  const sent = await sendMessage({
    client,
    headers: { 'Idempotency-Key': crypto.randomUUID() },
    body: { to, from: 'ACME', text: 'Sent with hey-api' },
  })
  const scheduled = await scheduleMessage({
    client,
    body: { to, from: 'ACME', text: 'Later, with hey-api', sendAt: tomorrow() },
  })
  const listed = await listMessages({ client, query: { limit: 5, createdAfter: yesterday() } })
  const { error } = await sendMessage({ client, body: { to: refused, from: 'ACME', text: 'Refused' } })
  return {
    sent: describe(sent.data?.recipients[0]),
    scheduled: scheduled.data?.schedule?.sendAt,
    listed: listed.data?.messages.length ?? -1,
    problem: error?.code ?? '',
    why: describe(error?.recipients?.[0]),
  }
}

/** The outcome tells which fields there are. */
function describe(recipient: Recipient | undefined): string {
  if (recipient === undefined) return 'nothing'
  return recipient.outcome === 'accepted' ? 'accepted' : `${recipient.outcome}, ${recipient.resend}`
}

// @ts-expect-error exactly one of sendAt and sendAtLocal is required
export const withoutTime: ScheduleMessage = { to, text: 'No time' }
// @ts-expect-error numbers in queries are numbers
export const textualLimit: NonNullable<ListMessagesData['query']> = { limit: '5' }
