import {
  type BeginOptions,
  type Begun,
  type ClaimedKey,
  type Fence,
  JournalError,
  type KeyClaim,
  type NewMessage,
  type Reopened,
} from '../../messages/journal.ts'
import { recipientsNotAttempted } from '../../messages/journal-entry.ts'
import { failAll, outcomeOf, type RecipientResult } from '../../messages/outcome.ts'
import { createFinishWatch } from '../finish-watch.ts'
import type { Lanes } from './lanes.ts'
import { fencedFrom, messageFromParts, type PostgresQueries } from './queries.ts'
import { beginChange, type Change, endChange, finishChange, openChange, reopenChange, startChange } from './write.ts'

/** What this process knows of a message that it is sending. */
type Running = {
  readonly caller: string
  readonly to: readonly string[]
  /** Whether recipients may wait. */
  readonly mayWait: boolean
  /** The positions of the recipients whose attempt has started and not ended. */
  readonly open: Set<number>
}

type Context = {
  readonly lanes: Pick<Lanes, 'write'>
  readonly queries: Pick<PostgresQueries, 'findPositions' | 'findKey' | 'isRunning'>
  /** Looks at the reports that wait for an attempt to a number to end. */
  readonly rejoinTo: (to: string) => Promise<void>
  /** Told of callers with an event that is durable. */
  readonly onEvents: (callers: readonly string[]) => void
  readonly nowAt: () => number
}

/** How often it is asked whether the run of another gateway has ended: soon at first, since most runs are short. */
const pollsMs = [50, 100, 150, 250]

const kept = { isKept: true } as const

/** The writes of messages. */
export function createMessageWrites({ lanes, queries, rejoinTo, onEvents, nowAt }: Context) {
  const running = new Map<string, Running>()
  const finishes = createFinishWatch()

  /** The message is no longer this process's. */
  function forget(messageId: string): void {
    running.delete(messageId)
    finishes.tell(messageId)
  }

  /** Takes back attempts that became durable too late: nothing was sent. */
  const takeBack = (messageId: string, to: readonly string[], positions: readonly number[]): Change =>
    endChange(messageId, failAll(to, { code: 'journal-unavailable' }), positions, nowAt())

  async function begin(message: NewMessage, options: BeginOptions): Promise<Begun> {
    const { id, to, caller } = message
    if (running.has(id)) throw new Error('A message begins once')
    const open = new Set<number>()
    for (const [position, one] of to.entries()) if (options.sending.includes(one)) open.add(position)
    running.set(id, { caller, to, mayWait: open.size < to.length, open })
    try {
      const { result } = await lanes.write(beginChange(message, options), {
        isKept: false,
        undo({ claimed, fenced }) {
          if (claimed || Object.keys(fenced ?? {}).length === to.length) return []
          const sent = to.filter((one) => options.sending.includes(one) && fenced?.[one] === undefined)
          const positions = sent.map((one) => to.indexOf(one))
          return [
            ...(sent.length > 0 ? [takeBack(id, sent, positions)] : []),
            finishChange(id, { waits: true, open: false }),
          ]
        },
      })
      const fenced = fencedFrom(to, result.fenced)
      if (result.claimed || fenced.size === to.length) forget(id)
      return result.claimed ? { kind: 'claimed', claimed: await readClaimed(options.claim) } : { kind: 'begun', fenced }
    } catch (error) {
      forget(id)
      throw error
    }
  }

  async function readClaimed(claim: KeyClaim | undefined): Promise<ClaimedKey> {
    const claimed = claim && (await queries.findKey(claim))
    // To go on without a claim would allow the next request with the key to send again.
    if (claimed === undefined) throw new Error('An Idempotency-Key is claimed for a message that is not there')
    return claimed
  }

  /** The positions of recipients in a message. Without a wait for a message that this process is sending. */
  function positionsOf(
    messageId: string,
    recipients: readonly string[],
  ): readonly number[] | Promise<readonly number[]> {
    const entry = running.get(messageId)
    if (entry === undefined) {
      return queries.findPositions(messageId).then((known) => recipients.map((to) => present(known.get(to))))
    }
    let position = -1
    return recipients.map((to) => {
      // Recipients arrive in the order of their message.
      position = entry.to[position + 1] === to ? position + 1 : entry.to.indexOf(to)
      return present(position === -1 ? undefined : position)
    })
  }

  async function startAttempts(messageId: string, recipients: readonly string[], startedAt: number): Promise<void> {
    const positions = positionsOf(messageId, recipients)
    const known = Array.isArray(positions) ? (positions as readonly number[]) : await positions
    const entry = running.get(messageId)
    for (const position of known) entry?.open.add(position)
    await lanes.write(startChange(messageId, known, startedAt), {
      isKept: false,
      undo: () => [takeBack(messageId, recipients, known)],
    })
  }

  async function endAttempts(messageId: string, results: readonly RecipientResult[], endedAt: number): Promise<void> {
    const numbers = results.map(({ to }) => to)
    const entry = running.get(messageId)
    const positions = positionsOf(messageId, numbers)
    const known = Array.isArray(positions) ? (positions as readonly number[]) : await positions
    // Not before the recipients are known to exist: an attempt that is still open must be left to the end of the run.
    for (const position of known) entry?.open.delete(position)
    const ending = lanes.write(endChange(messageId, results, known, endedAt), kept)
    const { rejoin } = await ending.catch((error: unknown) => {
      if (!(error instanceof JournalError)) lanes.write(openChange(messageId), kept).catch(() => {})
      throw error
    })
    if (entry !== undefined && results.some((result) => outcomeOf(result) === 'unknown')) onEvents([entry.caller])
    // If this fails, the next sweep does it.
    for (const to of numbers) if (rejoin.includes(to)) await rejoinTo(to).catch(() => {})
  }

  async function finish(messageId: string): Promise<void> {
    const { mayWait = true, open } = running.get(messageId) ?? {}
    await lanes.write(finishChange(messageId, { waits: mayWait, open: open !== undefined && open.size > 0 }), kept)
    forget(messageId)
  }

  async function reopen(messageId: string, fence: Fence): Promise<Reopened | undefined> {
    const { result } = await lanes.write(reopenChange(messageId, fence), {
      isKept: false,
      undo: ({ message }) => (message === undefined ? [] : [finishChange(messageId, { waits: true, open: false })]),
    })
    if (result.message === undefined || result.message === null) return undefined
    const message = { ...messageFromParts(result.message), finished: false }
    const to = message.recipients.map((recipient) => recipient.to)
    running.set(messageId, { caller: message.caller, to, mayWait: true, open: new Set() })
    return { message, fenced: fencedFrom(recipientsNotAttempted(message), result.fenced) }
  }

  async function whenFinished(messageId: string, timeoutMs: number): Promise<boolean> {
    if (running.has(messageId)) return finishes.wait(messageId, timeoutMs)
    const until = performance.now() + timeoutMs
    for (let count = 0; await queries.isRunning(messageId); count++) {
      const left = until - performance.now()
      if (left <= 0) return false
      const pauseMs = pollsMs[Math.min(count, pollsMs.length - 1)] ?? 0
      if (await finishes.wait(messageId, Math.min(pauseMs, left))) return true
    }
    return true
  }

  return { begin, startAttempts, endAttempts, finish, reopen, whenFinished }
}

function present(position: number | undefined): number {
  if (position === undefined) throw new Error('The journal was asked for a recipient that the message does not have')
  return position
}
