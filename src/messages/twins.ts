import type { MessageRequest } from './compose-message.ts'
import { equalBytes } from './idempotency.ts'
import type { KeyClaim } from './journal.ts'
import type { SendObserver } from './observer.ts'
import { createRoom, type RoomSize } from './room.ts'
import { inProgress, keyReused, type SendContext, type SendResult } from './send-result.ts'
import type { Clock } from './submit.ts'
import type { UnderWay } from './under-way.ts'

/** A request under a key that is being carried out in this process. */
export type Running = {
  readonly fingerprint: Uint8Array
  /** Says the same as those of its twins, which need not keep theirs. */
  readonly request: MessageRequest
  /** Its result, or nothing where it failed. */
  readonly done: Promise<SendResult | undefined>
}

/** The keys under way in this process, so that a twin can wait for the first request instead of being sent away. */
export type RunningKeys = {
  /** The running request of a key. */
  find(claim: KeyClaim): Running | undefined
  /** Marks a key as running. Returns what ends that, with the result for the twins: nothing where the request failed. */
  hold(claim: KeyClaim, request: MessageRequest): (result: SendResult | undefined) => void
}

export function createRunningKeys(): RunningKeys {
  const running = new Map<string, Running>()
  const nameOf = ({ caller, route, key }: KeyClaim) => JSON.stringify([caller, route, key])
  return {
    find: (claim) => running.get(nameOf(claim)),
    hold(claim, request) {
      const { promise: done, resolve } = Promise.withResolvers<SendResult | undefined>()
      const name = nameOf(claim)
      running.set(name, { fingerprint: claim.fingerprint, request, done })
      return (result) => {
        running.delete(name)
        resolve(result)
      }
    },
  }
}

export type TwinSettings = {
  /** How long a twin waits for the first request with its key. */
  readonly timeoutMs: number
  /** The memory of twins that wait, in bytes. */
  readonly twinRoom?: RoomSize
}

const mebibyte = 1024 * 1024

/** A caller's are 2,400 with one recipient or 180 with a thousand; all of them an eighth of the 512 MB of a process. */
const defaultTwinRoom: RoomSize = { perCaller: 24 * mebibyte, inAll: 64 * mebibyte }

/** What a twin takes while it waits: its connection's part, headers and promises, without the body, which it lets go of. */
const twinBytes = 10_000
/** And what its answer will take for each recipient, of which all twins get theirs at once. */
const answerBytesPerRecipient = 128

/** Not a time: what a promise of time resolves to. */
const late = Symbol('late')

type Dependencies = {
  readonly runningKeys: Pick<RunningKeys, 'find'>
  /** Carries a request out. It claims the key before its first await. */
  readonly send: (request: MessageRequest, context: SendContext) => Promise<SendResult>
  readonly clock: Pick<Clock, 'sleep'>
  readonly underWay: Pick<UnderWay, 'begin' | 'end'>
  readonly observer: Pick<SendObserver, 'replayed'>
}

/** Waits for the first request with a key, and takes its place if that comes to nothing. */
export type WaitAsTwin = (
  first: Running,
  claim: KeyClaim,
  context: SendContext,
  recipientCount: number,
) => Promise<SendResult>

export function createTwins(
  { runningKeys, send, clock, underWay, observer }: Dependencies,
  { timeoutMs, twinRoom = defaultTwinRoom }: TwinSettings,
): WaitAsTwin {
  const room = createRoom(twinRoom)

  /** The time that a twin has, whose timer would otherwise outlive it. */
  function startTimer(): { readonly end: Promise<typeof late>; stop(): void } {
    const stopping = new AbortController()
    const isOver = (): typeof late => late
    return {
      end: clock.sleep(timeoutMs, stopping.signal).then(isOver, isOver),
      stop: () => stopping.abort(),
    }
  }

  // It is not given the request: an async function keeps its arguments for as long as it waits, and a twin lets go of its body.
  return async function waitAsTwin(first, claim, context, recipientCount) {
    if (!isSameBody(first, claim)) return keyReused
    const bytes = twinBytes + answerBytesPerRecipient * recipientCount
    if (!room.take(claim.caller, bytes)) return { kind: 'refused', problem: 'overloaded' }
    const timer = startTimer()
    underWay.begin()
    try {
      let last = first
      for (let running: Running | undefined = first; running !== undefined; running = runningKeys.find(claim)) {
        if (!isSameBody(running, claim)) return keyReused
        const result = await Promise.race([running.done, timer.end])
        if (result === late) return inProgress
        // All twins share its result: to take turns at the journal would be endless work for many of them.
        if (result?.kind === 'answered' && result.sent.recorded) {
          observer.replayed()
          return { ...result, replayed: true }
        }
        last = running
      }
      // No await between this look for the key and its claim, so exactly one twin sends. Its result is not awaited: from
      // here on it is no twin, and takes no room of theirs.
      return send(last.request, context)
    } finally {
      timer.stop()
      room.giveBack(claim.caller, bytes)
      underWay.end()
    }
  }
}

const isSameBody = ({ fingerprint }: Running, claim: KeyClaim): boolean => equalBytes(fingerprint, claim.fingerprint)
