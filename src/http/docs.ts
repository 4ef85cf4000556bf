import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { App } from './fastify.ts'
import type { Mode } from './health.ts'
import { exampleSendAt } from './message-request.ts'

const servers = {
  sandbox: { url: '/', description: 'This gateway, in sandbox mode: nothing real is sent' },
  live: { url: '/', description: 'This gateway' },
} as const satisfies Record<Mode, { url: string; description: string }>

const description = `A JSON API in front of a legacy bulksms provider.

* A message never goes out twice: what may have gone out is reported as \`unknown\` and not tried again.
* Every answer says for each recipient what is known (\`outcome\`) and whether it may be sent again (\`resend\`).
* Every error is problem details (RFC 9457); the catalogue is at [/problems](/problems).`

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
      servers: [servers[mode]],
      // Said outright: for now nobody has to authenticate.
      security: [],
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
 * Everything comes from here. Swagger UI sets styles inline. The plug-in's own policy would also turn requests into https,
 * which breaks "Try it out" wherever the gateway is reached by plain http.
 */
const uiPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** Swagger UI at `/docs`, with assets of its own, and the document at `/openapi.json`. */
export async function registerDocs(app: App, mode: Mode): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: uiPolicy,
    // The description's example of a time to come is a fixed one; here it must still be to come when somebody tries it.
    transformSpecification: (document) =>
      JSON.parse(JSON.stringify(document).replaceAll(exampleSendAt, tomorrow())) as Record<string, unknown>,
    uiConfig: { tryItOutEnabled: true, displayRequestDuration: true, docExpansion: 'list', validatorUrl: null },
    theme: { title: mode === 'sandbox' ? 'bulksms-gateway (sandbox: nothing real is sent)' : 'bulksms-gateway' },
    logLevel: 'silent',
  })
  // Bytes, which all answers share: as a string each answer that waits to be read would hold a copy.
  let document: Buffer | undefined
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    document ??= Buffer.from(JSON.stringify(app.swagger()))
    return reply.type('application/json').send(document)
  })
}

const tomorrow = (): string =>
  Temporal.Now.instant().add({ hours: 24 }).round({ smallestUnit: 'minute', roundingMode: 'ceil' }).toString()
