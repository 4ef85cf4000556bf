import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../server/app-type.ts'
import { sendNotFound } from '../server/not-found.ts'
import { readConsoleFiles } from './console-files.ts'
import type { PageFile } from './page-files.ts'
import { type PagePolicy, registerPages } from './pages.ts'

/**
 * Scripts, styles and requests of this origin only: nothing inline, no `eval`, and no text that becomes markup, which
 * `require-trusted-types-for` makes impossible where a browser knows it.
 */
const policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ["'none'"],
} as const satisfies PagePolicy

/** A year: the most that caches are asked for. */
const forEver = 'public, max-age=31536000, immutable'

/**
 * The console at `/`. It holds no data: the page asks the API like any other client.
 *
 * @param directory the folder of its files
 */
export async function registerConsole(app: App, directory: string): Promise<void> {
  const { digest, page, files } = await readConsoleFiles(directory)
  await registerPages(app, policy, (pages) => {
    pages.get('/', { schema: { hide: true } }, async (request, reply) =>
      sendFile(request, reply.header('cache-control', 'no-cache'), page, digest),
    )
    pages.get<{ Params: { digest: string; '*': string } }>(
      '/console/:digest/*',
      { schema: { hide: true } },
      async (request, reply) => {
        const file = request.params.digest === digest ? files.get(request.params['*']) : undefined
        // A page of another version must load as a whole or not at all.
        if (file === undefined) return sendNotFound(request, reply)
        return sendFile(request, reply.header('cache-control', forEver), file, digest)
      },
    )
  })
}

/** Or says that the client has it already. */
function sendFile(request: FastifyRequest, reply: FastifyReply, file: PageFile, digest: string): FastifyReply {
  const tag = `"${digest}"`
  reply.header('etag', tag)
  const known = (request.headers['if-none-match'] ?? '').split(',').map((given) => given.trim().replace(/^W\//, ''))
  if (known.includes(tag) || known.includes('*')) return reply.code(304).send()
  return reply.type(file.type).send(file.bytes)
}
