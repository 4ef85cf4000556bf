import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresServer } from '../../test/support/postgres-server.ts'
import type { Random } from '../../test/upstream/random.ts'
import type { Member, Replicas } from './replicas.ts'
import { shortLease } from './short-lease.ts'

export const disturbanceNames = ['kill', 'freeze', 'restart', 'terminate', 'zombie', 'stall'] as const
export type DisturbanceName = (typeof disturbanceNames)[number]

/** What happened. */
export type Disturbed = Record<DisturbanceName, number> & {
  /** Backends that were terminated, and bytes that arrived from connections that were gone. */
  terminatedBackends: number
  zombieBytes: number
}

export const createDisturbed = (): Disturbed => ({
  ...{ kill: 0, freeze: 0, restart: 0, terminate: 0, zombie: 0, stall: 0 },
  ...{ terminatedBackends: 0, zombieBytes: 0 },
})

/** Dealt in a random order, again and again. */
const deck: readonly DisturbanceName[] = (
  [
    ['kill', 13],
    ['freeze', 10],
    ['restart', 3],
    ['terminate', 3],
    ['zombie', 5],
    ['stall', 2],
  ] as const
).flatMap(([name, count]) => Array.from({ length: count }, () => name))

/** One of each: the deck of a short run. */
export const shortDeck: readonly DisturbanceName[] = disturbanceNames

export type DisturbanceSettings = {
  readonly replicas: Replicas
  readonly server: PostgresServer
  /** Runs a statement on the server, past all proxies. */
  readonly query: (text: string) => Promise<readonly Record<string, unknown>[]>
  readonly random: Random
  /** Told how many disturbances there were. One can count for two names: a zombie whose gateway is killed. */
  readonly isOver: (dealtCount: number) => boolean
  /** Resolves when clients have been answered often enough since the last disturbance. */
  readonly progress: () => Promise<void>
  readonly cards?: readonly DisturbanceName[]
}

/** The longest pause between two disturbances, in ms: a random one, after some messages are answered, or in vain. */
const maxPauseMs = 1_000
const maxProgressMs = 2_000
/** How long a frozen process stays so, beyond its lease, in ms. */
const maxBeyondMs = 2_500
const maxStallMs = 3_000
/** How long after its connection what a zombie has sent arrives, in ms. */
const maxAfterMs = 3_000
const maxHeldMs = 150

/** Disturbs gateways, server and connections until the end. Resolves when nothing is frozen or held back any more. */
export async function disturb(settings: DisturbanceSettings, disturbed: Disturbed): Promise<void> {
  const { replicas, server, query, random, isOver, progress, cards = deck } = settings
  const lasting = new Set<Promise<void>>()
  let hand: DisturbanceName[] = []

  const acts: Readonly<Record<DisturbanceName, (member: Member) => void | Promise<void>>> = {
    kill: ({ replica }) => replica.kill(),
    freeze({ replica }) {
      replica.freeze()
      after(shortLease.leaseMs + random.below(maxBeyondMs), () => replica.thaw())
    },
    restart: () => server.crash(),
    async terminate() {
      const rows = await query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND random() < 0.7`,
      )
      disturbed.terminatedBackends += rows.length
    },
    async zombie({ replica, proxy }) {
      const isKilled = random.below(2) === 0
      const { breakClients, deliver } = proxy.detach()
      await sleep(random.below(maxHeldMs))
      if (isKilled) {
        replica.kill()
        disturbed.kill++
      } else breakClients()
      after(random.below(maxAfterMs), () => {
        disturbed.zombieBytes += deliver()
      })
    },
    stall: ({ proxy }) => after(random.below(maxStallMs), proxy.stall()),
  }

  function after(ms: number, act: () => void): void {
    const done = sleep(ms).then(() => {
      act()
      lasting.delete(done)
    })
    lasting.add(done)
  }

  const victims = () => replicas.members.filter(({ replica }) => replica.line() !== undefined && !replica.isFrozen())
  let dealtCount = 0
  while (!isOver(dealtCount)) {
    // On a slow machine messages need time: a gateway that has just started would be disturbed for nothing.
    await Promise.race([progress(), sleep(maxProgressMs, undefined, { ref: false })])
    await sleep(random.below(maxPauseMs))
    // A gateway that is ready: otherwise none would ever get far.
    const ready = victims()
    if (ready.length === 0) continue
    if (hand.length === 0) hand = shuffle(cards, random)
    const name = hand.pop() as DisturbanceName
    await acts[name](random.pick(ready))
    disturbed[name]++
    dealtCount++
  }
  await Promise.all(lasting)
}

function shuffle<T>(cards: readonly T[], random: Random): T[] {
  const left = [...cards]
  return Array.from(cards, () => left.splice(random.below(left.length), 1)[0] as T)
}
