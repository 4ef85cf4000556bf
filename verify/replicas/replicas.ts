import type { Random } from '../../test/upstream/random.ts'
import type { Line } from '../crash/client.ts'
import { compileCache, liveEnvironment, withoutPages } from '../crash/gateway-child.ts'
import { type DatabaseProxy, startDatabaseProxy } from './database-proxy.ts'
import { type Replica, startReplica } from './replica.ts'

/** A gateway and its way to the database. */
export type Member = { readonly replica: Replica; readonly proxy: DatabaseProxy }

/** Several gateways over one database, behind no balancer: a client asks any of them. */
export type Replicas = {
  readonly members: readonly Member[]
  /** Resolves with any that is ready, frozen ones included. */
  anyLine(random: Random): Promise<Line>
  /** Resolves once all are ready. */
  allReady(): Promise<void>
  close(): Promise<void>
}

export type ReplicasSettings = {
  readonly count: number
  readonly program: string
  readonly upstreamOrigin: string
  /** Of the server's port, or that of a pooler before it. */
  readonly databaseUrl: string
  readonly keyFile: string
  readonly environment?: Readonly<Record<string, string>>
  readonly beforeStart?: () => Promise<void>
}

export async function startReplicas(settings: ReplicasSettings): Promise<Replicas> {
  const { count, program, upstreamOrigin, databaseUrl, keyFile, environment = {} } = settings
  let ready = Promise.withResolvers<void>()
  const onReady = () => {
    ready.resolve()
    ready = Promise.withResolvers()
  }
  const members = await Promise.all(
    Array.from({ length: count }, async (_, index): Promise<Member> => {
      const url = new URL(databaseUrl)
      const proxy = await startDatabaseProxy(Number(url.port))
      url.port = String(proxy.port)
      const replica = startReplica({
        program,
        environment: {
          ...liveEnvironment(upstreamOrigin, url.href),
          ...compileCache,
          ...withoutPages,
          INSTALLATION_KEY_FILE: keyFile,
          REPLICA_NAME: `replica-${index + 1}`,
          ...environment,
        },
        onReady,
        beforeStart: settings.beforeStart ?? (async () => {}),
      })
      return { replica, proxy }
    }),
  )
  const lines = () => members.flatMap(({ replica }) => replica.line() ?? [])
  return {
    members,
    async anyLine(random) {
      for (let open = lines(); ; open = lines()) {
        if (open.length > 0) return random.pick(open)
        await ready.promise
      }
    },
    async allReady() {
      while (lines().length < count) await ready.promise
    },
    async close() {
      await Promise.all(members.map(({ replica }) => replica.close()))
      await Promise.all(members.map(({ proxy }) => proxy.close()))
    },
  }
}
