import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { maxBodyParts } from './client-limits.ts'
import { UnreadableBodyError, UnsupportedMediaTypeError } from './error-handler.ts'
import type { App } from './fastify.ts'
import { countHeader } from './raw-headers.ts'
import { parseStrictJson } from './strict-json.ts'

/** The one media type that is taken. A charset other than UTF-8 would be read wrongly, so it is refused. */
const jsonMediaType = /^application\/json[ \t]*(?:;[ \t]*charset=(?:utf-8|"utf-8")[ \t]*)?$/i

/** Has the server read strict JSON, and refuse every other body before its route sees it. */
export function acceptStrictJsonOnly(app: Pick<App, 'removeAllContentTypeParsers' | 'addContentTypeParser'>): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request: FastifyRequest, body: Buffer, done) => {
    refuseOtherForms(request.raw)
    const parsed = parseStrictJson(body, maxBodyParts)
    if (!parsed.ok) throw new UnreadableBodyError(parsed.fault)
    done(null, parsed.value)
  })
}

/** Lets one spelling of "plain JSON" pass: what is read here and by a proxy on the way must not be two things. */
function refuseOtherForms(request: IncomingMessage): void {
  const { 'content-type': type = '', 'content-encoding': encoding, 'transfer-encoding': transfer } = request.headers
  // Fastify matches leniently, and Node keeps the first of several; schemas were bypassed by both.
  if (!jsonMediaType.test(type) || countHeader(request, 'content-type') > 1) throw new UnsupportedMediaTypeError()
  if (encoding !== undefined || (transfer !== undefined && transfer.toLowerCase() !== 'chunked')) {
    throw new UnsupportedMediaTypeError(
      'The body is encoded. Nothing was submitted. Send it as it is, without Content-Encoding.',
    )
  }
}
