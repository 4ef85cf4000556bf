import type * as original from '../../../src/upstream/exchange.ts'
import { answeredWith } from '../nothing/exchange.ts'

export const notAllowed: typeof original.notAllowed = 'not-allowed'

/** undici's `request` in place of `dispatch`: see `bench/cost/nothing/exchange.ts` for what else is missing. */
export const exchange: typeof original.exchange = async (dispatcher, target, headers, { released }) => {
  const { body } = await dispatcher.request({ method: 'GET', path: target, headers, idempotent: false })
  const text = await body.text()
  released()
  return answeredWith(text)
}
