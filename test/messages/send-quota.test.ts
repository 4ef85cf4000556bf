import t, { type Test } from 'tap'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { anonymous } from '../../src/messages/caller.ts'
import { type Journal, JournalError } from '../../src/messages/journal.ts'
import { failed } from '../../src/messages/outcome.ts'
import { a, b, c, caller, d, dayMs, start } from '../journal/entries.ts'
import { acceptAll, createScriptedMessages, type Line, request } from '../journal/scripted-messages.ts'

const key = 'key-of-the-message-1'
const body = request({ to: [a, b, c, d] })
const context = { caller: { ...anonymous, name: caller, dailySegments: 7 } }

/** A journal, and what it has of the caller's day. */
function openJournal(t: Test) {
  const { journal } = openSqliteJournal({ file: ':memory:', retentionMs: 31 * dayMs, onFailure() {} })
  t.teardown(() => journal.close())
  const used = async () => {
    // Writes become durable in their order, so what was saved before this is there after it.
    await journal.saveClock()
    return journal.usedSegments(caller, start - (start % dayMs))
  }
  return { journal, used }
}

const bug: Line = () => Promise.reject(new Error('bug'))
const rows: readonly (readonly [what: string, line: Line, used: number])[] = [
  [
    'each outcome once: all but the one that was not attempted',
    () => [
      { to: a, accepted: true },
      failed(b, { code: 'outcome-unknown' }),
      failed(c, { code: 'invalid-destination' }),
      failed(d, { code: 'upstream-unreachable' }),
    ],
    3,
  ],
  ['an error that nobody foresaw, perhaps after a GET', bug, 4],
]
for (const [what, line, expected] of rows) {
  t.test(`a try is charged what it has used: ${what}`, async (t) => {
    const { journal, used } = openJournal(t)
    const { send, gets } = createScriptedMessages(journal, [line])
    await send(body, key, context).catch((error) => t.match(error, { message: 'bug' }))
    t.strictSame([await used(), gets.length], [expected, 1])
  })
}

t.test('what is not submitted is not charged: no turn, not recorded, refused by the fence', async (t) => {
  const { journal, used } = openJournal(t)
  const suspended = () => async () => ({ code: 'upstream-suspended' }) as const
  t.match(await createScriptedMessages(journal, [], { takeTurn: suspended }).send(body, key, context), {
    sent: { recorded: false },
  })
  t.equal(await used(), 0)
  const failing: Journal = { ...journal, begin: () => Promise.reject(new JournalError('disk')) }
  await t.rejects(createScriptedMessages(failing).send(body, key, context), JournalError)
  t.equal(await used(), 0)
  const { send, gets } = createScriptedMessages(journal, [
    (batch) => batch.map((to) => failed(to, { code: 'outcome-unknown' })),
  ])
  const one = request({ to: [a] })
  await send(one, undefined, context)
  t.equal(await used(), 1)
  t.match(await send(one, undefined, context), { sent: { results: [{ failure: { code: 'possible-duplicate' } }] } })
  t.strictSame([await used(), gets.length], [1, 1])
})

t.test('a key that is taken up again is charged for the recipients of that try alone', async (t) => {
  const { journal, used } = openJournal(t)
  const first: Line = () => [
    { to: a, accepted: true },
    ...[b, c, d].map((to) => failed(to, { code: 'upstream-unreachable' })),
  ]
  const { send, gets } = createScriptedMessages(journal, [first, acceptAll])
  await send(body, key, context)
  t.equal(await used(), 1)
  await send(body, key, context)
  t.equal(await used(), 4)
  t.match(await send(body, key, context), { replayed: true })
  t.strictSame(
    [await used(), gets],
    [
      4,
      [
        [a, b, c, d],
        [b, c, d],
      ],
    ],
  )
})

t.test('where too little is left nothing is tried, and nothing is used', async (t) => {
  const { journal, used } = openJournal(t)
  const { send, gets } = createScriptedMessages(journal)
  await send(body, key, context)
  t.strictSame(await send(body, undefined, context), { kind: 'quota-exceeded', retryAfterMs: 16 * 3_600_000 })
  t.strictSame([await used(), gets.length], [4, 1])
})

t.test('a key whose rest the quota does not allow tells what is known of its message', async (t) => {
  const { journal } = openJournal(t)
  const limited = { caller: { ...context.caller, dailySegments: 2 } }
  const unreachable: Line = (batch) => batch.map((to) => failed(to, { code: 'upstream-unreachable' }))
  const { send, gets } = createScriptedMessages(journal, [acceptAll, unreachable, acceptAll], { batchSize: 1 })
  const two = request({ to: [a, b] })
  await send(two, key, limited)
  t.match(await send(request({ to: [c] }), undefined, limited), { kind: 'answered' })
  t.match(await send(two, key, limited), {
    kind: 'answered',
    replayed: true,
    sent: { results: [{ to: a, accepted: true }, failed(b, { code: 'upstream-unreachable' })] },
  })
  t.match(await send(request({ to: [d] }), undefined, limited), { kind: 'quota-exceeded' })
  t.equal(gets.length, 3)
})
