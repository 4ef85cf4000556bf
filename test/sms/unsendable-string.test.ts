import t from 'tap'
import { findUnsendableStrings } from '../../src/sms/unsendable-string.ts'

t.test('lone surrogates and NUL are found at any depth', async (t) => {
  const half = 'must not contain half of a surrogate pair'
  const nul = 'must not contain NUL'
  t.same(
    findUnsendableStrings({
      fine: ['😀', '', 'a\u0001', 1, true, null, undefined],
      text: 'a\ud83d',
      list: ['x', '\ude00\ud83d', { deep: '\0' }],
      'a/b~c': 'nul\0nul',
    }),
    [
      { pointer: '/text', message: half },
      { pointer: '/list/1', message: half },
      { pointer: '/list/2/deep', message: nul },
      { pointer: '/a~1b~0c', message: nul },
    ],
  )
  t.same(findUnsendableStrings('\0'), [{ pointer: '', message: nul }])
})
