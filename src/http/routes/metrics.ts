import { Type } from '@sinclair/typebox'
import type { Exposition } from '../../observability/metrics/exposition.ts'
import { commonProblems, operatorProblems, problemResponses } from '../schemas/responses.ts'
import type { App } from '../server/app-type.ts'

const example = `# HELP bulksms_gateway_ready 1 while the gateway takes messages, as /readyz says it.
# TYPE bulksms_gateway_ready gauge
bulksms_gateway_ready 1
`

/** `GET /metrics`, unless the metrics have their own port. */
export function registerMetrics(app: App, exposition: Exposition): void {
  app.get(
    '/metrics',
    {
      config: { scope: 'operations' },
      schema: {
        operationId: 'getMetrics',
        tags: ['Operation'],
        summary: 'Metrics for Prometheus',
        description:
          'Counts and durations of everything that the gateway does, without phone numbers, texts or ids. If METRICS_PORT is set, it is served on that port instead.',
        response: {
          200: {
            description: 'The metrics in the Prometheus text format.',
            content: {
              'text/plain': {
                schema: Type.String({ description: 'One line per series.' }),
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
