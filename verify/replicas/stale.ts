import { setTimeout as sleep } from 'node:timers/promises'
import { ordinaryLease } from '../../src/journal/postgres/lease.ts'
import { createRawUpstream, type RawExchange } from '../../test/support/raw-upstream.ts'
import { createRandom } from '../../test/upstream/random.ts'
import { type Answer, get, type Line, post } from '../crash/client.ts'
import type { Replica } from './replica.ts'
import type { Replicas } from './replicas.ts'
import { withReplicas } from './steady-replicas.ts'

export type StaleReport = {
  /** From the moment at which a gateway is frozen until another one reports its message as unknown, in ms. */
  readonly frozenMs: readonly number[]
  /** From the kill of a gateway that starts again under its name, in ms. */
  readonly restartedMs: readonly number[]
  readonly violations: readonly string[]
}

/** Freezes, and kills, gateways while their message is on the wire, and measures how long another one calls it pending. */
export async function runStale(bin: string, rounds: number, seed: number): Promise<StaleReport> {
  const upstream = await createRawUpstream()
  const random = createRandom(seed)
  const frozenMs: number[] = []
  const restartedMs: number[] = []
  const violations: string[] = []

  /** @returns how long it took */
  async function measure(replicas: Replicas, index: number, disturb: (replica: Replica) => void): Promise<number> {
    await replicas.allReady()
    const victim = replicas.members[index % replicas.members.length]?.replica as Replica
    const other = replicas.members[(index + 1) % replicas.members.length]?.replica as Replica
    const reference = `stale-${index}`
    const key = `stale-${String(index).padStart(16, '0')}`
    const message = {
      key,
      text: `Stale ${index}`,
      to: [`+2135500${String(index).padStart(5, '0')}`],
      reference,
      answers: [],
    }
    const held = Promise.withResolvers<RawExchange>()
    upstream.behave(held.resolve)
    const before = upstream.requestCount
    // At a random moment of its lease.
    await sleep(random.below(ordinaryLease.beatMs))
    void post(victim.line() as Line, message).catch(() => {})
    await held.promise
    const startedAt = performance.now()
    disturb(victim)
    while ((await outcomeOf(other.line() as Line, reference)) !== 'unknown') await sleep(20)
    const took = performance.now() - startedAt
    const again = await post(other.line() as Line, message)
    if (again.body.code !== 'outcome-unknown') violations.push(`${key} was answered ${again.status} ${again.text}`)
    if (upstream.requestCount !== before + 1) violations.push(`${key}: ${upstream.requestCount - before} GETs`)
    return took
  }

  try {
    await withReplicas(bin, upstream.origin, { UPSTREAM_TIMEOUT_MS: '60000' }, async (replicas) => {
      for (let round = 0; round < rounds; round++) {
        restartedMs.push(await measure(replicas, 2 * round, (replica) => replica.kill()))
        let frozen: Replica | undefined
        const took = await measure(replicas, 2 * round + 1, (replica) => {
          frozen = replica
          replica.freeze()
        })
        frozenMs.push(took)
        if (took >= 2 * ordinaryLease.leaseMs) violations.push(`a message was stale for ${took.toFixed(0)} ms`)
        const left = frozen?.leftCount() ?? 0
        frozen?.thaw()
        // It finds that its run is over, and leaves.
        while ((frozen?.leftCount() ?? 0) === left) await sleep(20)
        await frozen?.whenReady()
      }
    })
    return { frozenMs, restartedMs, violations }
  } finally {
    await upstream.close()
  }
}

async function outcomeOf(line: Line, reference: string): Promise<string | undefined> {
  const { text } = await get(line, `/messages?reference=${reference}`)
  const { messages } = JSON.parse(text) as { messages: Answer['body'][] }
  return messages[0]?.recipients?.[0]?.outcome
}
