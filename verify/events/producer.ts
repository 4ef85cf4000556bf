import { Pool } from 'undici'
import { type RestartingGateway, untilAnswered } from './restarting-gateway.ts'

const recipientsPerMessage = 100
/** Messages under way at the same time. */
const workerCount = 8

/** What the gateway has acknowledged: each has to be in the feed. */
export type Acknowledged = {
  /** The recipients whose delivery report was answered with 200. */
  readonly delivered: ReadonlySet<string>
  /** The recipients that an answer called unknown: their reports belong to nobody. */
  readonly unmatchedCount: number
  readonly messageCount: number
}

export type ProducerSettings = {
  readonly gateway: RestartingGateway
  readonly apiKey: string
  readonly reportSecret: string
  /** The id that the upstream gave a recipient; undefined if it never got the message. */
  readonly idOf: (to: string) => string | undefined
  /** How many reports are to be acknowledged. */
  readonly events: number
  /** Called after each acknowledged report. */
  readonly onDelivered: (count: number) => void
}

/** Sends messages and the reports of their delivery until there are enough, repeating what a kill has interrupted. */
export async function produce(settings: ProducerSettings): Promise<Acknowledged> {
  const { gateway, apiKey, reportSecret, idOf, events, onDelivered } = settings
  const pool = new Pool(gateway.origin, { connections: 64 })
  const delivered = new Set<string>()
  let unmatchedCount = 0
  let messageCount = 0

  /** Under a key, so that a repetition sends nothing twice. */
  async function send(index: number): Promise<readonly string[]> {
    const to = Array.from(
      { length: recipientsPerMessage },
      (_, position) => `+2135${String(index * recipientsPerMessage + position).padStart(8, '0')}`,
    )
    const headers = {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': `message-of-the-feed-${index}`,
    }
    const body = JSON.stringify({ to, from: 'ACME', text: `Message ${index}` })
    await untilAnswered(gateway, async () => {
      const answer = await pool.request({ method: 'POST', path: '/messages', headers, body })
      await answer.body.dump()
      // Unavailable while it starts or stops, or the key is still in use.
      if ([409, 429, 503].includes(answer.statusCode)) throw new Error('not yet')
    })
    return to
  }

  async function report(to: string): Promise<void> {
    const id = idOf(to)
    if (id === undefined) return
    const body = new URLSearchParams({ sSender: 'ACME', sMobileNo: to.slice(1), sStatus: 'DELIVRD', sMessageId: id })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const status = await untilAnswered(gateway, async () => {
      const path = `/delivery-reports/${reportSecret}`
      const answer = await pool.request({ method: 'POST', path, headers, body: body.toString() })
      await answer.body.dump()
      if (answer.statusCode !== 200 && answer.statusCode !== 202) throw new Error('not yet')
      return answer.statusCode
    })
    if (status === 202) unmatchedCount++
    else {
      delivered.add(to)
      onDelivered(delivered.size)
    }
  }

  async function work(): Promise<void> {
    while (delivered.size < events) {
      const recipients = await send(messageCount++)
      await Promise.all(recipients.map(report))
    }
  }

  await Promise.all(Array.from({ length: workerCount }, work))
  await pool.close()
  return { delivered, unmatchedCount, messageCount }
}
