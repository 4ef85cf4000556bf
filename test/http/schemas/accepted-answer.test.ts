import fc from 'fast-check'
import t from 'tap'
import { formatAcceptedAnswer } from '../../../src/http/schemas/accepted-answer.ts'
import { describeSendAnswer } from '../../../src/http/schemas/message-answer.ts'
import { failed, type RecipientResult } from '../../../src/messages/outcome.ts'
import type { SentMessage } from '../../../src/messages/send-result.ts'

const to = '+213550000001'
const facts = {
  id: '019ab000-0000-7000-8000-000000000000',
  caller: 'orders',
  requestId: 'request',
  createdAt: 1_764_383_000_123,
  from: 'ACME',
  deliveryReport: true,
  recorded: true,
} as const
const sentOf = (changes: Partial<SentMessage>): SentMessage => ({
  ...facts,
  results: [{ to, accepted: true }],
  ...changes,
})
const request = { to: [to], text: 'x' }
const described = (sent: SentMessage) => JSON.stringify(describeSendAnswer(sent, 'request', request).body)

t.test('the answer to an accepted message has the text of the general one', async () => {
  const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })
  const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
  fc.assert(
    fc.property(
      texts,
      optional(texts),
      optional(texts),
      optional(fc.constantFrom('gsm7', 'ucs2')),
      fc.integer({ min: 0, max: 4e12 }),
      (from, reference, upstreamMessageId, encoding, createdAt) => {
        const result: RecipientResult = {
          to,
          accepted: true,
          ...(upstreamMessageId !== undefined && { upstreamMessageId }),
        }
        const sent = sentOf({
          from,
          createdAt,
          results: [result],
          ...(reference !== undefined && { reference }),
          ...(encoding !== undefined && { encoding, segments: 2 }),
        })
        return formatAcceptedAnswer(sent, request) === described(sent)
      },
    ),
  )
})

t.test('every other message is left to the general answer', async (t) => {
  t.ok(formatAcceptedAnswer(sentOf({}), request))
  const other = '+213550000002'
  const cases: Record<string, readonly [SentMessage, Parameters<typeof formatAcceptedAnswer>[1]]> = {
    'two recipients': [
      sentOf({ results: [to, other].map((one) => ({ to: one, accepted: true })) }),
      { ...request, to: [to, other] },
    ],
    'a failure': [sentOf({ results: [failed(to, { code: 'outcome-unknown' })] }), request],
    'a number in another form': [sentOf({}), { ...request, to: ['0550000001'] }],
    'a schedule': [sentOf({ scheduledAt: 1_764_383_040_000 }), request],
    'several ids': [
      sentOf({ results: [{ to, accepted: true, upstreamMessageId: 'a', upstreamMessageIds: ['a', 'b'] }] }),
      request,
    ],
    'replaced characters': [sentOf({}), { ...request, replace: ['lookalikes'] } as never],
  }
  for (const [name, [sent, asked]] of Object.entries(cases)) t.equal(formatAcceptedAnswer(sent, asked), undefined, name)
})
