import { join } from 'node:path'
import {
  compileCache,
  type Ending,
  liveEnvironment,
  type ReadyChild,
  startChildIn,
} from '../../verify/crash/gateway-child.ts'
import type { Scope } from '../../verify/durability/scope.ts'
import { type CountingUpstream, createCountingUpstream } from './counting-upstream.ts'

/** The real program with a journal on disk, before an upstream that counts. */
export type LiveGateway = ReadyChild & {
  readonly upstream: CountingUpstream
  readonly databaseFile: string
  /** Stops it as an operator does. @returns everything that it complained of, in words */
  stop(): Promise<readonly string[]>
}

export type LiveGatewaySettings = {
  readonly environment?: Readonly<Record<string, string>>
  /** How long a GET takes. */
  readonly latencyMs?: number | (() => number)
}

export async function startLiveGateway(
  scope: Scope,
  { environment = {}, latencyMs = 0 }: LiveGatewaySettings = {},
): Promise<LiveGateway> {
  const upstream = await createCountingUpstream(latencyMs)
  scope.teardown(() => upstream.close())
  const databaseFile = join(scope.directory(), 'gateway.db')
  const ready = await startChildIn(scope, {
    environment: { ...liveEnvironment(upstream.origin, databaseFile), ...compileCache, ...environment },
  })
  return {
    ...ready,
    upstream,
    databaseFile,
    async stop() {
      ready.child.kill('SIGTERM')
      return describeEnding(await ready.child.ended)
    },
  }
}

/** The faults of a shutdown after SIGTERM. */
export function describeEnding({ code, signal, stderr, complaints }: Ending): readonly string[] {
  return [
    ...(code === 0 ? [] : [`the gateway ended with ${code ?? signal}`]),
    ...(stderr === '' ? [] : [`the gateway wrote to standard error: ${stderr.slice(0, 500)}`]),
    ...complaints.map((line) => `the gateway complained: ${line.slice(0, 500)}`),
  ]
}
