import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../../test/upstream/random.ts'
import type { Line } from '../crash/client.ts'
import type { SentReport } from './oracle.ts'

/** Sends reports as a provider does: again and again until they are answered with 200 or 202. */
export type ReportSender = {
  /** The message is on its way; its answer is not. */
  taken(to: string, id: string): void
  readonly acknowledged: readonly SentReport[]
  /** Sends what is left, and ends. */
  close(): Promise<void>
  readonly faults: readonly string[]
  readonly statuses: ReadonlyMap<number, number>
}

export type ReportSenderSettings = {
  readonly secret: string
  readonly line: () => Promise<Line>
  readonly random: Random
  readonly onAcknowledged: () => void
}

const workerCount = 24
/** Per hundred reports: those that are sent before the answer to the message is written. */
const earlyRate = 30
const maxDelayMs = 2_000
const statusesOfReports = [
  'DELIVRD',
  'DELIVRD',
  'UNDELIV',
  'EXPIRED',
  'UNKNOWN',
  'ENROUTE',
  'ENROUTE',
  'ACKED',
] as const
const retryMs = 20

type Due = { readonly at: number; readonly report: SentReport; readonly submit: string }

export function startReportSender({ secret, line, random, onAcknowledged }: ReportSenderSettings): ReportSender {
  const queue: Due[] = []
  const acknowledged: SentReport[] = []
  const faults: string[] = []
  const statuses = new Map<number, number>()
  let closing = false

  function taken(to: string, id: string): void {
    const now = performance.now()
    const submit = new Date().toISOString().slice(0, 19).replace('T', ' ')
    for (let count = 1 + random.below(4); count > 0; count--) {
      const delayMs = random.below(100) < earlyRate ? 0 : random.below(maxDelayMs)
      queue.push({ at: now + delayMs, report: { to, id, status: random.pick(statusesOfReports) }, submit })
    }
  }

  async function work(): Promise<void> {
    while (!closing || queue.length > 0) {
      const now = performance.now()
      const index = closing ? queue.length - 1 : queue.findIndex(({ at }) => at <= now)
      const [due] = index < 0 ? [] : queue.splice(index, 1)
      if (due === undefined) await sleep(5)
      else await send(due)
    }
  }

  async function send({ report, submit }: Due): Promise<void> {
    const { to, id, status } = report
    const fields = {
      sSender: 'ACME',
      sMobileNo: to.replace('+', ''),
      sStatus: status,
      sMessageId: id,
      dtSubmit: submit,
    }
    const body = new URLSearchParams(fields).toString()
    for (;;) {
      const code = await post(body).catch(() => undefined)
      if (code !== undefined) statuses.set(code, (statuses.get(code) ?? 0) + 1)
      if (code === 200 || code === 202) break
      if (code !== undefined && code !== 503) faults.push(`a report was answered ${code}`)
      await sleep(retryMs)
    }
    acknowledged.push(report)
    onAcknowledged()
  }

  async function post(body: string): Promise<number> {
    const { pool } = await line()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await pool.request({ method: 'POST', path: `/delivery-reports/${secret}`, headers, body })
    await answer.body.dump()
    return answer.statusCode
  }

  const done = Promise.all(Array.from({ length: workerCount }, work))
  return {
    taken,
    acknowledged,
    faults,
    statuses,
    async close() {
      closing = true
      await done
    },
  }
}
