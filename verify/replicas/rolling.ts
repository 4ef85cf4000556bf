import { setTimeout as sleep } from 'node:timers/promises'
import { answerAccepted, createRawUpstream } from '../../test/support/raw-upstream.ts'
import { type Line, post } from '../crash/client.ts'
import type { Replica } from './replica.ts'
import { complaintsOf, withReplicas } from './steady-replicas.ts'

export type RollingReport = {
  readonly restarts: number
  /** The requests by what became of them: a status, or the code of a connection's error. */
  readonly fates: ReadonlyMap<string, number>
  readonly getCount: number
  readonly violations: readonly string[]
}

/** From the moment at which a gateway gets no more requests to its SIGTERM: `preStop` in deploy/kubernetes, shortened. */
const preStopMs = 2_000
/** Between two requests of a client. */
const pauseMs = 5

/** Restarts one gateway after the other while clients ask those that are ready in turn. */
export async function runRolling(bin: string, rounds: number, clients: number): Promise<RollingReport> {
  const upstream = await createRawUpstream()
  upstream.behave(answerAccepted)
  const fates = new Map<string, number>()
  let restarts = 0
  let isOver = false
  let count = 0
  try {
    return await withReplicas(bin, upstream.origin, {}, async (replicas) => {
      const all = replicas.members.map(({ replica }) => replica)
      /** Those that a balancer would ask. */
      const rotation = new Set<Replica>(all)
      let turn = 0

      async function runClient(): Promise<void> {
        while (!isOver) {
          const index = count++
          const ready = [...rotation]
          const line = ready[turn++ % ready.length]?.line() as Line
          const to = [`+2135${String(index).padStart(9, '0')}`]
          const key = `rolling-${String(index).padStart(12, '0')}`
          const fate = await post(line, { key, text: `Rolling ${index}`, to, answers: [] }).then(
            ({ status, body }) => (body.code === undefined ? String(status) : `${status} ${body.code}`),
            (error: NodeJS.ErrnoException) => error.code ?? error.message,
          )
          fates.set(fate, (fates.get(fate) ?? 0) + 1)
          await sleep(pauseMs)
        }
      }

      const load = Promise.all(Array.from({ length: clients }, runClient))
      for (let round = 0; round < rounds; round++) {
        for (const replica of all) {
          rotation.delete(replica)
          await sleep(preStopMs)
          await replica.stop()
          await replica.whenReady()
          rotation.add(replica)
          restarts++
        }
      }
      isOver = true
      await load
      const others = [...fates].filter(([fate]) => fate !== '201')
      const getCount = upstream.requestCount
      return {
        restarts,
        fates,
        getCount,
        violations: [
          ...others.map(([fate, times]) => `${times} requests ended with ${fate}`),
          ...(getCount === count ? [] : [`${getCount} GETs for ${count} messages`]),
          ...complaintsOf(replicas),
        ],
      }
    })
  } finally {
    isOver = true
    await upstream.close()
  }
}
