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

* A message is never sent twice: one that may have been sent is reported as \`unknown\` and not retried.
* Every answer states for each recipient what is known (\`outcome\`) and whether to send again (\`resend\`).
* Requests are limited per caller and minute: \`RateLimit-Policy\` and \`RateLimit\` state the limit and what remains.
* Every error is problem details (RFC 9457); the catalogue is at [/problems](problems).`

/** Describes the routes registered after it. Awaited, because only a loaded plug-in sees the routes. */
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
      // Not relative: client generators treat a relative address as a host name.
      servers: [{ url: app.basePath || '/', description: servers[mode] }],
      // Explicit: operations without their own security requirement are public.
      security: [],
      components: {
        securitySchemes: {
          [securityScheme]: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'bsg_<id>_<secret>',
            description:
              'An API key with the scope that the operation names; if it names several, one is enough. A gateway that runs open (the sandbox without `API_KEYS_FILE`, or `AUTH=off`) requires no key.',
          },
        },
      },
      tags: [
        { name: 'Messages', description: 'Sending SMS' },
        { name: 'Problems', description: 'The catalogue of errors' },
        { name: 'Operation', description: 'Running the gateway' },
      ],
    },
    refResolver: { buildLocalReference: (json, _baseUri, _fragment, index) => String(json['$id'] ?? `def-${index}`) },
  })
}

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
export async function registerDocs(app: App, mode: Mode): Promise<void> {
  const files = await readPageFiles(fileURLToPath(new URL('static', import.meta.resolve('@fastify/swagger-ui'))))
  const describe = createDescription(() => describeForPage(app, mode))
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

/** The document for Swagger UI, one level below the others: its addresses are relative, so proxies do not matter. */
function describeForPage(app: App, mode: Mode): object {
  const document = app.swagger()
  return {
    ...document,
    info: { ...document.info, description: description.replace('(problems)', '(../problems)') },
    servers: [{ url: '../', description: servers[mode] }],
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
      const text = JSON.stringify(describe()).replaceAll(exampleSendAt, sendAt)
      last = { sendAt, bytes: Buffer.from(text) }
    }
    return last.bytes
  }
}

const tomorrow = (): string =>
  Temporal.Now.instant().add({ hours: 24 }).round({ smallestUnit: 'minute', roundingMode: 'ceil' }).toString()
