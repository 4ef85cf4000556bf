import { setTimeout as sleep } from 'node:timers/promises'
import { JournalError } from '../../messages/journal.ts'
import type { JournalObserver } from '../../messages/observer.ts'
import type { DatabaseConnection } from './connections.ts'
import { isUnavailable, translateError } from './database-errors.ts'
import type { Change, WriteResult } from './write.ts'

/** The answer to a group: results by the number of the write, and numbers to which reports may wait. */
export type GroupResult = Readonly<Record<string, WriteResult>> & { readonly rejoin?: readonly string[] | null }

/** A change on its way. */
export type Write = {
  readonly change: Change
  /** Called with the durable result, and the numbers of the group to which reports wait. */
  readonly resolve: (result: WriteResult, rejoin: readonly string[]) => void
  readonly reject: (error: Error) => void
  /** Whether it is still written if nobody waits for it: a result is, a beginning is not. */
  readonly isKept: boolean
  /** What takes back a write that became durable when nobody waited for it any more. */
  readonly undo?: (result: WriteResult) => readonly Change[]
}

/**
 * A series of numbered groups, of which one is on its way at a time; writes that arrive meanwhile form the next. A group whose
 * answer is lost is sent again under its number over a new connection, and is written once.
 */
export type WriteLane = {
  add(write: Write): void
  /** How long the group on its way, or the next one, has waited. */
  waitedMs(): number
  /** Makes waiting writes durable, as far as the database answers in time, and refuses later ones. */
  close(): Promise<void>
  /** Refuses everything that waits and that comes. */
  end(error: JournalError): void
}

type LaneContext = {
  readonly connect: () => Promise<DatabaseConnection>
  /** Sends a group under its number. */
  readonly send: (connection: DatabaseConnection, seq: number, group: string) => Promise<GroupResult>
  readonly format: (changes: readonly Change[]) => string
  /** Called before the writes of a durable group resolve. */
  readonly onDurable: (changes: readonly Change[], result: GroupResult) => void
  /** Called for an error of the driver after which nothing can be written. */
  readonly fail: (error: unknown) => JournalError
  readonly observer: JournalObserver | undefined
}

/** How long a caller waits for a write while the database is away. A stuck server may still be writing it. */
const patienceMs = 5_000
/** How often it is checked whether someone has waited too long. */
const lookMs = 250
/** Keeps a group's call short after a pause with many writes. */
const maxWrites = 500
/** Before a new connection is tried. */
const pausesMs = [20, 50, 100, 200, 500]

type Waiting = Write & { readonly since: number; isAbandoned: boolean }

export function createLane({ connect, send, format, onDurable, fail, observer }: LaneContext): WriteLane {
  let waiting: Waiting[] = []
  let group: Waiting[] = []
  let groupSince = 0
  let seq = 0
  let isBusy = false
  let connection: DatabaseConnection | undefined
  let ended: JournalError | undefined
  const timer = setInterval(abandonLate, lookMs).unref()

  async function flush(): Promise<void> {
    while (waiting.length > 0 && ended === undefined) {
      group = waiting.splice(0, maxWrites)
      groupSince = performance.now()
      seq++
      const result = await write(format(group.map(({ change }) => change)))
      if (result !== undefined) settle(result)
      group = []
    }
    isBusy = false
  }

  /** Sends a group until there is an answer; undefined if the lane has ended. */
  async function write(text: string): Promise<GroupResult | undefined> {
    for (let tries = 0; ended === undefined; tries++) {
      try {
        connection ??= await connect()
        return await send(connection, seq, text)
      } catch (cause) {
        if (!isUnavailable(translateError(cause))) {
          end(fail(cause))
          break
        }
        // Whether the group was written is known only by its number.
        connection?.destroy()
        connection = undefined
        await sleep(pausesMs[Math.min(tries, pausesMs.length - 1)])
      }
    }
    return undefined
  }

  function settle(result: GroupResult): void {
    const settled = group
    const changes = settled.map(({ change }) => change)
    observer?.committed({ durationMs: performance.now() - groupSince, writeCount: settled.length })
    onDurable(changes, result)
    const undone: Waiting[] = []
    for (const [x, { isAbandoned, undo, resolve, reject }] of settled.entries()) {
      const own = result[x] ?? {}
      if (own.refused !== undefined) reject(new Error(`The journal refused a write: ${own.refused}`))
      else if (isAbandoned) undone.push(...(undo?.(own) ?? []).map(takeBack))
      else resolve(own, result.rejoin ?? [])
    }
    // Before anything else of these messages.
    waiting = [...undone, ...waiting]
  }

  const takeBack = (change: Change): Waiting => ({
    change,
    isKept: true,
    since: performance.now(),
    isAbandoned: true,
    resolve() {},
    reject() {},
  })

  /** Refuses writes that waited too long: their caller must get an answer, and a repetition may find the database working. */
  function abandonLate(): void {
    const before = performance.now() - patienceMs
    const isLate = ({ since, isAbandoned }: Waiting) => since < before && !isAbandoned
    if (!group.some(isLate) && !waiting.some(isLate)) return
    for (const write of [...group, ...waiting].filter(isLate)) {
      write.isAbandoned = true
      write.reject(new JournalError('The database does not answer', { kind: 'unavailable' }))
    }
    // What is on its way may still be written, and is then taken back.
    waiting = waiting.filter(({ isAbandoned, isKept }) => !isAbandoned || isKept)
  }

  function end(error: JournalError): void {
    if (ended !== undefined) return
    ended = error
    clearInterval(timer)
    connection?.destroy()
    for (const { reject } of [...group, ...waiting.splice(0)]) reject(error)
  }

  return {
    add(write) {
      if (ended !== undefined) return write.reject(ended)
      waiting.push({ ...write, since: performance.now(), isAbandoned: false })
      if (isBusy) return
      isBusy = true
      // What arrives in the same turn and the next one joins the group.
      setImmediate(setImmediate, flush)
    },
    waitedMs: () => (group.length > 0 ? performance.now() - groupSince : 0),
    async close() {
      const until = performance.now() + patienceMs
      while (isBusy && ended === undefined && performance.now() < until) await sleep(5)
      end(new JournalError('The journal is closed', { kind: 'over' }))
    },
    end,
  }
}
