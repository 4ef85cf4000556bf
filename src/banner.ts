import type { Mode } from './http/health.ts'

/** What a person wants to know who has just started the gateway in a terminal. */
export function formatBanner(address: string, mode: Mode, docs: boolean): string {
  const body = '{"to":["+213550000001"],"from":"ACME","text":"Hello from the gateway"}'
  const lines = [
    '',
    `  bulksms-gateway listens on ${address}`,
    ...(docs ? [`  Swagger UI                 ${address}/docs`] : []),
    '',
    mode === 'sandbox'
      ? '  Sandbox mode: nothing real is sent. Messages go to a simulated upstream in this process.'
      : '  Live mode: messages go to the real upstream and cost money.',
    ...(mode === 'sandbox'
      ? ['', '  Send one:', `  curl -i ${address}/messages -H 'content-type: application/json' -d '${body}'`]
      : []),
    '',
    '',
  ]
  return lines.join('\n')
}
