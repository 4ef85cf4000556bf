import rateLimit from '@fastify/rate-limit'
import { refuseAs } from './error-handler.ts'
import type { App } from './fastify.ts'

const windowSeconds = 60

/**
 * Limits how many requests a caller makes in a minute. By caller and not by address: behind a proxy all callers have one
 * address, and one caller may have many. Registered after the authentication, so that requests without a valid key count for
 * nobody and are kept nowhere.
 *
 * Routes for operations are not limited: they are what shows that a caller is at its limit.
 *
 * @param requestsPerMinute for callers that have no number of their own; where there are no keys, of all requests together
 * @see draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4, for the headers
 */
export async function registerRequestRate(app: App, requestsPerMinute: number): Promise<void> {
  await app.register(rateLimit, { global: false })
  const count = app.createRateLimit({
    timeWindow: windowSeconds * 1_000,
    keyGenerator: ({ caller }) => caller.name,
    max: ({ caller }) => caller.requestsPerMinute ?? requestsPerMinute,
  })
  app.addHook('onRequest', (request, reply, done) => {
    const { scope } = request.route.config
    if (scope === undefined || scope === 'operations') {
      done()
      return
    }
    count(request).then((state) => {
      // Without an allow list there is always a count.
      if (!state.isAllowed) {
        const { max, remaining, ttlInSeconds, isExceeded } = state
        reply.header('ratelimit-policy', `"minute";q=${max};w=${windowSeconds}`)
        reply.header('ratelimit', `"minute";r=${remaining};t=${ttlInSeconds}`)
        if (isExceeded) {
          refuseAs('too-many-requests', request, reply, ttlInSeconds)
          return
        }
      }
      done()
    }, done)
  })
}
