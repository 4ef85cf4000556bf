import t from 'tap'
import type { Message } from '../../src/sms/message.ts'
import type { DialectSettings } from '../../src/upstream/dialect.ts'
import { QueryMeasure, QueryWriter, SentTexts } from '../../src/upstream/parameter-readers.ts'
import { messageFields, parameterNames, readMessage } from '../../src/upstream/parameters.ts'
import { createQueryBuilder } from '../../src/upstream/query.ts'
import { redactAnswer } from '../../src/upstream/redaction.ts'
import { answerWith } from '../support/raw-upstream.ts'
import { messageOf, querySettings, textContent } from './fixtures.ts'
import { startClient, startUpstream, verdictOf } from './start-client.ts'

/** Another value for each field of a message. A new field does not compile before it has one. */
const changes: { readonly [Field in keyof Required<Message>]: Pick<Required<Message>, Field> } = {
  to: { to: ['+213550000099'] },
  from: { from: 'OTHER' },
  content: { content: textContent('another text') },
  deliveryReport: { deliveryReport: false },
  template: { template: { entityId: 'entity-x' } },
  schedule: {
    schedule: {
      sendAt: Temporal.Instant.from('2026-12-24T17:00Z'),
      upstream: { date: '12/24/2026', time: '05:00 pm', gmt: '+00:00' },
    },
  },
  reference: { reference: 'order-42' },
  account: { account: 'orders' },
}

const queries = createQueryBuilder(querySettings)
const targetOf = (message: Message) => queries.target(message, message.to)

t.test('each field of a message changes the query, unless the table says why it stays here', async (t) => {
  const plain = targetOf(messageOf())
  for (const field of Object.keys(messageFields) as (keyof Message)[]) {
    const changed = targetOf(messageOf(changes[field]))
    if (messageFields[field] === 'sent') {
      t.not(changed, plain, `Message.${field} is never sent: read it in readMessage of src/upstream/parameters.ts`)
    } else t.equal(changed, plain, `Message.${field} stays here`)
  }
})

t.test('numbers that were sent as digits are matched to the answer, with a plus sign or without', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, { numberFormat: 'digits' })
  for (const sign of ['', '+']) {
    server.behave(answerWith(`1701|${sign}213550000001|id-1,1706|${sign}213550000002`))
    const results = await client.submitAll('hello', ['+213550000001', '+213550000002'])
    t.strictSame(results.map(verdictOf), ['accepted', 'rejected: invalid-destination'])
  }
  t.strictSame(
    server.requests.map(({ query }) => query.get('destination')),
    ['213550000001,213550000002', '213550000001,213550000002'],
  )
})

const dialects: readonly DialectSettings[] = [
  { unicode: 'utf16be-hex', numberFormat: 'plus', scheduleParameters: 'date,time' },
  { unicode: 'utf8', numberFormat: 'digits', scheduleParameters: 'scheduledate,scheduletime' },
]
const worst = '\u{1F600}漢é\u0007!'
const full = messageOf({
  ...changes.schedule,
  from: worst,
  to: ['+213550000001', '+213550000002'],
  template: { entityId: worst, templateId: worst, telemarketerId: worst },
})
const messages: readonly Message[] = [
  messageOf(),
  ...(['gsm7', 'ucs2', 'latin1'] as const).flatMap((encoding) =>
    [true, false].map((flash) => ({ ...full, content: textContent(worst, { encoding, flash }) })),
  ),
  { ...full, content: { kind: 'wap-push', title: worst, url: worst } },
]

t.test('no query is longer than its measure, and its names are those that settings may not take', async (t) => {
  const names = new Set(['username', 'password'])
  for (const dialect of dialects) {
    for (const message of messages) {
      const writer = new QueryWriter(dialect)
      const measure = new QueryMeasure()
      readMessage(message, message.to, dialect, writer)
      readMessage(message, message.to, dialect, measure)
      t.ok(writer.query.length <= measure.maxBytes, `${writer.query.length} of ${measure.maxBytes} bytes`)
      for (const [, name = ''] of writer.query.matchAll(/&([^=&]+)=/g)) names.add(name)
    }
  }
  t.strictSame([...names].sort(), [...parameterNames].sort(), 'give `full` above a value for each field that is sent')
})

t.test('whatever a query carries in words is struck from a sample, whichever parameter it is in', async (t) => {
  for (const dialect of dialects) {
    for (const message of messages) {
      const writer = new QueryWriter(dialect)
      const sent = new SentTexts()
      readMessage(message, message.to, dialect, writer)
      readMessage(message, message.to, dialect, sent)
      const textParameters = [...writer.query.matchAll(/&([^=&]+)=/g)].filter(
        ([, name = '']) => !['type', 'dlr', 'destination'].includes(name),
      )
      t.equal(sent.texts.length, textParameters.length, 'every parameter but the numbers is told to the redaction')
      for (const text of sent.texts) t.notMatch(redactAnswer(`echo: ${text} .`, sent.texts), text)
    }
  }
})
