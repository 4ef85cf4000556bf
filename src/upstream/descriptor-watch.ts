import type { Logger } from 'pino'
import { findDescriptorShortage } from './local-resources.ts'

/** Often enough to notice a shortage that clients notice; a check costs microseconds. */
const intervalMs = 1_000

/**
 * Logs when the process runs out of file descriptors and when it recovers. Nothing else would report it: the system
 * closes client connections for which the process has no descriptor, and Node is not notified.
 *
 * @returns a function that stops the watch
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
