import { setTimeout as sleep } from 'node:timers/promises'
import { compileCache, type GatewayChild, startChild, withoutPages } from '../crash/gateway-child.ts'

/** A gateway that is killed and started again on the same port, as consumers know only one address. */
export type RestartingGateway = {
  readonly origin: string
  /** Resolves while it is ready, or as soon as it is again. */
  ready(): Promise<void>
  /** Kills it with SIGKILL and starts the next one. Resolves once that is ready. */
  kill(): Promise<void>
  /** Stops it as an operator does. */
  stop(): Promise<void>
  /** Whatever it complained of, and endings that were not asked for. */
  readonly faults: readonly string[]
}

/** @param port a port that nothing else uses */
export async function startRestartingGateway(
  environment: Readonly<Record<string, string>>,
  port: number,
): Promise<RestartingGateway> {
  const faults: string[] = []
  let child: GatewayChild | undefined
  // An interrupted run leaves no gateway behind.
  process.once('exit', () => child?.kill('SIGKILL'))
  let isReady = start()

  async function start(): Promise<void> {
    child = startChild({ environment: { ...environment, ...compileCache, ...withoutPages, PORT: String(port) } })
    if ((await child.ready) === undefined) {
      throw new Error(`A gateway did not become ready: ${JSON.stringify(await child.ended)}`)
    }
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    child?.kill(signal)
    const ending = await child?.ended
    const expected = signal === 'SIGKILL' ? ending?.signal === signal : ending?.code === 0
    if (!expected) faults.push(`a gateway ended with ${ending?.signal ?? ending?.code}: ${ending?.stderr}`)
    faults.push(...(ending?.complaints ?? []))
  }

  await isReady
  return {
    origin: `http://127.0.0.1:${port}`,
    ready: () => isReady,
    kill() {
      const next = end('SIGKILL').then(start)
      isReady = next
      return next
    },
    stop: () => end('SIGTERM'),
    faults,
  }
}

/** Repeats what fails while the gateway is away, until it is answered. */
export async function untilAnswered<T>(gateway: Pick<RestartingGateway, 'ready'>, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    await gateway.ready()
    try {
      return await ask()
    } catch {
      // Killed meanwhile: the next one is known a moment later.
      await sleep(20)
    }
  }
}
