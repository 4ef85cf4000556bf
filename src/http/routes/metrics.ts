import { Type } from '@sinclair/typebox'
import type { Exposition } from '../../observability/metrics/exposition.ts'
import { commonProblems, operatorProblems, problemResponses } from '../schemas/responses.ts'
import type { App } from '../server/app-type.ts'

const example = `# HELP bulksms_gateway_ready 1 while the gateway takes messages, as /readyz says it.
# TYPE bulksms_gateway_ready gauge
bulksms_gateway_ready 1
`

/** `GET /metrics`, where it has no port of its own. */
export function registerMetrics(app: App, exposition: Exposition): void {
  app.get(
    '/metrics',
    {
      config: { scope: 'operations' },
      schema: {
        operationId: 'getMetrics',
        tags: ['Operation'],
        summary: 'What Prometheus reads',
        description:
          'Counts and times of everything that the gateway does, without numbers, texts or ids. With METRICS_PORT set it is served there instead.',
        response: {
          200: {
            description: 'The metrics in the text format.',
            content: {
              'text/plain': {
                schema: Type.String({ description: 'One line for each series.' }),
                examples: { ready: { value: example } },
              },
            },
          },
          ...problemResponses([...commonProblems, ...operatorProblems]),
        },
      },
    },
    async (_request, reply) => reply.type(exposition.contentType).send(await exposition.format()),
  )
}
