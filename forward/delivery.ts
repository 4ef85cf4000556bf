import { Webhook } from 'standardwebhooks'
import type { FeedEvent } from './feed.ts'
import { type Answer, createHttpClient } from './http-client.ts'
import type { ForwardSettings } from './settings.ts'

export type Deliver = (event: FeedEvent) => Promise<Answer>

/** Nothing is read of the answer but its status; a short body leaves the connection usable. */
const maxAnswerBytes = 16 * 1024

/**
 * The same for each attempt, so that receivers can drop repeats. The place in the feed alone would not do: it begins anew
 * with a new journal.
 */
export const webhookIdOf = ({ id, messageId }: FeedEvent): string => `evt_${id}_${messageId}`

export const isTaken = ({ status = 0 }: Answer): boolean => status >= 200 && status < 300

/**
 * Sends events to the receiver, signed.
 *
 * @param nowMs the wall clock: receivers refuse a timestamp that is more than five minutes off
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function createDelivery({ url, secrets, timeoutMs }: ForwardSettings, nowMs: () => number): Deliver {
  const send = createHttpClient(url.protocol)
  const webhooks = secrets.map((secret) => new Webhook(secret))
  return (event) => {
    const body = JSON.stringify(event)
    const [id, at] = [webhookIdOf(event), new Date(nowMs())]
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'bulksms-gateway-forward',
      'webhook-id': id,
      'webhook-timestamp': Math.floor(at.getTime() / 1_000),
      'webhook-signature': webhooks.map((webhook) => webhook.sign(id, at, body)).join(' '),
    }
    return send(url, { method: 'POST', headers, body, timeoutMs, maxBytes: maxAnswerBytes })
  }
}
