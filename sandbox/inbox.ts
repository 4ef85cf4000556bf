import type { Submission } from './submission.ts'

/** A request received on a submit path, and its answer. Never contains a password. */
export type InboxEntry = {
  readonly id: string
  readonly receivedAt: string
  readonly method: string
  readonly path: string
  /** As sent, decoded, without the password. Empty if they could not be read. */
  readonly parameters: Readonly<Record<string, string>>
  /** The parsed submission; absent if the whole request was refused. */
  readonly message?: Submission
  /** The answer's text. With a `fault`, the answer without it. */
  readonly answer: string
  /** The part of the answer about each destination, in the order of the message's destinations. */
  readonly answers?: readonly string[]
  readonly fault?: string
  readonly notReported?: NotReported
}

/** Why no delivery report follows a scheduled message, although it was asked for. */
export type NotReported = 'too-far' | 'too-many'

/** A delivery report that was sent. */
export type SentReport = {
  readonly digits: string
  readonly upstreamMessageId: string
  readonly status: string
  readonly sentAt: string
  /** Whether the receiver took it. */
  readonly isTaken: boolean
}

/** An entry with the delivery reports that were sent since, in order. */
export type ReportedEntry = InboxEntry & { readonly reports: readonly SentReport[] }

export type Inbox = {
  /** The kept entries, newest first. */
  entries(): readonly ReportedEntry[]
  /** The number of all requests received, including dropped entries; only `clear` resets it. */
  receivedCount(): number
  clear(): void
  /** Changes with the content, and never returns to an earlier value. */
  revision(): number
  /** Resolves at the next change of the content, or at the signal. */
  whenChanged(signal: AbortSignal): Promise<void>
}

/** Enough for inspection and tests; a load test must not fill the memory. */
export const maxInboxEntries = 1000
export const maxInboxBytes = 8 * 1024 * 1024

/** What one report takes, roughly. */
const reportBytes = 200

type Kept = { readonly entry: InboxEntry; readonly reports: SentReport[]; bytes: number }

/** Keeps the newest entries within both bounds. `bytes` is the size of the request and its answer. */
export function createInbox(): Inbox & {
  /** Returns a function that adds a delivery report to the entry. */
  add(entry: InboxEntry, bytes: number): (report: SentReport) => void
} {
  const kept = new Set<Kept>()
  const waiting = new Set<() => void>()
  let keptBytes = 0
  let received = 0
  let revision = 0

  function changed(): void {
    revision++
    for (const wake of waiting) wake()
  }

  function dropOldest(): void {
    while (kept.size > maxInboxEntries || keptBytes > maxInboxBytes) {
      const [oldest] = kept
      if (oldest === undefined) return
      kept.delete(oldest)
      keptBytes -= oldest.bytes
    }
  }

  return {
    entries: () => [...kept].map(({ entry, reports }) => ({ ...entry, reports: [...reports] })).reverse(),
    receivedCount: () => received,
    revision: () => revision,
    clear() {
      kept.clear()
      keptBytes = 0
      received = 0
      changed()
    },
    add(entry, bytes) {
      const place: Kept = { entry, reports: [], bytes }
      received++
      kept.add(place)
      keptBytes += bytes
      dropOldest()
      changed()
      return (report) => {
        if (!kept.has(place)) return
        place.reports.push(report)
        place.bytes += reportBytes
        keptBytes += reportBytes
        dropOldest()
        changed()
      }
    },
    whenChanged(signal) {
      return new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        if (signal.aborted) return resolve()
        waiting.add(wake)
        signal.addEventListener('abort', wake)
      })
    },
  }
}
