import type { Logger } from 'pino'
import type { WallClockObserver } from '../messages/clocks.ts'
import type { UpstreamObserver } from '../upstream/observer.ts'

/** Tells the log of the wall clock. That it was set may be the first sign of a machine in trouble. */
export const createWallClockLog = (logger: Logger): WallClockObserver => ({
  moved: ({ movedMs, atStart, confirmedInMs }) =>
    logger.error(
      { movedMs, atStart, confirmedInMs },
      atStart
        ? 'the wall clock is in doubt: since the journal was last written it has moved further than a stop explains, or the gateway was stopped for long; compare it with another clock, and confirm it with POST /wall-clock/confirmation'
        : 'the wall clock is in doubt: it was set while the gateway ran; compare it with another clock, and set it right or confirm it with POST /wall-clock/confirmation',
    ),
  trusted: ({ because }) => logger.warn({ because }, 'the wall clock is trusted again'),
})

/** Tells the log what the upstream does, under the id of the request for which it does it. */
export function createUpstreamLog(logger: Logger, requestId: () => string | undefined): UpstreamObserver {
  return {
    exchange(event) {
      // What was answered with 200, or got no turn, is told by the message's line; of the rest this one knows why.
      const told = event.kind === 'refused' || (event.kind === 'answered' && event.statusCode === 200)
      const level = told ? 'debug' : 'warn'
      if (logger.isLevelEnabled(level)) logger[level]({ requestId: requestId(), ...event }, 'upstream request')
    },
    notUnderstood(event) {
      logger.warn({ requestId: requestId(), ...event }, 'an upstream answer was not understood')
    },
    breaker(event) {
      logger[event.state === 'open' ? 'warn' : 'info']({ requestId: requestId(), ...event }, 'upstream breaker')
    },
  }
}

/** Tells two observers of each event. */
export const bothOf = (one: UpstreamObserver, other: UpstreamObserver): UpstreamObserver => ({
  exchange(event) {
    one.exchange(event)
    other.exchange(event)
  },
  notUnderstood(event) {
    one.notUnderstood(event)
    other.notUnderstood(event)
  },
  breaker(event) {
    one.breaker(event)
    other.breaker(event)
  },
})
