import type { Logger } from 'pino'
import { startPurge } from './journal/purge.ts'
import { startUpkeep } from './journal/upkeep.ts'
import type { Journal } from './messages/journal.ts'
import type { Quota } from './messages/quota.ts'
import { watchDescriptors } from './upstream/descriptor-watch.ts'

/** Starts the periodic work. Returns a function that stops it. */
export function startPeriodicWork(journal: Journal, quota: Quota, logger: Logger): () => void {
  const stops = [
    startUpkeep(journal, quota, {
      failed: (error) => logger.error({ err: error }, "the journal's clock could not be written down"),
      backlogged: ({ bytes, reason }) =>
        logger.error({ bytes, err: reason }, 'the log of the journal cannot be brought into its database, and grows'),
    }),
    watchDescriptors(logger),
    startPurge(journal, (error) => logger.error({ err: error }, 'old messages could not be removed')),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
