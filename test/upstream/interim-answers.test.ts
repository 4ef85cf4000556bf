import t from 'tap'
import { createInterimFilter } from '../../src/upstream/interim-answers.ts'

const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n1709'
const interim = 'HTTP/1.1 100 Continue\r\n\r\n'
const hints = 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'
const upgrade = 'HTTP/1.1 101 Switching Protocols\r\n\r\n'

/** What is left of chunks, joined. */
function strip(chunks: readonly string[], started = true): string {
  const filter = createInterimFilter()
  if (started) filter.start()
  return chunks.map((chunk) => filter.strip(Buffer.from(chunk))?.toString() ?? '').join('')
}

t.test('exactly the interim answers between a request and its answer are removed', async (t) => {
  const rows: readonly (readonly [name: string, given: string, left: string])[] = [
    ['an answer', answer, answer],
    ['100', interim + answer, answer],
    ['several', interim + hints + interim + answer, answer],
    ['no more than interim answers', interim + hints, ''],
    ['101, which ends HTTP here', upgrade + answer, upgrade + answer],
    ['101 behind 100', interim + upgrade, upgrade],
    ['100 behind the answer', answer + interim, answer + interim],
    ['garbage', '\0\0\0\0', '\0\0\0\0'],
    ['garbage with a 1 where a status begins', 'SSH-2.0-x1xx', 'SSH-2.0-x1xx'],
    ['the beginning of an answer', 'HTTP/1.1 200', 'HTTP/1.1 200'],
    ['100 without an end', `HTTP/1.1 100 ${'x'.repeat(16_384)}`, `HTTP/1.1 100 ${'x'.repeat(16_384)}`],
  ]
  for (const [name, given, left] of rows) {
    t.equal(strip([given]), left, name)
    t.equal(strip([...given]), left, `${name}, a byte at a time`)
    t.equal(strip([given], false), given, `${name}, before any request`)
  }
})

t.test('the next request on a connection begins anew', async (t) => {
  const filter = createInterimFilter()
  const feed = (text: string) => filter.strip(Buffer.from(text))?.toString()
  filter.start()
  t.equal(feed(interim + answer), answer)
  t.equal(feed(interim), interim, 'nobody has asked yet')
  filter.start()
  t.equal(feed(interim.slice(0, 20)), undefined)
  t.equal(feed(interim.slice(20) + answer), answer)
})
