import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '../../test/upstream/random.ts'
import { type Line, openLine } from './client.ts'
import { type Ending, type GatewayChild, startChild } from './gateway-child.ts'

export type KillLoopSettings = {
  readonly environment: Readonly<Record<string, string>>
  readonly seed: number
  readonly kills: number
  /** The average number of messages answered between two kills. */
  readonly messagesPerKill: number
  /** Resolves as soon as the upstream has read the next request. */
  readonly nextArrival: () => Promise<void>
  readonly onKill: (killCount: number) => void
}

/** Kills and restarts the gateway the requested number of times. The last process keeps running. */
export type KillLoop = {
  /** Resolves with the gateway once it is ready. */
  line(): Promise<Line>
  /** Call for each answered message: they determine when to kill. */
  answered(): void
  /** Resolves once the last kill is done and the last gateway is ready. */
  readonly done: Promise<void>
  /** From the start of each process until it was ready, in ms. */
  readonly restartMs: readonly number[]
  /** Kills of processes that were not ready yet. */
  readonly bootKillCount: () => number
  readonly faults: readonly string[]
  /** Stops the last gateway as an operator would. */
  close(): Promise<void>
}

/** The percentage of processes that are killed during startup, and within how many ms. */
const bootKillRate = 8
const maxBootMs = 500
/** The percentage of kills on the arrival of a GET, which loses anything that was not durable before it was written. */
const arrivalKillRate = 40
/** Other kills follow an answer after a random delay of up to this, in ms. */
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
  // An interrupted run must not leave a gateway running.
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
    // If the process was killed during startup, its waiters keep waiting for the next one.
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
