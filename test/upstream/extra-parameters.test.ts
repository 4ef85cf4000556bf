import t from 'tap'
import { parseExtraParameters, secretsOf } from '../../src/upstream/extra-parameters.ts'
import { parameterNames } from '../../src/upstream/parameters.ts'
import { createQueryBuilder } from '../../src/upstream/query.ts'
import { redactAnswer } from '../../src/upstream/redaction.ts'
import { answerWith } from '../support/raw-upstream.ts'
import { messageOf, numbers, querySettings } from './fixtures.ts'
import { startClient, startUpstream } from './start-client.ts'

const schedule = {
  sendAt: Temporal.Instant.from('2026-12-24T17:00Z'),
  upstream: { date: '12/24/2026', time: '05:00 pm', gmt: '+00:00' },
}

t.test('extra parameters are read as they are written in a query', async (t) => {
  t.strictSame(parseExtraParameters('ip=10.0.0.1&channel=2'), {
    ok: true,
    value: [
      { name: 'ip', value: '10.0.0.1' },
      { name: 'channel', value: '2' },
    ],
  })
  t.strictSame(parseExtraParameters('token=a%26b%3Dc%2B%C3%A9%20'), {
    ok: true,
    value: [{ name: 'token', value: 'a&b=c+é ' }],
  })
})

t.test('what would be guessed at is refused: broken pairs, bare signs, names given twice or taken', async (t) => {
  const malformed = [
    ...['ip', 'ip=', '=x', '&ip=x', 'ip=x&', 'ip=x&&a=b', '?ip=x', 'ip=x;a=b', 'ip=a+b', 'ip=a b', 'ip=a=b', 'ip=é'],
    ...['ip=%', 'ip=%4', 'ip=%zz', 'ip=%C3', 'ip=%00', 'ip=%0A', 'i p=x', 'i%70=x', `${'n'.repeat(65)}=x`, ' ip=x', ''],
  ]
  for (const written of malformed) {
    const parsed = parseExtraParameters(written)
    t.match(!parsed.ok && parsed.expected, /^must be pairs of name and value/, JSON.stringify(written))
  }
  for (const name of [...parameterNames, ...parameterNames.map((name) => name.toUpperCase())]) {
    const parsed = parseExtraParameters(`ip=x&${name}=1`)
    t.match(!parsed.ok && parsed.expected, /^must have each name once, and none/, name)
  }
  for (const written of ['ip=1&ip=1', 'ip=1&IP=2']) {
    const parsed = parseExtraParameters(written)
    t.match(!parsed.ok && parsed.expected, /^must have each name once, and none/, written)
  }
})

const extraParameters = [
  { name: 'ip', value: '10.0.0.1' },
  { name: 'token', value: 'kana&rien vogel' },
]
const ending = '&ip=10.0.0.1&token=kana%26rien%20vogel'

t.test('they end each GET that sends, are counted in its length, and are shown to nobody', async (t) => {
  const queries = createQueryBuilder({ ...querySettings, extraParameters })
  const plain = createQueryBuilder(querySettings)
  for (const message of [messageOf(), messageOf({ schedule }), messageOf({ to: numbers(3) })]) {
    const target = queries.target(message, message.to)
    t.equal(target, plain.target(message, message.to) + ending)
    t.strictSame(queries.preview(message), plain.preview(message), 'a preview shows them as little as the credentials')
    const fits = (maxUrlBytes: number) => {
      const plan = createQueryBuilder({ ...querySettings, extraParameters, maxUrlBytes }).plan(message)
      return plan.ok && plan.batches.length === 1
    }
    t.ok(fits(target.length))
    t.notOk(fits(target.length - 1))
  }
  const redacted = redactAnswer('no route for kana&rien vogel, VOGEL', queries.sentTexts(messageOf()))
  t.equal(redacted, 'no route for …, …')
})

t.test('log lines are kept free of values that may be secret, and not of numbers and short words', async (t) => {
  const values = ['10.0.0.1', '20261122', '2001:0:0:1', 'info', '2', 'tok-en', 'kana&rien vogel', 'a1b2c3d4']
  const secrets = secretsOf(values.map((value) => ({ name: 'x', value })))
  t.strictSame(secrets, ['kana&rien vogel', 'a1b2c3d4'])
})

t.test('they reach the upstream once, and a sample of an answer that repeats them does not show them', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, { extraParameters })
  await client.submit('hello')
  t.equal(server.requestCount, 1)
  t.equal(server.requests[0]?.query.get('ip'), '10.0.0.1')
  t.equal(server.requests[0]?.query.get('token'), 'kana&rien vogel')
  server.behave(answerWith('what is kana&rien vogel?'))
  await client.submit('again')
  t.equal(server.requestCount, 2)
  t.match(client.upstream.answerSamples.list(), [{ sample: 'what is …?' }])
})
