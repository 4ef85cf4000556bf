import t from 'tap'
import { createRoom } from '../../src/messages/room.ts'

t.test('a caller can take its share, and all callers together no more than the total', async (t) => {
  const room = createRoom({ perCaller: 10, inAll: 25 })
  t.equal(room.take('one', 6), true)
  t.equal(room.take('one', 5), false, 'more than its share')
  t.equal(room.take('one', 4), true, 'what was refused was not taken')
  t.equal(room.take('two', 10), true)
  t.equal(room.take('three', 6), false, 'within its share, and more than is left')
  t.equal(room.take('three', 5), true)
  t.equal(room.take('four', 1), false)
})

t.test('returned room can be taken again by any caller', async (t) => {
  const room = createRoom({ perCaller: 10, inAll: 10 })
  room.take('one', 10)
  room.giveBack('one', 4)
  t.equal(room.take('two', 5), false)
  t.equal(room.take('two', 4), true)
  room.giveBack('one', 6)
  t.equal(room.take('one', 7), false)
  t.equal(room.take('one', 6), true)
})
