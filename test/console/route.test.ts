import t from 'tap'
import { formatRoute, parseRoute } from '../../console/route.js'

t.test('a place is read back as it was written', async (t) => {
  const hash = formatRoute('messages', { parameters: { text: '+213 & more', outcome: 'unknown', delivery: '' } })
  t.equal(hash, '#/messages?text=%2B213+%26+more&outcome=unknown')
  const { view, rest, parameters } = parseRoute(hash)
  t.strictSame(
    [view, rest, Object.fromEntries(parameters)],
    ['messages', '', { text: '+213 & more', outcome: 'unknown' }],
  )
  t.equal(parseRoute(formatRoute('messages', { rest: 'a/b?c#d' })).rest, 'a/b?c#d')
})

t.test('an address that nobody wrote leads to no error', async (t) => {
  for (const hash of ['', '#', '#/', '#//', '#/messages/%', '#?x=1']) t.ok(parseRoute(hash), hash)
  t.equal(parseRoute('#/messages/%E0%A4%A').rest, '')
})
