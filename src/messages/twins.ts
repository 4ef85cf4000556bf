import type { MessageRequest } from './compose-message.ts'
import { equalBytes } from './idempotency.ts'
import type { KeyClaim } from './journal.ts'
import type { SendObserver } from './observer.ts'
import { createRoom, type RoomSize } from './room.ts'
import { inProgress, keyReused, type SendContext, type SendResult } from './send-result.ts'
import type { Clock } from './submit.ts'
import type { UnderWay } from './under-way.ts'

/** A request with a key, in progress in this process. */
export type Running = {
  readonly fingerprint: Uint8Array
  /** Has the same content as the requests of its twins, which need not retain theirs. */
  readonly request: MessageRequest
  /** Its result, or undefined if it failed. */
  readonly done: Promise<SendResult | undefined>
}

/** The keys in progress in this process, so that a twin can wait for the first request instead of being refused. */
export type RunningKeys = {
  /** The running request of a key. */
  find(claim: KeyClaim): Running | undefined
  /** Marks a key as running. Returns a function that ends that, called with the twins' result, or undefined on failure. */
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
  /** The memory of waiting twins, in bytes. */
  readonly twinRoom?: RoomSize
}

const mebibyte = 1024 * 1024

/** Per caller: 2,400 twins with one recipient or 180 with a thousand. In total: an eighth of a process's 512 MB. */
const defaultTwinRoom: RoomSize = { perCaller: 24 * mebibyte, inAll: 64 * mebibyte }

/** The memory of a waiting twin: its connection's share, headers and promises, without the body, which it releases. */
const twinBytes = 10_000
/** The memory of its answer per recipient. All twins are answered at once. */
const answerBytesPerRecipient = 128

/** The value that the timer's promise resolves to. */
const late = Symbol('late')

type Dependencies = {
  readonly runningKeys: Pick<RunningKeys, 'find'>
  /** Executes a request. Claims the key before its first await. */
  readonly send: (request: MessageRequest, context: SendContext) => Promise<SendResult>
  readonly clock: Pick<Clock, 'sleep'>
  readonly underWay: Pick<UnderWay, 'begin' | 'end'>
  readonly observer: Pick<SendObserver, 'replayed'>
}

/** Waits for the first request with a key, and replaces it if it fails. */
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

  /** Starts a twin's timer, which outlives the twin unless it is stopped. */
  function startTimer(): { readonly end: Promise<typeof late>; stop(): void } {
    const stopping = new AbortController()
    const isOver = (): typeof late => late
    return {
      end: clock.sleep(timeoutMs, stopping.signal).then(isOver, isOver),
      stop: () => stopping.abort(),
    }
  }

  // Does not take the request: an async function retains its arguments while it waits, and a twin releases its body.
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
        // All twins share its result: reading the journal one after the other would take too long for many twins.
        if (result?.kind === 'answered' && result.sent.recorded) {
          observer.replayed()
          return { ...result, replayed: true }
        }
        last = running
      }
      // No await between this lookup and the claim, so exactly one twin sends. Its result is not awaited: from
      // now on it is not a twin, and takes none of their room.
      return send(last.request, context)
    } finally {
      timer.stop()
      room.giveBack(claim.caller, bytes)
      underWay.end()
    }
  }
}

const isSameBody = ({ fingerprint }: Running, claim: KeyClaim): boolean => equalBytes(fingerprint, claim.fingerprint)
