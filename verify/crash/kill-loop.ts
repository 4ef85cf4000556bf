import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '../../test/upstream/random.ts'
import { type Line, openLine } from './client.ts'
import { type Ending, type GatewayChild, startChild } from './gateway-child.ts'

export type KillLoopSettings = {
  readonly environment: Readonly<Record<string, string>>
  readonly seed: number
  readonly kills: number
  /** Messages that are answered between two kills, on average. */
  readonly messagesPerKill: number
  /** Resolves in the moment in which the upstream has read the next request. */
  readonly nextArrival: () => Promise<void>
  readonly onKill: (killCount: number) => void
}

/** Kills the gateway and starts it again, as often as was asked. The one that is started last is left alone. */
export type KillLoop = {
  /** Resolves with a gateway that is ready. */
  line(): Promise<Line>
  /** Told of each message that was answered: kills are paced by them. */
  answered(): void
  /** Resolves once the last kill is done and the last gateway is ready. */
  readonly done: Promise<void>
  /** From the start of a process to the moment at which it was ready, in ms. */
  readonly restartMs: readonly number[]
  /** Kills of a process that was not ready yet. */
  readonly bootKillCount: () => number
  readonly faults: readonly string[]
  /** Stops the last gateway as an operator does. */
  close(): Promise<void>
}

/** Of a hundred processes, those that are killed while they start, and within how many ms of their start. */
const bootKillRate = 8
const maxBootMs = 500
/** Of a hundred kills, those that come when a GET arrives: what was not durable before it was written is lost then. */
const arrivalKillRate = 40
/** The others come at no special moment: they follow an answer by up to this, in ms. */
const maxDelayMs = 25

export function startKillLoop(settings: KillLoopSettings): KillLoop {
  const random = createRandom(settings.seed)
  const restartMs: number[] = []
  const faults: string[] = []
  let gate = Promise.withResolvers<Line>()
  let open: Line | undefined
  let answeredCount = 0
  let wake: { readonly at: number; readonly resolve: () => void } | undefined
  let child: GatewayChild | undefined
  let bootKillCount = 0
  // An interrupted run leaves no gateway behind.
  process.once('exit', () => child?.kill('SIGKILL'))

  const nextMessages = (count: number) =>
    new Promise<void>((resolve) => {
      wake = { at: answeredCount + count, resolve }
    })

  async function run(): Promise<void> {
    for (let killCount = 0; killCount < settings.kills; ) {
      child = start()
      const startedAt = performance.now()
      if (random.below(100) < bootKillRate) {
        await Promise.race([sleep(random.below(maxBootMs)), child.ready])
        bootKillCount++
      } else {
        await serve(child, startedAt)
        await nextMessages(1 + random.below(2 * settings.messagesPerKill - 1))
        await (random.below(100) < arrivalKillRate ? settings.nextArrival() : sleep(random.below(maxDelayMs)))
      }
      await kill(child)
      settings.onKill(++killCount)
    }
    child = start()
    await serve(child, performance.now())
  }

  const start = () => startChild({ environment: settings.environment })

  async function serve(next: GatewayChild, startedAt: number): Promise<void> {
    const origin = await next.ready
    if (origin === undefined) throw new Error(`A gateway did not become ready: ${JSON.stringify(await next.ended)}`)
    restartMs.push(performance.now() - startedAt)
    open = openLine(origin)
    gate.resolve(open)
  }

  async function kill(victim: GatewayChild): Promise<void> {
    const past = open
    // Whoever waits for a process that was killed while it started goes on waiting for the next one.
    if (past !== undefined) gate = Promise.withResolvers<Line>()
    open = undefined
    victim.kill('SIGKILL')
    const ending = await victim.ended
    if (ending.signal !== 'SIGKILL') faults.push(`a gateway ended by itself: ${JSON.stringify(ending)}`)
    complain(ending)
    await past?.pool.destroy()
  }

  const complain = ({ complaints, stderr }: Ending) => faults.push(...complaints, ...(stderr === '' ? [] : [stderr]))

  return {
    line: () => gate.promise,
    answered() {
      answeredCount++
      if (wake !== undefined && answeredCount >= wake.at) wake.resolve()
    },
    done: run(),
    restartMs,
    bootKillCount: () => bootKillCount,
    faults,
    async close() {
      await open?.pool.close()
      child?.kill('SIGTERM')
      const ending = await child?.ended
      if (ending?.code !== 0) faults.push(`the last gateway ended with ${JSON.stringify(ending)}`)
      if (ending) complain(ending)
    },
  }
}
