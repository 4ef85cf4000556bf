import type { Message } from '../sms/message.ts'
import type { ReportStatus } from './delivery.ts'
import type { ReportRefusal, ReportResult } from './reports.ts'
import type { SentMessage } from './send-result.ts'

/** Counts the results of messages. Never throws, and retains none of its arguments. */
export type SendObserver = {
  /**
   * A message has been answered. Its results contain only the recipients of this run: a resumed key reports those that it tried
   * again, so that no recipient is counted twice.
   */
  sent(message: Message, sent: SentMessage): void
  /** A repeated key was answered, and nothing was submitted. */
  replayed(): void
  /** The fence blocked this many recipients. */
  fenced(count: number): void
}

/** Observes delivery reports. Never throws. */
export type ReportObserver = {
  /** `delayMs`: from the provider's time of the status to the arrival here, where the provider's zone is known. */
  received(event: {
    readonly status: ReportStatus | undefined
    readonly result: ReportResult | 'unreadable'
    readonly delayMs?: number
  }): void
  /** A callback was not let in. */
  refused(reason: ReportRefusal): void
}

/** Observes the journal. Never throws: a durable write must not appear to have failed. */
export type JournalObserver = {
  /** A group of writes is durable; the duration runs from its start to the end of its fsync. */
  committed(event: { readonly durationMs: number; readonly writeCount: number }): void
  /** A report was applied that says when the provider took a message that was not scheduled. */
  compared?(comparison: ReportComparison): void
}

/** When a message was submitted, in ms since 1970: by the provider's clock, and by ours. */
export type ReportComparison = { readonly submittedAt: number; readonly startedAt: number }
