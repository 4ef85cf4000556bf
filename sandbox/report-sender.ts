import { Agent, request } from 'node:http'
import type { SentReport } from './inbox.ts'
import type { ReportStep } from './report-scripts.ts'

/** A message as its reports name it. */
export type ReportedMessage = {
  readonly source: string
  readonly digits: string
  readonly id: string
  readonly submittedAt: Date
  /** Told of each report that was sent, again where it is repeated. */
  readonly onSent?: (report: SentReport) => void
}

/** It is submitted to the network at its time. */
export type ScheduledMessage = Omit<ReportedMessage, 'submittedAt'> & { readonly sendAtMs: number }

/** What tests replace: nobody waits for a scheduled time. */
export type ReportClock = {
  readonly nowMs: () => number
  /** Calls back once after a time, at most `maxTimerMs`. @returns what cancels it */
  readonly startTimer: (act: () => void, ms: number) => () => void
}

const systemClock: ReportClock = {
  nowMs: Date.now,
  startTimer(act, ms) {
    const timer = setTimeout(act, ms).unref()
    return () => clearTimeout(timer)
  },
}

/** `too-far`: later than a timer can wait. `too-many`: other scheduled messages wait already. */
export type Postponement = 'possible' | 'too-far' | 'too-many'

export type ReportSender = {
  /** Sends the reports of a script in order, each at its time. Resolves once those that are due at once were answered. */
  send(message: ReportedMessage, script: readonly ReportStep[]): Promise<void>
  /** Whether so many scheduled messages can be reported after a time, in milliseconds since 1970. */
  canPostpone(sendAtMs: number, messageCount: number): Postponement
  /** The same as `send` at a later time. Only where it is possible. */
  postpone(message: ScheduledMessage, script: readonly ReportStep[]): void
  /** Forgets the reports that are not sent yet. */
  close(): void
}

/** How long a receiver may take, as with providers of this family. */
const timeoutMs = 10_000
/** A receiver that answers with anything but 200 and 202 is asked again after so many time units, and then no more. */
const retriesAfter = [1, 2, 4]
/** Reports beyond this are dropped, the oldest first: the sandbox must not fill the memory. */
export const maxPending = 10_000
/**
 * Scheduled messages have a room of their own, because they wait for days and would be dropped first. If all are due in the
 * same minute, their reports (three at most) fit into the ordinary room.
 */
export const maxPostponed = 2_500
/** Node calls back at once beyond this: 24.8 days. */
export const maxTimerMs = 2 ** 31 - 1
/** The connections to the receiver. Further reports wait for one. */
const maxSockets = 16

/**
 * Sends delivery reports as the provider does.
 *
 * @param urlOf the receiver's address, asked for each report; undefined: none is sent
 * @param unitMs a second of the scripts
 * @see docs/upstream-protocol.md, "Delivery reports"
 */
export function createReportSender(
  urlOf: () => string | undefined,
  unitMs: number,
  { nowMs, startTimer }: ReportClock = systemClock,
): ReportSender {
  /** What cancels each. */
  const pending = new Set<() => void>()
  const postponed = new Set<() => void>()
  const agent = new Agent({ keepAlive: true, maxSockets })
  let openCount = 0
  let closed = false
  let hasWarned = false

  function warnOfDrop(): void {
    if (!hasWarned) process.emitWarning(`delivery reports are dropped: more than ${maxPending} wait in the sandbox`)
    hasWarned = true
  }

  function wait(act: () => void, ms: number, waiting: Set<() => void>): void {
    if (closed) return
    const cancel = startTimer(() => {
      waiting.delete(cancel)
      act()
    }, ms)
    waiting.add(cancel)
  }

  function later(act: () => void, units: number): void {
    wait(act, units * unitMs, pending)
    const [oldest] = pending
    if (pending.size <= maxPending || oldest === undefined) return
    oldest()
    pending.delete(oldest)
    warnOfDrop()
  }

  async function deliver(message: ReportedMessage, step: ReportStep, retries = retriesAfter): Promise<void> {
    const url = urlOf()
    if (closed || url === undefined) return
    if (openCount >= maxPending) return warnOfDrop()
    openCount++
    const sentAt = new Date(nowMs())
    const isTaken = await post(agent, url, step.method ?? 'POST', formatReport(message, step, sentAt))
    openCount--
    const { digits, id: upstreamMessageId, onSent } = message
    onSent?.({ digits, upstreamMessageId, status: step.status, sentAt: sentAt.toISOString(), isTaken })
    const [next, ...others] = retries
    if (!isTaken && next !== undefined) later(() => void deliver(message, step, others), next)
  }

  async function send(message: ReportedMessage, script: readonly ReportStep[]): Promise<void> {
    if (urlOf() === undefined) return
    // One after the other: two that are due after a pause of the process would arrive in any order.
    let last = Promise.resolve()
    const deliverNext = (step: ReportStep) => (last = last.then(() => deliver(message, step)))
    for (const step of script) if (step.at > 0) later(() => void deliverNext(step), step.at)
    for (const step of script) if (step.at === 0) void deliverNext(step)
    await last
  }

  return {
    send,
    canPostpone(sendAtMs, messageCount) {
      if (sendAtMs - nowMs() > maxTimerMs) return 'too-far'
      return postponed.size + messageCount > maxPostponed ? 'too-many' : 'possible'
    },
    postpone({ sendAtMs, ...message }, script) {
      const submittedAt = new Date(sendAtMs)
      // A time that has passed is due now. It is no earlier than the answer, so nothing waits for it.
      const ms = Math.max(0, sendAtMs - nowMs())
      wait(() => void send({ ...message, submittedAt }, script), ms, postponed)
    },
    close() {
      closed = true
      agent.destroy()
      for (const waiting of [pending, postponed]) {
        for (const cancel of waiting) cancel()
        waiting.clear()
      }
    },
  }
}

function formatReport({ source, digits, id, submittedAt }: ReportedMessage, step: ReportStep, doneAt: Date): string {
  const delivered = step.status.startsWith('DELIV')
  return new URLSearchParams({
    sSender: source,
    sMobileNo: digits,
    sStatus: step.status,
    dtSubmit: formatDate(submittedAt),
    dtDone: formatDate(doneAt),
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
