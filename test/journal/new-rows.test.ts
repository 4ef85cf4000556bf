import { join } from 'node:path'
import t, { type Test } from 'tap'
import {
  a,
  b,
  caller,
  claimOf,
  createTestClocks,
  dayMs,
  find,
  newMessage,
  put,
  standings,
  start,
  statesOf,
} from './entries.ts'
import { createDirectory, openFile } from './open-sqlite.ts'
import { spyStatements } from './spy-statements.ts'

function openJournal(t: Test, { file = ':memory:', clocks = createTestClocks() } = {}) {
  const { journal } = openFile(file, clocks)
  t.teardown(() => journal.close())
  return journal
}

const numbersOf = (count: number) => Array.from({ length: count }, (_, index) => `+21355${index + 1_000_000}`)

t.test('the messages that begin in one turn are inserted together, and each has its recipient', async (t) => {
  const spy = spyStatements(t)
  const journal = openJournal(t)
  for (const [count, statements] of [
    [1, 1],
    [7, 3],
    [8, 1],
    [21, 4],
  ] as const) {
    // Each has a millisecond of its own: two that want the same number are inserted by another statement.
    const messages = numbersOf(count).map((to, index) =>
      newMessage({ to: [to], createdAt: start + 100 * count + index }),
    )
    const before = spy.ran.length
    await Promise.all(messages.map((message) => journal.begin(message, { sending: message.to })))
    const ran = spy.ran.slice(before)
    for (const table of ['messages', 'attempts'])
      t.equal(ran.filter((text) => text.startsWith(`INSERT OR ROLLBACK INTO ${table}`)).length, statements, `${count}`)
    for (const message of messages)
      t.strictSame(await statesOf(journal, message), { [message.to[0] ?? '']: ['sending'] })
  }
})

t.test('a list of any length has all of its recipients, in order', async (t) => {
  const journal = openJournal(t)
  const to = numbersOf(1_000)
  const message = newMessage({ to })
  await journal.begin(message, { sending: to.slice(0, 99) })
  const { recipients } = await find(journal, message)
  t.strictSame(
    recipients.map(({ to: one, attempts }) => [one, attempts[0]?.state]),
    to.map((one, index) => [one, index < 99 ? 'sending' : 'queued']),
  )
})

t.test('of two messages that claim a key in one turn, the second gets the first with its recipients', async (t) => {
  const journal = openJournal(t)
  const [first, second] = [newMessage(), newMessage({ to: [b] })]
  const claim = claimOf()
  const [begun, claimed] = await Promise.all(
    [first, second].map((message) => journal.begin(message, { sending: message.to, claim })),
  )
  t.match(begun, { kind: 'begun' })
  t.match(claimed, {
    kind: 'claimed',
    claimed: { message: { id: first.id, finished: false, recipients: [{ to: a, attempts: [{ state: 'sending' }] }] } },
  })
  t.equal(await journal.findMessage(caller, second.id), undefined)
  t.ok(await journal.whenFinished(second.id, 0), 'it does not run')
})

t.test('a message may begin and end in a turn in which others begin', async (t) => {
  const journal = openJournal(t)
  const [first, second, third] = [newMessage(), newMessage({ to: [b] }), newMessage({ to: [a, b] })]
  await Promise.all([
    journal.begin(first, { sending: [a] }),
    journal.begin(second, { sending: [b] }),
    journal.endAttempts(first.id, [standings.unknown(a)], start + 1),
    journal.begin(third, { sending: [a] }),
    journal.finish(first.id),
    journal.finish(third.id),
  ])
  t.strictSame(await statesOf(journal, first), { [a]: ['unknown'] })
  t.strictSame(await statesOf(journal, second), { [b]: ['sending'] })
  t.strictSame(await statesOf(journal, third), { [a]: ['sending'], [b]: ['not-attempted'] })
  t.strictSame((await find(journal, first)).finished, true)
  t.strictSame((await find(journal, second)).finished, false)
})

t.test('a report finds the attempt that begins and ends in its turn', async (t) => {
  const journal = openJournal(t)
  const message = newMessage()
  const report = { status: 'DELIVRD', to: a, upstreamMessageId: `id-${a}` } as const
  t.equal(await journal.recordReport(report, start), 'unmatched')
  await Promise.all([
    journal.begin(message, { sending: [a] }),
    journal.endAttempts(message.id, [standings.accepted(a)], start + 1),
    journal.begin(newMessage({ to: [b] }), { sending: [b] }),
  ])
  t.match((await find(journal, message)).recipients, [{ reports: [{ status: 'DELIVRD' }] }])
  t.equal(await journal.countUnmatchedReports(), 0)
})

t.test('a refused write leaves nothing in memory of the others of its group, which then apply once', async (t) => {
  const journal = openJournal(t)
  const done = await put(journal, { [a]: 'not-attempted' }, {}, { claim: claimOf(), finished: true })
  const running = await put(journal, { [b]: 'accepted' })
  const message = newMessage()
  const results = await Promise.allSettled([
    journal.begin(message, { sending: [a] }),
    journal.reopen(done.id, {}),
    journal.reopen(done.id, {}),
    journal.finish(running.id),
    journal.startAttempts(newMessage().id, [a], start),
    journal.finish(message.id),
  ])
  t.strictSame(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  )
  t.match(results[1], { value: { message: { id: done.id } } })
  t.match(results[2], { value: undefined })
  t.strictSame(await statesOf(journal, message), { [a]: ['sending'] })
  const finished = await Promise.all([message, done, running].map(async (one) => (await find(journal, one)).finished))
  t.strictSame(finished, [true, false, true])
})

t.test('rows that are not inserted when another write of the group is refused are inserted once', async (t) => {
  const journal = openJournal(t)
  const running = await put(journal, { [a]: 'sending' })
  const message = newMessage({ to: [a, b], createdAt: start + 1 })
  const results = await Promise.allSettled([
    journal.begin(message, { sending: [a] }),
    journal.endAttempts(running.id, [standings.accepted(b)], start + 1),
  ])
  t.match(results, [
    { status: 'fulfilled' },
    { status: 'rejected', reason: { message: /a recipient that the message does not have/ } },
  ])
  t.strictSame(await statesOf(journal, message), { [a]: ['sending'], [b]: ['queued'] })
})

t.test('messages whose wall clock has jumped keep their recipients, in the turn of the jump too', async (t) => {
  const journal = openJournal(t)
  const messages = [0, 1, 2].map((days) => newMessage({ createdAt: start + days }))
  const jumped = messages.map((message, index) => ({ ...message, createdAt: start + index * dayMs }))
  await Promise.all(jumped.map((message) => journal.begin(message, { sending: [a] })))
  for (const message of jumped) t.strictSame(await statesOf(journal, message), { [a]: ['sending'] })
  const { messages: listed } = await journal.listMessages({ caller, createdAfter: start + dayMs - 1, limit: 9 })
  t.equal(listed.length, 2)
})

/** The id of a message that would have the number of another: each count from 1 to 15 gives another one. */
const twinOf = ({ id }: { readonly id: string }, count = 1) =>
  `${id.slice(0, -1)}${(Number.parseInt(id.slice(-1), 16) ^ count).toString(16)}`

t.test('a number is given once, whether it was taken in this turn, a while ago, or before a restart', async (t) => {
  const file = join(createDirectory(t), 'gateway.db')
  const clocks = createTestClocks()
  const { journal } = openFile(file, clocks)
  const first = newMessage()
  const twin = newMessage({ id: twinOf(first), to: [b] })
  await Promise.all([first, twin].map((message) => journal.begin(message, { sending: message.to })))
  // So much later that the numbers of that time are no longer in memory.
  const later = [20_000, 40_000].map((ms) => newMessage({ createdAt: start + ms }))
  for (const message of later) await journal.begin(message, { sending: [a] })
  const third = newMessage({ id: twinOf(first, 2), to: [b] })
  await journal.begin(third, { sending: [b] })
  await t.rejects(journal.begin(twin, { sending: [b] }), { message: 'A message begins once' })
  await journal.close()
  const reopened = openJournal(t, { file, clocks })
  const fourth = newMessage({ id: twinOf(first, 3), to: [a] })
  await reopened.begin(fourth, { sending: [a] })
  await t.rejects(reopened.begin(first, { sending: [a] }), { message: 'A message begins once' })
  for (const message of [first, twin, third, fourth]) t.equal((await find(reopened, message)).id, message.id)
  t.equal((await reopened.listMessages({ limit: 99 })).messages.length, 6)
})
