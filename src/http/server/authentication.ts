import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Authenticate, anonymous, type Caller, type Scope } from '../../messages/caller.ts'
import type { App } from './app-type.ts'
import { refuseAs } from './error-handler.ts'
import { countHeader } from './raw-headers.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The authenticated caller. Set on routes that have a scope, before the body is read. */
    caller: Caller
  }
  interface FastifyContextConfig {
    /** The scope that a caller needs; absent on public routes. */
    scope?: Scope
    /** An alternative scope that is also sufficient. */
    otherScope?: Scope
    /** A key is needed, and one with any scope is sufficient. */
    anyScope?: true
  }
}

/** The name of the security scheme in the OpenAPI document. */
export const securityScheme = 'apiKey'

const challenge = 'Bearer realm="bulksms-gateway"'

/** The scheme's name in any case, and one key of the characters that RFC 6750 allows (section 2.1). */
const bearer = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i

/**
 * Requires a key with the route's scope on every route that has one. Registered before the routes, and runs before a
 * body is read, so that clients without a key cannot make the gateway read one.
 *
 * @param authenticate absent if the gateway runs open: every caller is `anonymous` and can do everything
 * @see RFC 6750, section 3
 */
export function registerAuthentication(app: App, authenticate?: Authenticate): void {
  app.decorateRequest('caller')
  describeSecurity(app)
  app.addHook('onRequest', (request, reply, done) => {
    const { scope, otherScope, anyScope } = request.route.config
    if (scope === undefined && anyScope === undefined) {
      done()
      return
    }
    const caller = authenticate === undefined ? anonymous : findCaller(request, authenticate)
    if (caller === undefined) {
      refuseUnknown(request, reply)
      return
    }
    request.caller = caller
    if (
      scope === undefined ||
      caller.scopes.has(scope) ||
      (otherScope !== undefined && caller.scopes.has(otherScope))
    ) {
      done()
      return
    }
    reply.header('www-authenticate', `${challenge}, error="insufficient_scope", scope="${scope}"`)
    refuseAs('not-permitted', request, reply)
  })
}

/** With two headers, two servers on the path could each read a different one. */
function findCaller({ headers, raw }: FastifyRequest, authenticate: Authenticate): Caller | undefined {
  const [, key] = bearer.exec(headers.authorization ?? '') ?? []
  return key === undefined || countHeader(raw, 'authorization') > 1 ? undefined : authenticate(key)
}

function refuseUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // A request without credentials gets no error code (RFC 6750, section 3.1).
  const error = request.headers.authorization === undefined ? '' : ', error="invalid_token"'
  return refuseAs('authentication-required', request, reply.header('www-authenticate', challenge + error))
}

/** Adds the required scope to the OpenAPI document of every route that has one. */
function describeSecurity(app: App): void {
  app.addHook('onRoute', ({ config, schema }) => {
    const needed = [config?.scope, config?.otherScope].filter((scope) => scope !== undefined)
    if (schema !== undefined && needed.length > 0) {
      schema.security = needed.map((scope) => ({ [securityScheme]: [scope] }))
    } else if (schema !== undefined && config?.anyScope) schema.security = [{ [securityScheme]: [] }]
  })
}
