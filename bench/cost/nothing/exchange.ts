import type { Dispatcher } from 'undici'
import type * as original from '../../../src/upstream/exchange.ts'

export const notAllowed: typeof original.notAllowed = 'not-allowed'

export const answeredWith = (text: string): original.Exchange => ({
  kind: 'answered',
  statusCode: 200,
  text,
  endProven: true,
  undecoded: undefined,
  connection: undefined,
  reused: false,
  location: undefined,
})

/** The answer's text and nothing else: no permit, no deadline, no doubt about the connection. */
export const exchange: typeof original.exchange = (dispatcher, target, headers, { released }) =>
  new Promise((resolve, reject) => {
    let text = ''
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart() {},
      onResponseStart() {},
      onResponseData(_controller, chunk) {
        text += chunk.toString()
      },
      onResponseEnd() {
        resolve(answeredWith(text))
        released()
      },
      onResponseError: (_controller, error) => reject(error),
    }
    dispatcher.dispatch({ method: 'GET', path: target, headers, idempotent: false }, handler)
  })
