import type { Test } from 'tap'
import { startProcess } from './gateway-process.ts'
import { formatRequest } from './raw-answers.ts'
import { answerAccepted, createRawUpstream, type RawExchange } from './raw-upstream.ts'

export const message = JSON.stringify({ to: ['+213550000001'], from: 'ACME', text: 'Your code is 1234' })
/** The header line of a JSON body. */
export const json = 'Content-Type: application/json\r\n'
// Kept alive, as the pools of real clients do: the gateway has to close the connection.
export const post = formatRequest({ headers: json, body: message, keepAlive: true })

/** A live gateway with a raw upstream that answers on request. */
export async function startLive(t: Test, environment: Record<string, string> = {}, wrapper: readonly string[] = []) {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  let exchange: RawExchange | undefined
  upstream.behave((next) => {
    exchange = next
  }, answerAccepted)
  const live = {
    UPSTREAM_URL: upstream.origin,
    UPSTREAM_USERNAME: 'alice',
    UPSTREAM_PASSWORD: 'open&sesame',
    AUTH: 'off',
    DOCS: 'off',
    ...environment,
  }
  const gateway = startProcess(t, live, [], wrapper)
  const address = await gateway.listening()
  const release = () => exchange?.answer(exchange.body)
  return { upstream, gateway, address, release }
}
