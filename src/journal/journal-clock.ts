import type { Clocks, Confirmation, WallClockObserver, WallClockStatus } from '../messages/clocks.ts'
import { dayMs } from '../sms/instant.ts'

/** The clock as stored in the journal. */
export type ClockReading = {
  readonly seenAt: number
  readonly wallAt: number
  /** How far the wall clock has moved if it is in doubt; otherwise 0. */
  readonly doubtMs: number
  /** When it last moved, on the journal's clock. */
  readonly doubtSince: number
}

/**
 * How far a wall clock may be set without being in doubt. This is ntpd's limit: it exits if the difference exceeds 1,000 s,
 * and leaves the correction to an operator.
 */
const maxCorrectionMs = 1_000_000

/**
 * How far the wall clock may move ahead while the gateway is stopped without being in doubt. Only the purge of scheduled messages
 * relies on the wall clock, and it waits a day past the time of a message.
 */
const maxPauseMs = dayMs

/**
 * A new journal's clock starts at the wall clock's time, but within these years: a message's number begins with the time, and
 * can represent it until 2089.
 */
const earliestStart = Date.UTC(2020, 0)
const latestStart = Date.UTC(2060, 0)

/**
 * The clock that determines the age of everything in the journal: it counts only the time for which a gateway has run on this
 * journal. The wall clock does not affect it, so setting that clock cannot end a key or a fence early; time for which the
 * gateway was stopped, or its machine suspended, makes them last longer.
 *
 * It also monitors the wall clock, for what depends on it.
 */
export type JournalClock = ReturnType<typeof createJournalClock>

/** @param known from the journal; a new one has neither. After a crash the newest message is later than the stored clock. */
export function createJournalClock(
  clocks: Clocks,
  { stored, newestAt }: { readonly stored: ClockReading | undefined; readonly newestAt: number | undefined },
  observer?: WallClockObserver,
) {
  const startedAt = clocks.steadyMs()
  const known = [stored?.seenAt, newestAt].filter((at) => at !== undefined)
  let origin = known.length > 0 ? Math.max(...known) : clamp(clocks.wallMs())
  /** How far the wall clock was ahead of this one at the last check. */
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

  /** Checks the wall clock. */
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
  // Report a doubt from the previous process again.
  if (doubtMs !== 0 && doubtMs === stored?.doubtMs) tell(true)

  return {
    seenAt,
    observe,
    /** Another gateway of the same journal has counted this far. */
    advanceTo(at: number): void {
      const missedMs = at - seenAt()
      if (missedMs <= 0) return
      observe()
      origin += missedMs
      ahead -= missedMs
    },
    status(): WallClockStatus {
      observe()
      if (doubtMs === 0) return { state: 'trusted' }
      return { state: 'in-doubt', movedMs: doubtMs, confirmedInMs: confirmedInMs() }
    },
    /** The wall clock's time if it can be relied on. */
    trustedWallAt(): number | undefined {
      observe()
      return doubtMs === 0 ? Math.trunc(clocks.wallMs()) : undefined
    },
    /** An operator has confirmed the wall clock. */
    confirm(): void {
      observe()
      trust('operator')
    },
    read: (): ClockReading => ({ seenAt: seenAt(), wallAt: seenAt() + ahead, doubtMs, doubtSince }),
  }
}

const clamp = (at: number): number => Math.trunc(Math.min(Math.max(at, earliestStart), latestStart))
