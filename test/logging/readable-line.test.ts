import t from 'tap'
import { createSecrets, readably } from '../../src/logging/logger.ts'
import { toPrintable } from '../../src/logging/printable.ts'
import { formatReadableLine } from '../../src/logging/readable-line.ts'

const line = (fields: object) =>
  JSON.stringify({ level: 'info', time: '2026-11-22T08:00:00.123Z', msg: 'listening', ...fields })

t.test('a line has its time, level, sentence and fields', async (t) => {
  t.equal(
    formatReadableLine(line({ address: 'http://127.0.0.1:3000', codes: ['a'], none: null, text: 'two words', n: 1 })),
    '08:00:00.123 INFO  listening  address=http://127.0.0.1:3000  codes=["a"]  none=null  text="two words"  n=1\n',
  )
})

t.test('an error has its stack and its causes below', async (t) => {
  const cause = { type: 'Error', message: 'inner' }
  const shown = formatReadableLine(
    line({ err: { type: 'Error', message: 'outer', stack: 'Error: outer\n    at x', cause } }),
  )
  t.equal(shown, '08:00:00.123 INFO  listening\n    Error: outer\n        at x\n    caused by\n    Error: inner\n')
})

t.test('nothing that a terminal would obey gets out, in any place of a line', async (t) => {
  const foreign = '\u001b[2J\u0007\u009b31m\u202e\u2028\ud800'
  const shown = formatReadableLine(line({ msg: foreign, [foreign]: foreign, err: { stack: `${foreign}\n${foreign}` } }))
  t.notMatch(shown.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Cs}]/u)
  t.match(shown, '\\u{1b}[2J')
  t.equal(toPrintable('👩‍👩‍👧 é مرحبا'), '👩‍👩‍👧 é مرحبا')
})

t.test('what is no line of the log stays, in one line', async (t) => {
  t.equal(formatReadableLine('[redacted]\n'), '[redacted]\n')
  t.equal(formatReadableLine('5\u001b\n'), '5\\u{1b}\n')
})

t.test('a flush reaches the output', async (t) => {
  const calls: string[] = []
  const output = { write: (text: string) => void calls.push(text), flushSync: () => void calls.push('flush') }
  const readable = readably(output)
  readable.write(createSecrets(['open&sesame']).strikeLine(line({ text: 'open&sesame' })))
  readable.flushSync()
  t.strictSame(calls, ['08:00:00.123 INFO  listening  text=[redacted]\n', 'flush'])
})
