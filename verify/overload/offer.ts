import { Pool } from 'undici'

/** What one caller was told. */
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

/** Between two handfuls of requests. Callers do not come at the beat of a clock, but many at once is the harder case. */
const beatMs = 20

/**
 * Sends messages at a rate, whatever becomes of them: who waits for answers before sending more offers only as much as
 * is taken.
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
