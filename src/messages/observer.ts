import type { Message } from '../sms/message.ts'
import type { ReportStatus } from './delivery.ts'
import type { ReportResult } from './reports.ts'
import type { SentMessage } from './send-result.ts'

/** Told of what came of messages, to count it. Never throws, and keeps nothing that it is given. */
export type SendObserver = {
  /**
   * A message has been answered. Only the recipients of this try are in its results: a key that is taken up again tells
   * of those that it tried once more, so that nobody is counted twice.
   */
  sent(message: Message, sent: SentMessage): void
  /** A repeated key was answered, and nothing was submitted. */
  replayed(): void
  /** That many recipients were kept from perhaps getting the same twice. */
  fenced(count: number): void
}

/** Told of delivery reports. Never throws. */
export type ReportObserver = {
  /** `delayMs`: from the provider's time of the status to the arrival here, where the provider's zone is known. */
  received(event: {
    readonly status: ReportStatus | undefined
    readonly result: ReportResult | 'unreadable'
    readonly delayMs?: number
  }): void
}

/** Told of what the journal does. Never throws: what is durable must not look as if it had failed. */
export type JournalObserver = {
  /** A group of writes has become durable, in the time from its beginning to the end of its fsync. */
  committed(event: { readonly durationMs: number; readonly writeCount: number }): void
}
