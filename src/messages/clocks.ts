/** The machine's two clocks: the wall clock can be set, the steady one cannot. */
export type Clocks = {
  /** Milliseconds since 1970, if the clock is set correctly. */
  readonly wallMs: () => number
  /** Milliseconds since an arbitrary instant. Never goes back, and never jumps ahead of real time. */
  readonly steadyMs: () => number
}

export const systemClocks: Clocks = { wallMs: Date.now, steadyMs: () => performance.now() }

/** Whether the wall clock has kept pace with the steady one. */
export type WallClockStatus =
  | { readonly state: 'trusted' }
  | {
      readonly state: 'in-doubt'
      /** How far it has moved; negative if it was set back. */
      readonly movedMs: number
      /** How much longer it must keep pace with the steady clock to be trusted again. */
      readonly confirmedInMs: number
    }

/** Why a wall clock is trusted again: it was corrected, it has kept pace for long enough, or an operator confirmed it. */
export type Confirmation = 'set-right' | 'time' | 'operator'

/** Observes the wall clock. Never throws. */
export type WallClockObserver = {
  /** The wall clock has moved relative to the steady clock by more than the normal drift. */
  moved(event: { readonly movedMs: number; readonly atStart: boolean; readonly confirmedInMs: number }): void
  trusted(event: { readonly because: Confirmation }): void
}
