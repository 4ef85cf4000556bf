import {
  type ListMessagesParams,
  listMessages,
  type Recipient,
  type ScheduleMessage,
  scheduleMessage,
  sendMessage,
} from '../generated/orval.ts'
import { refused, type Seen, to, tomorrow, yesterday } from './seen.ts'

/** Uses the functions of orval. They ask for paths, as a page of the gateway's origin would. */
export async function use(baseUrl: string): Promise<Seen> {
  const { fetch } = globalThis
  globalThis.fetch = (path, request) => fetch(new URL(String(path), baseUrl), request)
  const headers = { 'Idempotency-Key': crypto.randomUUID() }
  const sent = await sendMessage({ to, from: 'ACME', text: 'Sent with orval' }, { headers })
  const later = { to, from: 'ACME', text: 'Later, with orval', sendAt: tomorrow() }
  const scheduled = await scheduleMessage(later)
  const listed = await listMessages({ limit: 5, createdAfter: yesterday() })
  const failed = await sendMessage({ to: refused, from: 'ACME', text: 'Refused' })
  return {
    sent: sent.status === 201 ? describe(sent.data.recipients[0]) : String(sent.status),
    scheduled: scheduled.status === 201 ? scheduled.data.schedule?.sendAt : undefined,
    listed: listed.status === 200 ? listed.data.messages.length : -1,
    problem: failed.status === 422 ? failed.data.code : String(failed.status),
    why: failed.status === 422 ? describe(failed.data.recipients?.[0]) : '',
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
export const textualLimit: ListMessagesParams = { limit: '5' }
