import type { Journal } from '../messages/journal.ts'
import type { Quota } from '../messages/quota.ts'
import { maxBacklogBytes } from './log-backlog.ts'

/** How often the wall clock is checked: soon enough that a person who has set it wrong still sees the log line. */
const lookMs = 10_000
/** So many looks lie between two saves: a crash costs the journal's clock a minute at most. */
const looksPerSave = 6

type Watcher = {
  failed(error: unknown): void
  /** The log grows, since checkpoints fail. */
  backlogged(event: { readonly bytes: number; readonly reason: unknown }): void
}

/** Keeps what has to be looked at and written down from time to time. Returns how to stop it. */
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
