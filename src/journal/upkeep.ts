import type { Journal } from '../messages/journal.ts'
import type { Quota } from '../messages/quota.ts'
import { maxBacklogBytes } from './log-backlog.ts'

/** How often the wall clock is checked: soon enough that an operator who sets it wrong still sees the log line. */
const lookMs = 10_000
/** The number of checks between two saves: a crash loses at most a minute of the journal's clock. */
const looksPerSave = 6

type Watcher = {
  failed(error: unknown): void
  /** Called when the log grows because checkpoints fail. */
  backlogged(event: { readonly bytes: number; readonly reason: unknown }): void
}

/** Runs the periodic checks and saves. Returns a function that stops it. */
export function startUpkeep(journal: Journal, quota: Pick<Quota, 'save'>, { failed, backlogged }: Watcher): () => void {
  let looks = 0

  function save(): void {
    quota.save()
    journal.saveClock().catch(failed)
    const bytes = journal.logBacklogBytes()
    if (bytes > maxBacklogBytes) backlogged({ bytes, reason: journal.explainLogBacklog() })
  }

  function look(): void {
    try {
      journal.wallClock()
      looks = (looks + 1) % looksPerSave
      if (looks === 0) save()
    } catch (error) {
      failed(error)
    }
  }

  const timer = setInterval(look, lookMs).unref()
  return () => clearInterval(timer)
}
