import type { Mode } from './http/routes/health.ts'

/** What a person needs to know after starting the gateway in a terminal. */
export function formatBanner(
  address: string,
  mode: Mode,
  { isOpen, docs }: { isOpen: boolean; docs: boolean },
): string {
  const body = '{"to":["+213550000001"],"from":"ACME","text":"Hello from the gateway"}'
  const lines = [
    '',
    `  bulksms-gateway listens on ${address}`,
    ...(docs ? [`  Console                    ${address}/`, `  Swagger UI                 ${address}/docs`] : []),
    '',
    mode === 'sandbox'
      ? '  Sandbox mode: nothing real is sent. Messages go to a simulated upstream in this process.'
      : '  Live mode: messages go to the real upstream and cost money.',
    isOpen ? '  Anybody who reaches this address may send: there are no API keys.' : '  Sending needs an API key.',
    ...(mode === 'sandbox'
      ? [
          '',
          '  Send one:',
          `  curl -i ${address}/messages${isOpen ? '' : " -H 'authorization: Bearer <key>'"} -H 'content-type: application/json' -d '${body}'`,
        ]
      : []),
    '',
    '',
  ]
  return lines.join('\n')
}
