import type { Logger } from 'pino'
import { createWallClockLog } from './event-log.ts'

/** What the log is told about the journal. */
export const createJournalLog = (logger: Logger) => ({
  wallClockObserver: createWallClockLog(logger),
  onRecovered(recovery: { readonly unknown: number; readonly notAttempted: number }) {
    logger.warn({ ...recovery }, 'the previous process was interrupted: these recipients have been settled')
  },
  onUnsafe(settings: readonly string[]) {
    logger.warn({ settings }, 'the database server may lose commits in a crash: a live gateway does not start on it')
  },
  onKeyRecreated(file: string) {
    logger.warn(
      { file },
      'the key file next to the journal was missing and has been recreated: Idempotency-Keys used before are refused as reused, and the duplicate fence starts empty; restore the old file if there is a copy',
    )
  },
})
