import t from 'tap'
import { isLoopback } from '../../src/config/loopback.ts'

t.test(
  'localhost and the loopback addresses are loopback, with or without brackets, and nothing else is',
  async (t) => {
    for (const name of ['localhost', '127.0.0.1', '127.1', '::1', '[::1]']) t.ok(isLoopback(name), name)
    for (const name of ['0.0.0.0', '::', '', '192.168.0.1', 'example']) t.notOk(isLoopback(name), name)
  },
)
