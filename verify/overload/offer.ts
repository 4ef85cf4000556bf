import { Pool } from 'undici'

/** The answer that one caller received. */
export type Told = {
  readonly to: string
  readonly status: number
  readonly code: string | undefined
  readonly resend: string | undefined
  readonly retryAfter: string | undefined
  readonly durationMs: number
}

export type OfferSettings = {
  readonly origin: string
  readonly perSecond: number
  readonly count: number
  /** Called about once a second. */
  readonly onTick: () => void
}

/** The interval between bursts of requests. Real callers are less regular, but bursts are the harder case. */
const beatMs = 20

/**
 * Sends messages at a fixed rate without waiting for answers: a client that waits only offers as much as the gateway
 * handles.
 */
export async function offerMessages({ origin, perSecond, count, onTick }: OfferSettings): Promise<readonly Told[]> {
  const pool = new Pool(origin, { connections: 512, headersTimeout: 60_000 })
  const sending: Promise<Told>[] = []
  const startedAt = performance.now()
  let ticks = 0
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const elapsedMs = performance.now() - startedAt
      const due = Math.min(count, Math.ceil((elapsedMs / 1_000) * perSecond))
      while (sending.length < due) sending.push(send(pool, `+2135${String(sending.length).padStart(9, '0')}`))
      if (elapsedMs > ticks * 1_000) {
        ticks++
        onTick()
      }
      if (sending.length < count) return
      clearInterval(timer)
      resolve()
    }, beatMs)
  })
  const told = await Promise.all(sending)
  await pool.close()
  return told
}

async function send(pool: Pool, to: string): Promise<Told> {
  const startedAt = performance.now()
  const { statusCode, headers, body } = await pool.request({
    method: 'POST',
    path: '/messages',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to: [to], text: 'One of too many' }),
  })
  const { code, resend } = (await body.json()) as { code?: string; resend?: string }
  const retryAfter = headers['retry-after']
  return {
    to,
    status: statusCode,
    code,
    resend,
    retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
    durationMs: performance.now() - startedAt,
  }
}
