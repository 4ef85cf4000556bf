import type { Socket } from 'node:net'
import { deserialize, serialize } from 'node:v8'

const headBytes = 4

/**
 * Joins what is sent in one turn of the event loop into one frame, a length and V8's serialization of an array.
 *
 * @param onItems called with each array that arrives
 * @returns sends an item
 */
export function openFrames(socket: Socket, onItems: (items: readonly unknown[]) => void): (item: unknown) => void {
  let waiting: unknown[] = []
  let rest: Buffer = Buffer.alloc(0)

  function flush(): void {
    const body = serialize(waiting)
    waiting = []
    const head = Buffer.allocUnsafe(headBytes)
    head.writeUInt32LE(body.length)
    socket.cork()
    socket.write(head)
    socket.write(body)
    socket.uncork()
  }

  socket.on('data', (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    while (rest.length - at >= headBytes) {
      const end = at + headBytes + rest.readUInt32LE(at)
      if (end > rest.length) break
      onItems(deserialize(rest.subarray(at + headBytes, end)) as unknown[])
      at = end
    }
    rest = rest.subarray(at)
  })
  return (item) => {
    if (waiting.push(item) === 1) setImmediate(flush)
  }
}
