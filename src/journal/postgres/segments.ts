import type { SharedUsage } from '../../messages/shared-quota.ts'
import type { Database } from './connections.ts'
import { formatJson } from './json.ts'

type Take = {
  readonly caller: string
  readonly dayAt: number
  readonly count: number
  readonly limit: number | undefined
  readonly resolve: (isTaken: boolean) => void
  readonly reject: (error: unknown) => void
}

/** Collects what is taken while a call is on its way into the next one: a call locks the rows of busy callers. */
export function createSharedUsage({ query }: Pick<Database, 'query'>, seenAt: () => number): SharedUsage {
  let waiting: Take[] = []
  let isBusy = false

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const takes = waiting.toSorted(byRow)
      waiting = []
      try {
        const rows = takes.map(({ caller, dayAt: day, count, limit: most }) => ({ caller, day, count, most }))
        const [row] = await query('SELECT journal_take_segments_1($1, $2) AS taken', [seenAt(), formatJson(rows)])
        const taken = row?.['taken'] as readonly boolean[]
        for (const [index, { resolve }] of takes.entries()) resolve(taken[index] === true)
      } catch (error) {
        for (const { reject } of takes) reject(error)
      }
    }
    isBusy = false
  }

  function add(take: Omit<Take, 'resolve' | 'reject'>): Promise<boolean> {
    return new Promise((resolve, reject) => {
      waiting.push({ ...take, resolve, reject })
      if (isBusy) return
      isBusy = true
      setImmediate(flush)
    })
  }

  return {
    take: (caller, dayAt, count, limit) => add({ caller, dayAt, count, limit }),
    async giveBack(caller, dayAt, count) {
      await add({ caller, dayAt, count: -count, limit: undefined })
    },
  }
}

/** By caller and day; what is given back comes first, since it may make room. */
const byRow = (one: Take, other: Take): number =>
  (one.caller < other.caller ? -1 : one.caller > other.caller ? 1 : one.dayAt - other.dayAt) ||
  Math.sign(one.count) - Math.sign(other.count)
