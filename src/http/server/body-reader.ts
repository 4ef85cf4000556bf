import type { IncomingMessage } from 'node:http'
import { errorCodes, type FastifyRequest } from 'fastify'
import { createRoom, type RoomSize } from '../../messages/room.ts'
import { bodyLimitBytes } from './client-limits.ts'
import { NoRoomError } from './error-handler.ts'

/** Told the bytes of a body, or why there are none. */
type Done = (error: Error | null, body?: Buffer) => void

/** What is kept at first of a body whose length nobody has announced. */
const leastBytes = 16 * 1024

/**
 * Creates what reads bodies, in place of Fastify: there is a bound on the memory of those that have begun and not ended, which
 * a client may leave so for as long as a request may take. A body that comes in one piece, as nearly all do, takes no room.
 *
 * The body is only lent: its bytes belong to the connection.
 */
export function createBodyReader(
  size: RoomSize,
): (request: FastifyRequest, source: IncomingMessage, done: Done) => void {
  const room = createRoom(size)

  return (request, source, done) => {
    const header = request.headers['content-length']
    const announced = header === undefined ? undefined : Number(header)
    if (announced !== undefined && announced > bodyLimitBytes) {
      done(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE())
      return
    }
    // No route that reads a body is without a caller; a bare server of a test may be.
    const caller = request.caller?.name ?? ''
    /** The first piece; of more than one, all of them in a buffer that room was taken for. */
    let body: Buffer = nothing
    let received = 0
    let taken = 0

    function onData(chunk: Buffer): void {
      const before = received
      received += chunk.length
      if (received > bodyLimitBytes) end(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE())
      else if (before === 0 && received === announced) body = chunk
      else if (makeRoom()) chunk.copy(body, before)
      else end(new NoRoomError())
    }

    /** Pieces are put together as they come: kept as they are, those of one byte would take hundreds each. */
    function makeRoom(): boolean {
      if (received <= taken) return true
      const wanted = Math.max(received, announced ?? Math.min(bodyLimitBytes, Math.max(leastBytes, 2 * received)))
      if (!room.take(caller, wanted - taken)) return false
      if (taken === 0) source.once('close', giveBack)
      taken = wanted
      const larger = Buffer.allocUnsafeSlow(wanted)
      body.copy(larger)
      body = larger
      return true
    }

    function giveBack(): void {
      if (taken > 0) room.giveBack(caller, taken)
      taken = 0
      body = nothing
    }

    function onEnd(): void {
      const isWhole = announced === undefined || received === announced
      end(isWhole ? null : new errorCodes.FST_ERR_CTP_INVALID_CONTENT_LENGTH())
    }

    function end(error: Error | null): void {
      source.off('data', onData).off('end', onEnd).off('error', onError)
      try {
        if (error === null) done(null, body.subarray(0, received))
        else done(error)
      } finally {
        giveBack()
      }
    }

    const onError = (error: Error): void => end(Object.assign(error, { statusCode: 400 }))

    source.on('data', onData).on('end', onEnd).on('error', onError).resume()
  }
}

const nothing = Buffer.alloc(0)
