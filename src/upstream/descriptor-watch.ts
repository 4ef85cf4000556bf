import type { Logger } from 'pino'
import { findDescriptorShortage } from './local-resources.ts'

/** Often enough to notice a shortage that clients notice, at a cost of microseconds. */
const intervalMs = 1_000

/**
 * Tells the log when no file descriptor is left, and when there is one again. Without it nothing would: the system closes
 * the connections of clients that the process has no descriptor for, and Node is not told.
 *
 * @returns what ends the watch
 */
export function watchDescriptors(logger: Logger): () => void {
  let shortage: string | undefined
  const timer = setInterval(() => {
    const before = shortage
    shortage = findDescriptorShortage()
    if (shortage === before) return
    if (shortage === undefined) logger.info('file descriptors are free again')
    else logger.error({ code: shortage }, 'file descriptors have run out: connections fail until some are closed')
  }, intervalMs)
  timer.unref()
  return () => clearInterval(timer)
}
