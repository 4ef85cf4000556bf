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
  readonly fault?: string
  /** Why no delivery report follows a scheduled message, although it was asked for. */
  readonly notReported?: 'too-far' | 'too-many'
}

export type Inbox = {
  /** The kept entries, newest first. */
  entries(): readonly InboxEntry[]
  /** The number of all requests received, including dropped entries; only `clear` resets it. */
  receivedCount(): number
  clear(): void
}

/** Enough for inspection and tests; a load test must not fill the memory. */
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
