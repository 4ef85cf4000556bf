import { randomUUIDv7 } from 'node:crypto'
import { type ComposeSettings, composeMessage, type MessageRequest } from './compose-message.ts'
import type { Message } from './message.ts'
import type { RecipientResult } from './outcome.ts'
import type { SubmitMessage } from './submit-message.ts'
import type { Batch, SubmissionPreview, Upstream } from './upstream.ts'
import type { Violation } from './violation.ts'

/** A message with its id and what is known about each of its recipients. */
export type SentMessage = {
  /** UUIDv7, so that ids sort by time. */
  readonly id: string
  readonly createdAt: Temporal.Instant
  readonly message: Message
  readonly results: readonly RecipientResult[]
}

export type Checked<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly violations: readonly Violation[] }

/** The use cases of messages. */
export type Messages = {
  /** Checks a request and submits it. Violations mean that nothing was submitted. */
  send(request: MessageRequest): Promise<Checked<{ sent: SentMessage }>>
  /** Everything that is wrong with a request. Submits nothing. */
  check(request: MessageRequest): readonly Violation[]
  /** Checks a request and says how it would be submitted. Submits nothing. */
  preview(request: MessageRequest): Checked<{ message: Message; submission: SubmissionPreview }>
  /** Resolves once no message is being sent any more. */
  idle(): Promise<void>
}

export function createMessages(
  upstream: Upstream,
  submit: SubmitMessage,
  settings: ComposeSettings,
  now: () => Temporal.Instant,
): Messages {
  const running = new Set<Promise<unknown>>()

  /** A checked message and the GETs it takes. */
  function prepare(request: MessageRequest): Checked<{ message: Message; batches: readonly Batch[] }> {
    const composed = composeMessage(request, settings, now())
    if (!composed.ok) return composed
    const plan = upstream.plan(composed.message)
    if (plan.fits) return { ok: true, message: composed.message, batches: plan.batches }
    const message = `must be shorter: with one recipient it makes an upstream request of ${plan.urlBytes} bytes, of at most ${plan.maxUrlBytes}`
    return { ok: false, violations: [{ pointer: '/text', message }] }
  }

  return {
    async send(request) {
      const prepared = prepare(request)
      if (!prepared.ok) return prepared
      const { message, batches } = prepared
      const id = randomUUIDv7()
      const createdAt = now()
      const submission = submit(message, batches)
      running.add(submission)
      try {
        return { ok: true, sent: { id, createdAt, message, results: await submission } }
      } finally {
        running.delete(submission)
      }
    },
    check(request) {
      const prepared = prepare(request)
      return prepared.ok ? [] : prepared.violations
    },
    preview(request) {
      const prepared = prepare(request)
      if (!prepared.ok) return prepared
      return { ok: true, message: prepared.message, submission: upstream.preview(prepared.message) }
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}
