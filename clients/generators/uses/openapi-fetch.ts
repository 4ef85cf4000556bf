import createClient from 'openapi-fetch'
import type { components, paths } from '../generated/openapi-typescript.ts'
import { refused, type Seen, to, tomorrow, yesterday } from './seen.ts'

/** Uses the types of openapi-typescript with openapi-fetch. */
export async function use(baseUrl: string): Promise<Seen> {
  const client = createClient<paths>({ baseUrl })
  const sent = await client.POST('/messages', {
    params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
    body: { to, from: 'ACME', text: 'Sent with openapi-fetch' },
  })
  const body = { to, from: 'ACME', text: 'Later, with openapi-fetch', sendAt: tomorrow() }
  const scheduled = await client.POST('/scheduled-messages', { body })
  const listed = await client.GET('/messages', { params: { query: { limit: 5, createdAfter: yesterday() } } })
  const { error } = await client.POST('/messages', { body: { to: refused, from: 'ACME', text: 'Refused' } })
  return {
    sent: describe(sent.data?.recipients[0]),
    scheduled: scheduled.data?.schedule?.sendAt,
    listed: listed.data?.messages.length ?? -1,
    problem: error?.code ?? '',
    why: describe(error?.recipients?.[0]),
  }
}

/** The outcome tells which fields there are. */
function describe(recipient: components['schemas']['Recipient'] | undefined): string {
  if (recipient === undefined) return 'nothing'
  return recipient.outcome === 'accepted' ? 'accepted' : `${recipient.outcome}, ${recipient.resend}`
}

type ScheduleMessage = components['schemas']['ScheduleMessage']
// @ts-expect-error exactly one of sendAt and sendAtLocal is required
export const withoutTime: ScheduleMessage = { to, text: 'No time' }
// @ts-expect-error numbers in queries are numbers
export const textualLimit: NonNullable<paths['/messages']['get']['parameters']['query']> = { limit: '5' }
