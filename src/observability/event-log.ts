import type { Logger } from 'pino'
import type { WallClockObserver } from '../messages/clocks.ts'
import type { UpstreamObserver } from '../upstream/observer.ts'
import { roundMs } from './requests.ts'

/** Logs changes of the wall clock, which may be the first sign of a machine in trouble. */
export const createWallClockLog = (logger: Logger): WallClockObserver => ({
  moved: ({ movedMs, atStart, confirmedInMs }) =>
    logger.error(
      { movedMs, atStart, confirmedInMs },
      atStart
        ? 'the wall clock is in doubt: since the last write to the journal it has moved further than the downtime explains, or the gateway was down for a long time; compare it with another clock, and confirm it with POST /wall-clock/confirmation'
        : 'the wall clock is in doubt: it was changed while the gateway was running; compare it with another clock, and correct it or confirm it with POST /wall-clock/confirmation',
    ),
  trusted: ({ because }) => logger.warn({ because }, 'the wall clock is trusted again'),
})

/** Logs that the provider's dates are in another zone than the configured one, and that they are no longer. */
export const createZoneLog =
  (logger: Logger) =>
  (offsetMs: number): void => {
    if (offsetMs === 0) logger.info("the dates of delivery reports agree with the gateway's clock again")
    else
      logger.warn(
        { offsetMs },
        "the dates of delivery reports differ from the gateway's clock by a multiple of 15 minutes: correct DELIVERY_REPORTS_TIME_ZONE",
      )
  }

/** Logs upstream events with the id of the request that caused them. */
export function createUpstreamLog(logger: Logger, requestId: () => string | undefined): UpstreamObserver {
  return {
    exchange(event) {
      // The message's own line covers GETs that were answered with 200 or refused. Only this line has the cause of others.
      const told = event.kind === 'refused' || (event.kind === 'answered' && event.statusCode === 200)
      const level = told ? 'debug' : 'warn'
      if (!logger.isLevelEnabled(level)) return
      const { waitMs, durationMs, ...others } = event
      const durations = { waitMs: roundMs(waitMs), durationMs: roundMs(durationMs) }
      logger[level]({ requestId: requestId(), ...others, ...durations }, 'upstream request')
    },
    notUnderstood(event) {
      logger.warn({ requestId: requestId(), ...event }, 'an upstream answer was not understood')
    },
    breaker(event) {
      logger[event.state === 'open' ? 'warn' : 'info']({ requestId: requestId(), ...event }, 'upstream breaker')
    },
  }
}

/** Forwards each event to two observers. */
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
