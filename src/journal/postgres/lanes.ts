import type { JournalError } from '../../messages/journal.ts'
import type { JournalObserver } from '../../messages/observer.ts'
import type { Database } from './connections.ts'
import { createCreatedHours } from './created-hours.ts'
import { formatGroup } from './group.ts'
import { createLane, type GroupResult, type Write, type WriteLane } from './lane.ts'
import type { ReplicaRun } from './runs.ts'
import type { Change, WriteResult } from './write.ts'

/** The writes of messages, in several lanes: while the group of one is on its way, others can be sent. */
export type Lanes = {
  /** Resolves once the change is durable. */
  write(change: Change, options: WriteOptions): Promise<Written>
  /** How long the oldest group has been on its way. */
  waitedMs(): number
  close(): Promise<void>
  end(error: JournalError): void
}

export type WriteOptions = Pick<Write, 'isKept' | 'undo'>
export type Written = { readonly result: WriteResult; readonly rejoin: readonly string[] }

type Context = {
  readonly database: Pick<Database, 'connect'>
  readonly run: ReplicaRun
  readonly seenAt: () => number
  readonly fail: (error: unknown) => JournalError
  readonly observer: JournalObserver | undefined
}

export function createLanes({ database, run, seenAt, fail, observer }: Context): Lanes {
  const hours = createCreatedHours()
  const lanes: readonly WriteLane[] = Array.from({ length: run.laneCount }, (_, lane) =>
    createLane({
      connect: database.connect,
      async send(connection, seq, group) {
        const [row] = await connection.query('SELECT journal_write_1($1, $2, $3, $4) AS result', [
          run.id,
          lane,
          seq,
          group,
        ])
        return row?.['result'] as GroupResult
      },
      format: (changes) => formatGroup(changes, seenAt(), hours),
      onDurable: (changes) => hours.learn(changes.flatMap(({ offset }) => offset ?? [])),
      fail,
      observer,
    }),
  )
  // All writes of a message take the same lane, so that they apply in the order of the calls. The end of an id is random.
  const laneOf = (messageId: string): WriteLane =>
    lanes[Number.parseInt(messageId.slice(-4), 16) % lanes.length] as WriteLane

  return {
    write(change, options) {
      return new Promise<Written>((resolve, reject) => {
        laneOf(change.messageId).add({
          change,
          ...options,
          resolve: (result, rejoin) => resolve({ result, rejoin }),
          reject,
        })
      })
    },
    waitedMs: () => Math.max(...lanes.map((lane) => lane.waitedMs())),
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()))
    },
    end(error) {
      for (const lane of lanes) lane.end(error)
    },
  }
}
