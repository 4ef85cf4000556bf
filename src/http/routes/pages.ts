import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyPluginAsync, FastifyPluginOptions } from 'fastify'
import type { Logger } from 'pino'
import { apiHeaders } from '../server/answer-headers.ts'
import type { App } from '../server/app-type.ts'

type Scope = FastifyPluginAsync<FastifyPluginOptions, App['server'], TypeBoxTypeProvider, Logger>

/** The sources of a Content-Security-Policy, by its directives. */
export type PagePolicy = Readonly<Record<string, readonly string[]>>

const options: FastifyHelmetOptions = {
  // TLS ends before the gateway, and over plain http browsers ignore these three; the second and third with a complaint.
  // Who ends TLS says for which names the first holds.
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xFrameOptions: { action: 'deny' },
}

/**
 * Registers what people look at, with helmet's headers on it. In a scope of its own: helmet works anew for each answer,
 * which messages should not pay for.
 */
export async function registerPages(
  app: App,
  policy: PagePolicy,
  register: (pages: App) => Promise<void> | void,
): Promise<void> {
  const directives = Object.fromEntries(Object.entries(policy).map(([name, sources]) => [name, [...sources]]))
  const scope: Scope = async (pages) => {
    await pages.register(helmet, { ...options, contentSecurityPolicy: { useDefaults: false, directives } })
    pages.addHook('onRequest', async (_request, reply) => {
      // helmet writes past Fastify, whose own headers would win.
      for (const name of Object.keys(apiHeaders)) reply.header(name, reply.raw.getHeader(name) ?? reply.getHeader(name))
    })
    await register(pages)
  }
  await app.register(scope)
}
