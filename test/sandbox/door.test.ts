import { once } from 'node:events'
import { createServer } from 'node:net'
import t from 'tap'
import { createDoor } from '../../sandbox/door.ts'
import { getBytes } from '../support/raw-client.ts'

/** A door that says hello and closes, so that what a connection met can be told from its bytes. */
async function startDoor(t: { teardown(act: () => Promise<void>): void }) {
  const door = createDoor({ admit: (socket) => socket.end('hello'), isBusy: () => false })
  const { port } = await door.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => door.close())
  const knock = async () => {
    const { text, ending } = await getBytes(`http://127.0.0.1:${port}`, '/')
    return text || ending
  }
  return { ...door, port, knock }
}

const forEverMs = 3_600_000

t.test('a door refuses, resets and opens again on the same port', async (t) => {
  const door = await startDoor(t)
  t.equal(await door.knock(), 'hello')
  door.refuseFor(forEverMs)
  t.ok(door.isShut())
  t.equal(await door.knock(), 'ECONNREFUSED')
  await door.open()
  t.notOk(door.isShut())
  t.equal(await door.knock(), 'hello')
  door.resetFor(forEverMs)
  t.equal(await door.knock(), 'ECONNRESET')
  await door.open()
  t.equal(await door.knock(), 'hello')
  t.equal(door.connectionCount(), 4)
})

t.test('a door that opens waits until another program has left its port', async (t) => {
  const door = await startDoor(t)
  door.refuseFor(forEverMs)
  const squatter = createServer((socket) => socket.end('squatter'))
  squatter.listen(door.port, '127.0.0.1')
  await once(squatter, 'listening')
  const opened = door.open()
  t.equal(await door.knock(), 'squatter')
  t.ok(door.isShut())
  squatter.close()
  await opened
  t.equal(await door.knock(), 'hello')
})

t.test('a door that is closed stays closed', async (t) => {
  const door = await startDoor(t)
  door.refuseFor(forEverMs)
  await door.close()
  door.refuseFor(0)
  await door.open()
  t.ok(door.isShut())
  t.equal(await door.knock(), 'ECONNREFUSED')
  t.equal(door.connectionCount(), 0)
})
