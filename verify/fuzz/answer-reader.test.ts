import t from 'tap'
import { readAnswer } from './answer-reader.ts'

const answer = (headers: string, body = '{}', status = '200 OK') => `HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`
const right = answer('Content-Type: application/json\r\nContent-Length: 2')

t.test('an answer is read up to its end, and the bytes after it remain', async (t) => {
  const reading = readAnswer(`${right}HTTP/1.1`, false)
  t.match(reading, { kind: 'answer', length: right.length, answer: { status: 200, body: '{}' } })
  t.match(readAnswer(`HTTP/1.1 100 Continue\r\n\r\n${right}`, false), { kind: 'answer', length: right.length + 25 })
  t.match(readAnswer(answer('Content-Length: 2', ''), true), { kind: 'answer', answer: { body: '' } })
})

t.test('half an answer is none yet', async (t) => {
  for (const cut of [0, 5, 30, right.length - 1]) t.same(readAnswer(right.slice(0, cut), false), { kind: 'incomplete' })
})

t.test('an answer that two readers could take for two things is malformed', async (t) => {
  const rows = [
    answer('Content-Length: 2', '{}', '200'),
    answer('Content-Length: 2\r\nContent-Length: 2'),
    answer('Content-Type: a'),
    answer('Transfer-Encoding: chunked\r\nContent-Length: 2'),
    answer('Content-Length: 2\r\nX: a\nb'),
    answer('Content-Length: 2\r\nX: \xe9'),
    answer('Content-Length: 2\r\nX-Injected: 1'),
    'HTTP/1.1 200 OK\n\n\r\n\r\n',
    `SMTP ${right}`,
  ]
  for (const row of rows) t.equal(readAnswer(row, false).kind, 'malformed', JSON.stringify(row))
})
