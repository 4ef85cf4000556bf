import type { Clocks, Confirmation, WallClockObserver, WallClockStatus } from '../messages/clocks.ts'
import { dayMs } from '../sms/instant.ts'

/** The clock as the journal keeps it. */
export type ClockReading = {
  readonly seenAt: number
  readonly wallAt: number
  /** How far the wall clock has moved, where it is in doubt; else 0. */
  readonly doubtMs: number
  /** When it last moved, on the journal's clock. */
  readonly doubtSince: number
}

/**
 * How far a wall clock may be set without being in doubt. It is ntpd's own limit: what differs by more than 1,000 s is no
 * correction to ntpd, which then gives up and leaves it to a person.
 */
const maxCorrectionMs = 1_000_000

/**
 * How far the wall clock may move ahead while the gateway is stopped without being in doubt. Only the purge of scheduled messages
 * relies on the wall clock, and it waits a day past the time of a message.
 */
const maxPauseMs = dayMs

/**
 * A new journal's clock begins at the wall clock's time, but within these years: a message's number begins with the time, and has
 * room for it until 2089.
 */
const earliestStart = Date.UTC(2020, 0)
const latestStart = Date.UTC(2060, 0)

/**
 * The clock by which everything in the journal ages: it counts the time for which a gateway has run on this journal, and nothing
 * else. The wall clock moves it in neither direction, so that no key and no fence ends early by a clock that was set; time for which
 * the gateway was stopped, or its machine suspended, makes them last longer.
 *
 * It also watches the wall clock, for what cannot do without that.
 */
export type JournalClock = ReturnType<typeof createJournalClock>

/** @param known what the journal says: a new one has neither. After a crash the newest message is later than what was stored. */
export function createJournalClock(
  clocks: Clocks,
  { stored, newestAt }: { readonly stored: ClockReading | undefined; readonly newestAt: number | undefined },
  observer?: WallClockObserver,
) {
  const startedAt = clocks.steadyMs()
  const known = [stored?.seenAt, newestAt].filter((at) => at !== undefined)
  const origin = known.length > 0 ? Math.max(...known) : clamp(clocks.wallMs())
  /** How far the wall clock was ahead of this one, when it was last looked at. */
  let ahead = stored ? stored.wallAt - stored.seenAt : Math.trunc(clocks.wallMs()) - origin
  let doubtMs = stored?.doubtMs ?? 0
  let doubtSince = stored?.doubtSince ?? origin

  const seenAt = () => origin + Math.trunc(clocks.steadyMs() - startedAt)
  const confirmedInMs = () => Math.max(0, Math.abs(doubtMs) - (seenAt() - doubtSince))

  function trust(because: Confirmation): void {
    if (doubtMs === 0) return
    doubtMs = 0
    observer?.trusted({ because })
  }

  /** Looks at the wall clock. */
  function observe(atStart = false): void {
    const aheadNow = Math.trunc(clocks.wallMs()) - seenAt()
    const movedMs = aheadNow - ahead
    ahead = aheadNow
    const isOrdinary = Math.abs(movedMs) <= maxCorrectionMs || (atStart && movedMs > 0 && movedMs <= maxPauseMs)
    if (doubtMs !== 0 && Math.abs(doubtMs + movedMs) <= maxCorrectionMs) trust('set-right')
    else if (!isOrdinary) doubt(movedMs, atStart)
    else if (confirmedInMs() === 0) trust('time')
  }

  function doubt(movedMs: number, atStart: boolean): void {
    doubtMs += movedMs
    doubtSince = seenAt()
    tell(atStart)
  }

  const tell = (atStart: boolean) => observer?.moved({ movedMs: doubtMs, atStart, confirmedInMs: confirmedInMs() })

  observe(true)
  // A doubt that the previous process already had is reported again.
  if (doubtMs !== 0 && doubtMs === stored?.doubtMs) tell(true)

  return {
    seenAt,
    observe,
    status(): WallClockStatus {
      observe()
      if (doubtMs === 0) return { state: 'trusted' }
      return { state: 'in-doubt', movedMs: doubtMs, confirmedInMs: confirmedInMs() }
    },
    /** The wall clock's time, where it can be relied on. */
    trustedWallAt(): number | undefined {
      observe()
      return doubtMs === 0 ? Math.trunc(clocks.wallMs()) : undefined
    },
    /** A person has looked at the wall clock and found it right. */
    confirm(): void {
      observe()
      trust('operator')
    },
    read: (): ClockReading => ({ seenAt: seenAt(), wallAt: seenAt() + ahead, doubtMs, doubtSince }),
  }
}

const clamp = (at: number): number => Math.trunc(Math.min(Math.max(at, earliestStart), latestStart))
