import type { IncomingMessage } from 'node:http'
import { errorCodes, type FastifyRequest } from 'fastify'
import { createRoom, type RoomSize } from '../../messages/room.ts'
import { bodyLimitBytes } from './client-limits.ts'
import { NoRoomError } from './error-handler.ts'

/** Called with the bytes of a body, or with the reason why there are none. */
type Done = (error: Error | null, body?: Buffer) => void

/** The initial buffer for a body without an announced length. */
const leastBytes = 16 * 1024

/**
 * Creates the body reader, which replaces Fastify's: it bounds the memory of unfinished bodies, which clients can keep
 * open for as long as a request may take. A body that arrives in one chunk, as nearly all do, counts for nothing.
 *
 * The body is only borrowed: its bytes belong to the connection.
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
    // Every route that reads a body has a caller; a bare server in a test may have none.
    const caller = request.caller?.name ?? ''
    /** The first chunk; if there are several, one buffer with all of them, for which room was reserved. */
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

    /** Chunks are merged as they arrive: kept separately, chunks of one byte would take hundreds of bytes each. */
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
