import { fileURLToPath } from 'node:url'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { exampleSendAt } from '../schemas/message-request.ts'
import { createProblem } from '../schemas/problem-details.ts'
import type { App } from '../server/app-type.ts'
import { securityScheme } from '../server/authentication.ts'
import { sendProblem } from '../server/error-handler.ts'
import type { Mode } from './health.ts'
import { readPageFiles } from './page-files.ts'
import { type PagePolicy, registerPages } from './pages.ts'

const servers = {
  sandbox: 'This gateway, in sandbox mode: nothing real is sent',
  live: 'This gateway',
} as const satisfies Record<Mode, string>

const description = `A JSON API in front of a legacy bulksms provider.

* A message never goes out twice: what may have gone out is reported as \`unknown\` and not tried again.
* Every answer says for each recipient what is known (\`outcome\`) and whether it may be sent again (\`resend\`).
* Requests are counted by caller and minute: \`RateLimit-Policy\` and \`RateLimit\` say how many there are, and are left.
* Every error is problem details (RFC 9457); the catalogue is at [/problems](problems).`

/** Describes the routes that are registered after it. Awaited, since only a loaded plug-in sees the routes. */
export async function registerOpenapi(app: App, version: string, mode: Mode): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'bulksms-gateway',
        version,
        description,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      // Not relative: programs that generate clients take a relative address for the name of a host.
      servers: [{ url: app.basePath || '/', description: servers[mode] }],
      // Said outright: what says nothing of its own is open to everybody.
      security: [],
      components: {
        securitySchemes: {
          [securityScheme]: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'bsg_<id>_<secret>',
            description:
              'An API key with the scope that the operation names; with several, one is enough. A gateway that runs open (the sandbox without `API_KEYS_FILE`, or `AUTH=off`) asks for none.',
          },
        },
      },
      tags: [
        { name: 'Messages', description: 'Sending SMS' },
        { name: 'Problems', description: 'The catalogue of errors' },
        { name: 'Operation', description: 'For those who run the gateway' },
      ],
    },
    refResolver: { buildLocalReference: (json, _baseUri, _fragment, index) => String(json['$id'] ?? `def-${index}`) },
  })
}

/**
 * Everything comes from here. Swagger UI sets styles inline. No `upgrade-insecure-requests`: it breaks "Try it out" wherever
 * the gateway is reached by plain http.
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

/** Swagger UI at `/docs`, with assets of its own, the document at `/openapi.json`, and the way there from `/`. */
export async function registerDocs(app: App, mode: Mode): Promise<void> {
  const files = await readPageFiles(fileURLToPath(new URL('static', import.meta.resolve('@fastify/swagger-ui'))))
  const describe = createDescription(() => describeForPage(app, mode))
  await registerPages(app, uiPolicy, async (pages) => {
    // Before the plug-in, which would open a file for each answer.
    pages.addHook<{ Params: { '*'?: string } }>('onRequest', async (request, reply) => {
      const { url } = request.routeOptions
      // The plug-in would write it anew for each answer, while all messages wait; and nobody asks for it.
      if (url === '/docs/yaml') return sendProblem(reply, createProblem('not-found', request.id))
      // The plug-in's own ways there are no relative ones, which are right behind any proxy.
      if (request.url === '/docs') return reply.redirect('docs/')
      if (url === '/docs/static/index.html') return reply.redirect('..')
      const file = url === '/docs/static/*' ? files.get(request.params['*'] ?? '') : undefined
      return file && reply.type(file.type).send(file.bytes)
    })
    await pages.register(swaggerUi, {
      routePrefix: '/docs',
      transformSpecification: (_document, _request, reply) => {
        reply.type('application/json; charset=utf-8')
        // The example of a time to come is a fixed one; here it must still be to come when somebody tries it.
        return describe(tomorrow())
      },
      transformSpecificationClone: false,
      uiConfig: {
        tryItOutEnabled: true,
        displayRequestDuration: true,
        persistAuthorization: false,
        docExpansion: 'list',
        validatorUrl: null,
      },
      theme: { title: mode === 'sandbox' ? 'bulksms-gateway (sandbox: nothing real is sent)' : 'bulksms-gateway' },
      logLevel: 'silent',
    })
  })
  const document = createDescription(() => app.swagger())
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send(document(exampleSendAt)),
  )
  // Relative, so that it is right behind a proxy that puts a path before ours. With the slash, so that the page's links are too.
  app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('docs/'))
}

/** As Swagger UI reads it, one level below the others: its addresses are relative, and need not know of any proxy. */
function describeForPage(app: App, mode: Mode): object {
  const document = app.swagger()
  return {
    ...document,
    info: { ...document.info, description: description.replace('(problems)', '(../problems)') },
    servers: [{ url: '../../', description: servers[mode] }],
  }
}

/**
 * The description with a time as its example of one to come, written once for as long as that is the same. Bytes, which all
 * answers share: as a string each answer that waits to be read would hold a copy.
 */
function createDescription(describe: () => object): (sendAt: string) => Buffer {
  let last: { readonly sendAt: string; readonly bytes: Buffer } | undefined
  return (sendAt) => {
    if (last?.sendAt !== sendAt) {
      const text = JSON.stringify(describe()).replaceAll(exampleSendAt, sendAt)
      last = { sendAt, bytes: Buffer.from(text) }
    }
    return last.bytes
  }
}

const tomorrow = (): string =>
  Temporal.Now.instant().add({ hours: 24 }).round({ smallestUnit: 'minute', roundingMode: 'ceil' }).toString()
