import swagger from '@fastify/swagger'
import { type MagicExample, requestExamplesOf } from '../schemas/request-examples.ts'
import type { App } from '../server/app-type.ts'
import { securityScheme } from '../server/authentication.ts'
import type { Mode } from './health.ts'
import { type Document, publish } from './openapi-document.ts'

export const servers = {
  sandbox: 'This gateway, in sandbox mode: nothing real is sent',
  live: 'This gateway',
} as const satisfies Record<Mode, string>

export const description = `A JSON API in front of a legacy bulksms provider.

* A message is never sent twice: one that may have been sent is reported as \`unknown\` and not retried.
* Every answer states for each recipient what is known (\`outcome\`) and whether to send again (\`resend\`).
* Send each message with a new \`Idempotency-Key\`, and repeat a request under the same key until it is answered.
* Answers can get new fields and new problem codes at any time: ignore fields that you do not know.
* Requests are limited per caller and minute: \`RateLimit-Policy\` and \`RateLimit\` state the limit and what remains.
* Every error is problem details (RFC 9457); the catalogue is at [/problems](problems).`

/**
 * Describes the routes registered after it. Awaited, because only a loaded plug-in sees the routes.
 *
 * @param magicNumbers shown as examples; none where a real provider would get them
 */
export async function registerOpenapi(
  app: App,
  version: string,
  mode: Mode,
  magicNumbers: readonly MagicExample[],
): Promise<void> {
  const examples = requestExamplesOf(magicNumbers)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'bulksms-gateway',
        version,
        description,
        contact: { name: 'The operator of this gateway' },
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [
        // Not relative: client generators treat a relative address as a host name.
        { url: app.basePath || '/', description: servers[mode] },
        // Absolute, for programs that have only a copy of the document.
        { url: 'http://127.0.0.1:3000', description: 'A gateway on this machine, as `npm start` starts it' },
      ],
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
    transformObject: (documents) =>
      'openapiObject' in documents
        ? (publish(documents.openapiObject as unknown as Document, examples) as object)
        : documents.swaggerObject,
  })
}
