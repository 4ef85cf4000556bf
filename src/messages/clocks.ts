/** The two clocks of the machine, of which the first can be set and the second cannot. */
export type Clocks = {
  /** Milliseconds since 1970, as far as anybody has set the clock right. */
  readonly wallMs: () => number
  /** Milliseconds since some instant. Never goes back, and never jumps ahead of real time. */
  readonly steadyMs: () => number
}

export const systemClocks: Clocks = { wallMs: Date.now, steadyMs: () => performance.now() }

/** Whether the wall clock has run alongside the steady one. */
export type WallClockStatus =
  | { readonly state: 'trusted' }
  | {
      readonly state: 'in-doubt'
      /** How far it has moved; negative where it was set back. */
      readonly movedMs: number
      /** How much longer it must run alongside the steady clock to be trusted again. */
      readonly confirmedInMs: number
    }

/** Why a wall clock is trusted again: it was set back to where it was, it has run well for long enough, or a person says so. */
export type Confirmation = 'set-right' | 'time' | 'operator'

/** Told of the wall clock. Never throws. */
export type WallClockObserver = {
  /** It has moved against the steady clock, further than is ordinary. */
  moved(event: { readonly movedMs: number; readonly atStart: boolean; readonly confirmedInMs: number }): void
  trusted(event: { readonly because: Confirmation }): void
}
