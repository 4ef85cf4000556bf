import t from 'tap'
import { failed, type RecipientFailure, type RecipientResult } from '../../src/messages/outcome.ts'
import { createAnswerSamples } from '../../src/upstream/answer-samples.ts'
import { shapeOf } from '../../src/upstream/answer-shape.ts'
import { answerWith } from '../support/raw-upstream.ts'
import { to } from './fixtures.ts'
import { startClient, startUpstream } from './start-client.ts'

const sent = ['alice', 'open&sesame', 'ACME', 'hello']

t.test('like answers are counted together, with their first and last time', async (t) => {
  let now = 1_000
  const samples = createAnswerSamples(() => now)
  const add = (text: string) => samples.add({ shape: 'text', statusCode: 200, text }, sent)
  add('Busy since 10:01')
  now = 2_000
  add('Busy since 11:59')
  add('Closed')
  t.strictSame(samples.list(), [
    { shape: 'text', statusCode: 200, sample: 'Closed', count: 1, firstSeenAt: 2_000, lastSeenAt: 2_000 },
    { shape: 'text', statusCode: 200, sample: 'Busy since ##:##', count: 2, firstSeenAt: 1_000, lastSeenAt: 2_000 },
  ])
  t.match(samples.counts(), { text: 3, html: 0 })
})

t.test('fifty are kept, of 300 characters, and the one that was not seen for longest goes', async (t) => {
  const samples = createAnswerSamples(() => 0)
  const names = Array.from({ length: 60 }, (_, index) => `${String.fromCharCode(65 + (index % 26))}-`.repeat(1 + index))
  for (const text of names) {
    samples.add({ shape: 'text', statusCode: 200, text: `${text}${'x'.repeat(1_000)}` }, sent)
    samples.add({ shape: 'text', statusCode: 200, text: 'seen each time' }, sent)
  }
  const list = samples.list()
  t.equal(list.length, 50)
  t.match(list[0], { sample: 'seen each time', count: 60 })
  t.ok(list.every(({ sample }) => sample.length <= 300))
  t.equal(samples.counts().text, 120, 'those are counted of which no sample is left')
})

t.test('each way of not being understood has a name', async (t) => {
  const notUnderstood: RecipientFailure = { code: 'upstream-answer-not-understood' }
  const incomplete: RecipientFailure = { code: 'upstream-answer-incomplete' }
  const accepted: RecipientResult = { to, accepted: true }
  const whole = { statusCode: 200, endProven: true, aboutOthers: false }
  const rows: readonly (readonly [
    string | undefined,
    Partial<typeof whole> & { text: string; undecoded?: string },
    RecipientResult,
  ])[] = [
    [undefined, { text: `1701|${to}` }, accepted],
    [undefined, { text: `1706|${to}` }, failed(to, { code: 'invalid-destination', upstreamCode: 1706 })],
    ['http-status', { text: '', statusCode: 502 }, failed(to, notUnderstood)],
    ['encoded', { text: '', undecoded: 'zstd' }, failed(to, notUnderstood)],
    ['empty', { text: ' \r\n' }, failed(to, notUnderstood)],
    ['html', { text: ' <html>' }, failed(to, notUnderstood)],
    ['json', { text: '{"a":1}' }, failed(to, notUnderstood)],
    ['json', { text: '[1]' }, failed(to, notUnderstood)],
    ['unknown-code', { text: '1799' }, failed(to, { ...notUnderstood, upstreamCode: 1799 })],
    ['unknown-code', { text: '1701' }, failed(to, { ...notUnderstood, upstreamCode: 1701 })],
    ['doubtful', { text: '1709' }, failed(to, { ...notUnderstood, upstreamCode: 1709 })],
    ['foreign-number', { text: '1701|999', aboutOthers: true }, failed(to, incomplete)],
    ['foreign-number', { text: `1701|${to},1701|999`, aboutOthers: true }, accepted],
    ['incomplete', { text: `1701|${to}` }, failed(to, incomplete)],
    ['cut', { text: '17', endProven: false }, failed(to, notUnderstood)],
    ['text', { text: 'Busy' }, failed(to, notUnderstood)],
  ]
  for (const [shape, answer, result] of rows) t.equal(shapeOf({ ...whole, ...answer }, [result]), shape, answer.text)
})

t.test('at a real socket, only answers that are not understood are kept and reported', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  const answers = [`1701|${to}|id`, `1706|${to}`, '1715', 'Busy: hello canary-&-password', '<p>Sorry</p>']
  server.behave(
    ...answers.map((answer) => answerWith(answer)),
    answerWith({ status: '502 X', body: 'Bad gateway' }),
    answerWith({ headers: { 'content-encoding': 'zstd' }, body: '\u0001canary-&-password' }),
  )
  for (let turn = 0; turn <= answers.length + 1; turn++) await client.submit('hello')
  t.strictSame(client.shapes, ['text', 'html', 'http-status', 'encoded'])
  t.strictSame(
    client.upstream.answerSamples.list().map(({ statusCode, sample }) => [statusCode, sample]),
    [
      [200, 'content-encoding: zstd'],
      [502, 'Bad gateway'],
      [200, '<p>Sorry</p>'],
      [200, 'Busy: … …'],
    ],
  )
  t.equal(server.requestCount, 7)
})
