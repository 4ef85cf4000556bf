import { Agent, request } from 'node:http'
import type { ReportStep } from './report-scripts.ts'

/** A message as its reports name it. */
export type ReportedMessage = {
  readonly source: string
  readonly digits: string
  readonly id: string
  readonly submittedAt: Date
}

export type ReportSender = {
  /** Sends the reports of a script in order, each at its time. Resolves once those that are due at once were answered. */
  send(message: ReportedMessage, script: readonly ReportStep[]): Promise<void>
  /** Forgets the reports that are not sent yet. */
  close(): void
}

/** How long a receiver may take, as with providers of this family. */
const timeoutMs = 10_000
/** A receiver that answers with anything but 200 and 202 is asked again after so many time units, and then no more. */
const retriesAfter = [1, 2, 4]
/** Reports beyond this are dropped, the oldest first: the sandbox must not fill the memory. */
const maxPending = 10_000
/** The connections to the receiver. Further reports wait for one. */
const maxSockets = 16

/**
 * Sends delivery reports as the provider does.
 *
 * @param urlOf the receiver's address, asked for each report; undefined: none is sent
 * @param unitMs a second of the scripts
 * @see docs/upstream-protocol.md, "Delivery reports"
 */
export function createReportSender(urlOf: () => string | undefined, unitMs: number): ReportSender {
  const pending = new Set<NodeJS.Timeout>()
  const agent = new Agent({ keepAlive: true, maxSockets })
  let openCount = 0
  let closed = false

  function later(act: () => void, units: number): void {
    if (closed) return
    const timer = setTimeout(() => {
      pending.delete(timer)
      act()
    }, units * unitMs).unref()
    pending.add(timer)
    const [oldest] = pending
    if (pending.size <= maxPending || oldest === undefined) return
    clearTimeout(oldest)
    pending.delete(oldest)
  }

  async function deliver(message: ReportedMessage, step: ReportStep, retries = retriesAfter): Promise<void> {
    const url = urlOf()
    if (closed || url === undefined || openCount >= maxPending) return
    openCount++
    const isTaken = await post(agent, url, step.method ?? 'POST', formatReport(message, step))
    openCount--
    const [next, ...others] = retries
    if (!isTaken && next !== undefined) later(() => void deliver(message, step, others), next)
  }

  return {
    async send(message, script) {
      if (urlOf() === undefined) return
      // One after the other: two that are due after a pause of the process would arrive in any order.
      let last = Promise.resolve()
      const deliverNext = (step: ReportStep) => (last = last.then(() => deliver(message, step)))
      for (const step of script) if (step.at > 0) later(() => void deliverNext(step), step.at)
      for (const step of script) if (step.at === 0) void deliverNext(step)
      await last
    },
    close() {
      closed = true
      agent.destroy()
      for (const timer of pending) clearTimeout(timer)
      pending.clear()
    },
  }
}

function formatReport({ source, digits, id, submittedAt }: ReportedMessage, step: ReportStep): string {
  const delivered = step.status.startsWith('DELIV')
  return new URLSearchParams({
    sSender: source,
    sMobileNo: digits,
    sStatus: step.status,
    dtSubmit: formatDate(submittedAt),
    dtDone: formatDate(new Date()),
    sMessageId: step.id === 'none' ? 'NULL' : step.id === 'upper' ? id.toUpperCase() : id,
    iCostPerSms: '1',
    iCharge: '1',
    iMCCMNC: '00101',
    iErrCode: delivered ? '000' : '001',
  }).toString()
}

/** In UTC: `2026-11-22 08:00:05`. */
const formatDate = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ')

/** Whether the receiver took it. Redirects are not followed. */
function post(agent: Agent, url: string, method: 'GET' | 'POST', form: string): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(form) }
    const target = method === 'GET' ? `${url}?${form}` : url
    const sending = request(
      target,
      { agent, method, timeout: timeoutMs, ...(method === 'POST' && { headers }) },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode === 200 || answer.statusCode === 202)
      },
    )
    sending.on('timeout', () => sending.destroy())
    sending.on('error', () => resolve(false))
    sending.end(method === 'POST' ? form : undefined)
  })
}
