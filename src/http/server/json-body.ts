import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { parseStrictJson } from '../../json/strict-json.ts'
import type { RoomSize } from '../../messages/room.ts'
import type { App } from './app-type.ts'
import { createBodyReader } from './body-reader.ts'
import { maxBodyParts } from './client-limits.ts'
import { UnreadableBodyError, UnsupportedMediaTypeError } from './error-handler.ts'
import { countHeader } from './raw-headers.ts'

/** The only supported media type. Another charset than UTF-8 is refused because it would be decoded incorrectly. */
const jsonMediaType = /^application\/json[ \t]*(?:;[ \t]*charset=(?:utf-8|"utf-8")[ \t]*)?$/i

/** Installs the strict JSON parser, and refuses every other body before its route sees it. */
export function acceptStrictJsonOnly(
  app: Pick<App, 'removeAllContentTypeParsers' | 'addContentTypeParser'>,
  unfinishedBytes: RoomSize,
): void {
  const read = createBodyReader(unfinishedBytes)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', (request: FastifyRequest, source, done) => {
    read(request, source, (error, body) => {
      const result = body === undefined ? error : parse(request, body)
      if (result instanceof Error) done(result)
      else done(null, result)
    })
  })
}

/** The parsed body, which is never an error, or what is wrong with it. */
function parse(request: FastifyRequest, body: Buffer): unknown {
  if (!isPlainJson(request.raw)) return new UnsupportedMediaTypeError()
  if (isEncoded(request.raw)) {
    return new UnsupportedMediaTypeError(
      'The body is encoded. Nothing was submitted. Send it as it is, without Content-Encoding.',
    )
  }
  const parsed = parseStrictJson(body, maxBodyParts)
  return parsed.ok ? parsed.value : new UnreadableBodyError(parsed.fault)
}

/**
 * Accepts one spelling of "plain JSON", so that we and a proxy on the path cannot read a request differently. Fastify
 * matches leniently, and Node keeps the first of several headers; both have been used to bypass schemas.
 */
const isPlainJson = (request: IncomingMessage): boolean =>
  jsonMediaType.test(request.headers['content-type'] ?? '') && countHeader(request, 'content-type') <= 1

function isEncoded({ headers }: IncomingMessage): boolean {
  const { 'content-encoding': encoding, 'transfer-encoding': transfer } = headers
  return encoding !== undefined || (transfer !== undefined && transfer.toLowerCase() !== 'chunked')
}
