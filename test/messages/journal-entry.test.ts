import t from 'tap'
import { createContentHash } from '../../src/journal/installation-key.ts'
import type { Attempt, JournaledMessage } from '../../src/messages/journal.ts'
import {
  createEntry,
  createMessageId,
  recipientsNotAttempted,
  recordedResults,
  resultOf,
} from '../../src/messages/journal-entry.ts'
import { failed, type RecipientResult } from '../../src/messages/outcome.ts'
import { problems, recipientProblemCodes } from '../../src/messages/problems.ts'
import { a, b, c, caller, start } from '../journal/entries.ts'
import { messageOf, textContent } from '../upstream/fixtures.ts'

const hash = createContentHash(Buffer.alloc(32, 'key'))
const identity = { id: createMessageId(start), caller, requestId: 'request-1', createdAt: start }

t.test('an id is a UUIDv7 that starts with the time of its message', async (t) => {
  for (const at of [0, 1, start, 2 ** 48 - 1]) {
    const id = createMessageId(at)
    t.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    t.equal(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16), at)
  }
  t.equal(new Set(Array.from({ length: 1000 }, () => createMessageId(start))).size, 1000)
  t.ok(createMessageId(start) < createMessageId(start + 1))
})

t.test('an entry has the fields of a message, but not its text', async (t) => {
  const sendAt = Temporal.Instant.from('2026-12-24T17:00:00Z')
  const message = messageOf({
    to: [a, b],
    deliveryReport: true,
    reference: 'order-42',
    content: textContent('secret', { encoding: 'ucs2', segments: 2 }),
    schedule: { sendAt, upstream: { date: '', time: '', gmt: '' } },
  })
  const entry = createEntry(message, identity, hash)
  const { contentHash, ...others } = entry
  t.strictSame(others, {
    ...identity,
    to: [a, b],
    from: 'ACME',
    encoding: 'ucs2',
    segments: 2,
    deliveryReport: true,
    reference: 'order-42',
    scheduledAt: sendAt.epochMilliseconds,
  })
  t.equal(contentHash.length, 32)
  t.notMatch(JSON.stringify(entry), 'secret')
  const wapPush = createEntry(messageOf({ content: { kind: 'wap-push', title: 'x', url: 'y' } }), identity, hash)
  t.strictSame(Object.keys(wapPush).toSorted(), [
    'caller',
    'contentHash',
    'createdAt',
    'deliveryReport',
    'from',
    'id',
    'requestId',
    'to',
  ])
})

t.test('messages are the same if caller, sender, text and type are', async (t) => {
  const hashOf = (changes: Parameters<typeof messageOf>[0] = {}, who: Partial<typeof identity> = {}, by = hash) =>
    Buffer.from(createEntry(messageOf(changes), { ...identity, ...who }, by).contentHash).toString('hex')
  const rows: readonly (readonly [name: string, hash: string, same: boolean])[] = [
    ['another number', hashOf({ to: [c] }), true],
    ['another reference', hashOf({ reference: 'x' }), true],
    ['without a delivery report', hashOf({ deliveryReport: false }), true],
    ['another id and time', hashOf({}, { id: createMessageId(1), createdAt: 1, requestId: 'x' }), true],
    ['another caller', hashOf({}, { caller: 'caller-two' }), false],
    ['another sender', hashOf({ from: 'Other' }), false],
    ['another text', hashOf({ content: textContent('hello!') }), false],
    ['another encoding', hashOf({ content: textContent('hello', { encoding: 'ucs2' }) }), false],
    ['flash', hashOf({ content: textContent('hello', { flash: true }) }), false],
    ['a WAP push', hashOf({ content: { kind: 'wap-push', title: 'hello', url: 'u' } }), false],
    ['another installation', hashOf({}, {}, createContentHash(Buffer.alloc(32, 'other'))), false],
  ]
  for (const [name, other, same] of rows) t.equal(other === hashOf(), same, name)
})

const attempt = (changes: Partial<Attempt>): Attempt => ({ number: 1, state: 'queued', ...changes })
const ended = (state: Attempt['state'], code: NonNullable<Attempt['failure']>['code']): Attempt =>
  attempt({ state, failure: { code } })

const refused = ended('rejected', 'upstream-user-validation-failed')
const unreachable = ended('not-attempted', 'upstream-unreachable')

t.test('the last attempt counts, unless it was not written and an earlier one was', async (t) => {
  const rows: readonly (readonly [name: string, attempts: readonly Attempt[], result: RecipientResult | undefined])[] =
    [
      ['none', [], undefined],
      ['queued', [attempt({})], undefined],
      ['sending', [attempt({ state: 'sending' })], undefined],
      ['accepted', [attempt({ state: 'accepted' })], { to: a, accepted: true }],
      [
        'accepted, with an id',
        [attempt({ state: 'accepted', upstreamMessageId: 'x' })],
        { to: a, accepted: true, upstreamMessageId: 'x' },
      ],
      ['unknown', [ended('unknown', 'outcome-unknown')], failed(a, { code: 'outcome-unknown' })],
      ['tried again, and accepted', [unreachable, attempt({ state: 'accepted' })], { to: a, accepted: true }],
      ['tried again, and on the wire', [refused, attempt({ state: 'sending' })], undefined],
      ['never written, twice', [unreachable, ended('not-attempted', 'overloaded')], failed(a, { code: 'overloaded' })],
      ['refused, then never written', [refused, unreachable], failed(a, { code: 'upstream-user-validation-failed' })],
      [
        'refused, then never written, then unknown',
        [refused, unreachable, ended('unknown', 'outcome-unknown')],
        failed(a, { code: 'outcome-unknown' }),
      ],
    ]
  for (const [name, attempts, result] of rows) t.strictSame(resultOf({ to: a, attempts, reports: [] }), result, name)
})

const messageWith = (recipients: Readonly<Record<string, readonly Attempt[]>>): JournaledMessage => ({
  ...identity,
  from: 'ACME',
  deliveryReport: true,
  finished: true,
  resolutions: [],
  recipients: Object.entries(recipients).map(([to, attempts]) => ({ to, attempts, reports: [] })),
})

t.test('exactly the recipients that provably got nothing are sent to again', async (t) => {
  for (const code of recipientProblemCodes) {
    const { outcome } = problems[code]
    const again = recipientsNotAttempted(messageWith({ [a]: [ended(outcome, code)] }))
    const expected = outcome === 'not-attempted' && code !== 'possible-duplicate'
    t.strictSame(again, expected ? [a] : [], code)
  }
  for (const state of ['queued', 'sending', 'accepted'] as const) {
    t.strictSame(recipientsNotAttempted(messageWith({ [a]: [attempt({ state })] })), [], state)
  }
  t.strictSame(recipientsNotAttempted(messageWith({ [a]: [refused, unreachable] })), [], 'it was refused once')
})

t.test("settled recipients have the message's order", async (t) => {
  const message = messageWith({ [c]: [unreachable], [a]: [attempt({ state: 'sending' })], [b]: [refused] })
  t.strictSame(
    recordedResults(message).map(({ to }) => to),
    [c, b],
  )
})
