import type { Clocks } from '../../messages/clocks.ts'

/** What a renewal tells. */
export type Beat = {
  /** The gateways of this journal that are alive, this one among them. */
  readonly live: number
  /** When every other gateway counts this one. */
  readonly countedInMs: number
}

export type LeaseSettings = {
  /** How long a process that is not heard of keeps what it runs. */
  readonly leaseMs: number
  /** How often the lease is renewed. */
  readonly beatMs: number
}

/** Three renewals may fail in a row. */
export const ordinaryLease: LeaseSettings = { leaseMs: 15_000, beatMs: 5_000 }

/** The lease under which this process runs messages. Other processes end its run when it is over. */
export type Lease = {
  /** Whether it certainly lasts: a GET may be written. */
  isValid(): boolean
  /** Whether the last renewal succeeded. */
  isWell(): boolean
  /** The gateways of this journal that were alive at the last renewal. */
  liveReplicas(): number
  /** How long it takes until all others count this one; 0: they do. */
  countedInMs(): number
  stop(): void
}

/** So much of a lease is used: the rest is for the delay between here and the database. */
const usedShare = 0.8
/** The pause after a renewal that failed. */
const retryMs = 500

/**
 * @param entered when the request that began the lease was sent
 * @param renew sends a renewal; undefined: the run is over
 * @param onOver told once, if another process has ended this run
 */
export function startLease(
  { leaseMs, beatMs }: LeaseSettings,
  { wallMs, steadyMs }: Clocks,
  entered: Beat & { readonly wallMs: number; readonly steadyMs: number },
  renew: (endsOthers: boolean) => Promise<Beat | undefined>,
  onOver: () => void,
): Lease {
  const usedMs = leaseMs * usedShare
  // By both clocks: the steady one may stand still while the machine sleeps, and the wall clock may be set back.
  let until = { wallMs: entered.wallMs + usedMs, steadyMs: entered.steadyMs + usedMs }
  /** Since when no renewal has failed. */
  let steadySince = entered.steadyMs
  let renewedAt = entered.steadyMs
  let { live } = entered
  let countedAt = steadyMs() + entered.countedInMs
  let isWell = true
  let isStopped = false
  let timer = setTimeout(beat, beatMs).unref()

  async function beat(): Promise<void> {
    const sent = { wallMs: wallMs(), steadyMs: steadyMs() }
    // After an outage of the database all leases are over. The first process to come back must not end the others.
    if (sent.steadyMs - renewedAt > 2 * beatMs) steadySince = sent.steadyMs
    try {
      const answer = await renew(sent.steadyMs - steadySince >= leaseMs)
      if (isStopped) return
      if (answer === undefined) {
        stop()
        onOver()
        return
      }
      until = { wallMs: sent.wallMs + usedMs, steadyMs: sent.steadyMs + usedMs }
      renewedAt = sent.steadyMs
      live = answer.live
      countedAt = steadyMs() + answer.countedInMs
      isWell = true
    } catch {
      isWell = false
    }
    if (!isStopped) timer = setTimeout(beat, isWell ? beatMs : Math.min(retryMs, beatMs)).unref()
  }

  function stop(): void {
    isStopped = true
    clearTimeout(timer)
  }

  return {
    isValid: () => !isStopped && steadyMs() < until.steadyMs && wallMs() < until.wallMs,
    isWell: () => isWell,
    liveReplicas: () => live,
    countedInMs: () => Math.max(0, countedAt - steadyMs()),
    stop,
  }
}
