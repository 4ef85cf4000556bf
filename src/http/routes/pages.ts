import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyPluginAsync, FastifyPluginOptions } from 'fastify'
import type { Logger } from 'pino'
import { apiHeaders } from '../server/answer-headers.ts'
import type { App } from '../server/app-type.ts'

type PagesPlugin = FastifyPluginAsync<FastifyPluginOptions, App['server'], TypeBoxTypeProvider, Logger>

/** The sources of a Content-Security-Policy, by directive. */
export type PagePolicy = Readonly<Record<string, readonly string[]>>

const options: FastifyHelmetOptions = {
  // TLS is terminated in front of the gateway. Over plain http browsers ignore these three, the last two with a
  // warning. The proxy that terminates TLS decides for which names the first applies.
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xFrameOptions: { action: 'deny' },
}

/**
 * Registers pages for browsers, with helmet's headers. In their own scope: helmet computes its headers for each answer,
 * which would slow down messages.
 */
export async function registerPages(
  app: App,
  policy: PagePolicy,
  register: (pages: App) => Promise<void> | void,
): Promise<void> {
  const directives = Object.fromEntries(Object.entries(policy).map(([name, sources]) => [name, [...sources]]))
  const plugin: PagesPlugin = async (pages) => {
    await pages.register(helmet, { ...options, contentSecurityPolicy: { useDefaults: false, directives } })
    pages.addHook('onRequest', async (_request, reply) => {
      // helmet writes to the raw response, and Fastify's own headers would override it.
      for (const name of Object.keys(apiHeaders)) reply.header(name, reply.raw.getHeader(name) ?? reply.getHeader(name))
    })
    await register(pages)
  }
  await app.register(plugin)
}
