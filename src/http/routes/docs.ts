import { fileURLToPath } from 'node:url'
import swaggerUi from '@fastify/swagger-ui'
import { exampleDateTime, exampleSendAt } from '../schemas/message-request.ts'
import { createProblem } from '../schemas/problem-details.ts'
import type { App } from '../server/app-type.ts'
import { sendProblem } from '../server/error-handler.ts'
import type { Mode } from './health.ts'
import { description, servers } from './openapi.ts'
import { type Document, mapOperations } from './openapi-document.ts'
import { readPageFiles } from './page-files.ts'
import { type PagePolicy, registerPages } from './pages.ts'
import { groupResponses, type Responses } from './response-groups.ts'

/**
 * All resources are local. Swagger UI sets inline styles. No `upgrade-insecure-requests`: it breaks "Try it out" if the
 * gateway is reached over plain http.
 */
const uiPolicy = {
  'default-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
} as const satisfies PagePolicy

/** Swagger UI at `/docs` with local assets, and the document at `/openapi.json`. */
export async function registerDocs(app: App, mode: Mode, open: boolean): Promise<void> {
  const files = await readPageFiles(fileURLToPath(new URL('static', import.meta.resolve('@fastify/swagger-ui'))))
  const describe = createDescription(() => describeForPage(app, mode, open))
  await registerPages(app, uiPolicy, async (pages) => {
    // Before the plug-in, which would open a file for each answer.
    pages.addHook<{ Params: { '*'?: string } }>('onRequest', async (request, reply) => {
      const { url } = request.routeOptions
      // The plug-in would serialize it for each answer, which blocks all messages, and no client needs it.
      if (url === '/docs/yaml') return sendProblem(reply, createProblem('not-found', request.id))
      // The plug-in's own redirects are not relative; relative ones work behind any proxy.
      if (request.url === '/docs') return reply.redirect('docs/')
      if (url === '/docs/static/index.html') return reply.redirect('..')
      const file = url === '/docs/static/*' ? files.get(request.params['*'] ?? '') : undefined
      return file && reply.type(file.type).send(file.bytes)
    })
    await pages.register(swaggerUi, {
      routePrefix: '/docs',
      transformSpecification: (_document, _request, reply) => {
        reply.type('application/json; charset=utf-8')
        // The document has a fixed example for `sendAt`; in the UI it must be in the future for "Try it out".
        return describe(tomorrow())
      },
      transformSpecificationClone: false,
      uiConfig: {
        tryItOutEnabled: true,
        displayRequestDuration: true,
        persistAuthorization: false,
        docExpansion: 'list',
        validatorUrl: null,
        // The standard layout has a bar to explore other documents, which the page's policy forbids to load.
        layout: 'BaseLayout',
        defaultModelsExpandDepth: 0,
      },
      theme: { title: mode === 'sandbox' ? 'bulksms-gateway (sandbox: nothing real is sent)' : 'bulksms-gateway' },
      logLevel: 'silent',
    })
  })
  const document = createDescription(() => app.swagger())
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send(document(exampleSendAt)),
  )
}

/**
 * The document for Swagger UI, one level below the others: its addresses are relative, so proxies do not matter. Its
 * answers are grouped, because Swagger UI shows each with its schema and an example. Where no key is needed, it asks
 * for none.
 */
function describeForPage(app: App, mode: Mode, open: boolean): object {
  const document = app.swagger() as unknown as Document
  const { securitySchemes, ...components } = document.components
  const page = mapOperations(document, ({ security, ...operation }) => ({
    ...operation,
    ...(!open && { security }),
    responses: groupResponses(operation['responses'] as Responses),
  }))
  return {
    ...page,
    info: { ...(document['info'] as object), description: description.replace('(problems)', '(../problems)') },
    servers: [{ url: '../', description: servers[mode] }],
    components: open ? components : document.components,
  }
}

/**
 * The document with a given time as the example of `sendAt`, serialized once per time. A buffer, so that all answers
 * share it: with a string, each unread answer would hold a copy.
 */
function createDescription(describe: () => object): (sendAt: string) => Buffer {
  let last: { readonly sendAt: string; readonly bytes: Buffer } | undefined
  return (sendAt) => {
    if (last?.sendAt !== sendAt) {
      const text = JSON.stringify(describe())
        .replaceAll(exampleSendAt, sendAt)
        .replaceAll(exampleDateTime, sendAt.slice(0, exampleDateTime.length))
      last = { sendAt, bytes: Buffer.from(text) }
    }
    return last.bytes
  }
}

const tomorrow = (): string =>
  Temporal.Now.instant().add({ hours: 24 }).round({ smallestUnit: 'minute', roundingMode: 'ceil' }).toString()
