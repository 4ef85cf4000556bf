import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Authenticate, anonymous, type Caller, type Scope } from '../../messages/caller.ts'
import type { App } from './app-type.ts'
import { refuseAs } from './error-handler.ts'
import { countHeader } from './raw-headers.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Set on routes that have a scope, before the body is read. */
    caller: Caller
  }
  interface FastifyContextConfig {
    /** What a caller must be allowed to do; absent on public routes. */
    scope?: Scope
    /** A scope that does as well. */
    otherScope?: Scope
  }
}

/** The name of the scheme in the OpenAPI document. */
export const securityScheme = 'apiKey'

const challenge = 'Bearer realm="bulksms-gateway"'

/** The scheme's name in any case, one key of the characters that RFC 6750 allows (section 2.1), and nothing else. */
const bearer = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i

/**
 * Lets a request through to a route with a scope only with a key that has it. Registered before the routes; it runs
 * before a body is read, so that nobody without a key can make the gateway read one.
 *
 * @param authenticate absent where the gateway runs open: everybody is `anonymous`, who may do everything
 * @see RFC 6750, section 3
 */
export function registerAuthentication(app: App, authenticate?: Authenticate): void {
  app.decorateRequest('caller')
  describeSecurity(app)
  app.addHook('onRequest', (request, reply, done) => {
    const { scope, otherScope } = request.route.config
    if (scope === undefined) {
      done()
      return
    }
    const caller = authenticate === undefined ? anonymous : findCaller(request, authenticate)
    if (caller === undefined) {
      refuseUnknown(request, reply)
      return
    }
    request.caller = caller
    if (caller.scopes.has(scope) || (otherScope !== undefined && caller.scopes.has(otherScope))) {
      done()
      return
    }
    reply.header('www-authenticate', `${challenge}, error="insufficient_scope", scope="${scope}"`)
    refuseAs('not-permitted', request, reply)
  })
}

/** Of two headers, two servers on the way may each have read another one. */
function findCaller({ headers, raw }: FastifyRequest, authenticate: Authenticate): Caller | undefined {
  const [, key] = bearer.exec(headers.authorization ?? '') ?? []
  return key === undefined || countHeader(raw, 'authorization') > 1 ? undefined : authenticate(key)
}

function refuseUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // A request that has not tried is told of no error (RFC 6750, section 3.1).
  const error = request.headers.authorization === undefined ? '' : ', error="invalid_token"'
  return refuseAs('authentication-required', request, reply.header('www-authenticate', challenge + error))
}

/** Says of every route with a scope what it needs, in the OpenAPI document too. */
function describeSecurity(app: App): void {
  app.addHook('onRoute', ({ config, schema }) => {
    const needed = [config?.scope, config?.otherScope].filter((scope) => scope !== undefined)
    if (schema !== undefined && needed.length > 0) {
      schema.security = needed.map((scope) => ({ [securityScheme]: [scope] }))
    }
  })
}
