import type { Clocks, WallClockObserver } from '../messages/clocks.ts'
import type { JournalError } from '../messages/journal.ts'
import type { JournalObserver } from '../messages/observer.ts'
import type { SettleMode } from '../messages/reports.ts'
import type { Purpose } from './database.ts'
import type { Recovery } from './recovery.ts'

export type SqliteSettings = {
  /** A path, or `:memory:`. */
  readonly file: string
  /** The mode of the gateway. A journal of the other mode is refused. */
  readonly purpose?: Purpose
  /** How long messages are kept. Scheduled ones at least a day past their time. */
  readonly retentionMs: number
  /** Called once, when the journal has failed: nothing may be sent from then on. */
  readonly onFailure: (error: JournalError) => void
  /** Called when attempts were settled that the end of another process interrupted. */
  readonly onRecovered?: (recovery: Recovery) => void
  /** Whether delivery reports may settle unknown outcomes. */
  readonly settle?: SettleMode
  /** Whether the dates of delivery reports may be evidence; absent: always. */
  readonly datesAgree?: () => boolean
  /** How long events are kept. */
  readonly eventRetentionMs?: number
  readonly observer?: JournalObserver
  readonly clocks?: Clocks
  readonly wallClockObserver?: WallClockObserver
}
