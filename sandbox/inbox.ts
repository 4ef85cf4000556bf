import type { Submission } from './submission.ts'

/** One request that arrived on a submit path, and what it was answered. Never holds a password. */
export type InboxEntry = {
  readonly id: string
  readonly receivedAt: string
  readonly method: string
  readonly path: string
  /** As they were sent, decoded; without the password. Empty where they could not be read. */
  readonly parameters: Readonly<Record<string, string>>
  /** What was understood; absent where the whole request was refused. */
  readonly message?: Submission
  /** The answer's text. With a `fault` it is what a healthy upstream would have answered. */
  readonly answer: string
  readonly fault?: string
}

export type Inbox = {
  /** What is kept, newest first. */
  entries(): readonly InboxEntry[]
  /** Everything that ever arrived, forgotten entries included; only `clear` sets it back. */
  receivedCount(): number
  clear(): void
}

/** Enough to look at and to test with; a load test must not fill the memory. */
export const maxInboxEntries = 1000
export const maxInboxBytes = 8 * 1024 * 1024

/** Keeps the newest entries within both bounds. `bytes` is the size of the request and its answer. */
export function createInbox(): Inbox & { add(entry: InboxEntry, bytes: number): void } {
  let kept: { readonly entry: InboxEntry; readonly bytes: number }[] = []
  let keptBytes = 0
  let received = 0
  return {
    entries: () => kept.map(({ entry }) => entry).reverse(),
    receivedCount: () => received,
    clear() {
      kept = []
      keptBytes = 0
      received = 0
    },
    add(entry, bytes) {
      received++
      kept.push({ entry, bytes })
      keptBytes += bytes
      while (kept.length > maxInboxEntries || keptBytes > maxInboxBytes) keptBytes -= kept.shift()?.bytes ?? 0
    },
  }
}
