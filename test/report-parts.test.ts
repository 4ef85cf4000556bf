import t from 'tap'
import { seriesValue } from './observability/metrics/exposition.ts'
import { startProcess } from './support/gateway-process.ts'

const secret = 'a-secret-for-delivery-reports-0123456789'

t.test('the port for delivery reports serves them and nothing else, and the API port then has none', async (t) => {
  const gateway = startProcess(t, { DELIVERY_REPORTS_SECRET: secret, DELIVERY_REPORTS_PORT: '0', METRICS_PORT: '0' })
  const api = await gateway.listening()
  const addressOf = (msg: string) => String(gateway.logLines().find((line) => line['msg'] === msg)?.['address'])
  const reports = addressOf('receiving delivery reports')
  t.not(reports, api)
  const statusOf = async (url: string, method = 'GET') => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = method === 'POST' ? 'sStatus=DELIVRD&sMobileNo=213550000099&sMessageId=nobody' : null
    const answer = await fetch(url, { method, headers, body })
    await answer.text()
    return answer.status
  }
  t.equal(await statusOf(`${reports}/delivery-reports/${secret}`, 'POST'), 202)
  t.equal(await statusOf(`${reports}/delivery-reports/${secret}x`, 'POST'), 404)
  for (const path of ['/', '/healthz', '/readyz', '/metrics', '/messages', '/events', '/delivery-reports/unmatched'])
    t.equal(await statusOf(`${reports}${path}`), 404, path)
  t.equal(await statusOf(`${api}/delivery-reports/${secret}`, 'POST'), 404)

  const metrics = await (await fetch(addressOf('serving metrics'))).text()
  const requests = (labels: Record<string, string>) =>
    seriesValue(metrics, 'bulksms_gateway_http_requests_total', labels)
  const route = { method: 'POST', route: '/delivery-reports/:secret' }
  t.equal(requests({ ...route, status: '202' }), 1)
  t.equal(requests({ ...route, status: '404' }), 1)
  t.equal(seriesValue(metrics, 'bulksms_gateway_delivery_report_refusals_total', { reason: 'wrong-secret' }), 2)
  t.notMatch(gateway.stdout() + gateway.stderr(), secret)
})
