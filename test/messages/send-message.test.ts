import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/journal/database.ts'
import { recover } from '../../src/journal/recovery.ts'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { createJournal } from '../../src/journal/sqlite-journal.ts'
import { anonymous } from '../../src/messages/caller.ts'
import { type Clocks, systemClocks } from '../../src/messages/clocks.ts'
import { type Journal, JournalError } from '../../src/messages/journal.ts'
import { recordedResults } from '../../src/messages/journal-entry.ts'
import { failed, type RecipientFailure, type RecipientResult } from '../../src/messages/outcome.ts'
import type { RecipientProblemCode } from '../../src/messages/problems.ts'
import type { SendResult } from '../../src/messages/send-result.ts'
import type { Batch, Upstream } from '../../src/messages/upstream.ts'
import { a, b, c, caller, createTestClocks, dayMs, find, start, statesOf } from '../journal/entries.ts'
import { acceptAll, createScriptedMessages, type Line, request } from '../journal/scripted-messages.ts'

import { grantTurns, type Submit } from '../support/granted-turns.ts'

const key = 'key-of-the-message-1'

function openJournal(t: Test, clocks: Clocks = systemClocks): Journal {
  const { journal } = openSqliteJournal({ file: ':memory:', retentionMs: 31 * dayMs, clocks, onFailure() {} })
  t.teardown(() => journal.close())
  return journal
}

const failAll =
  (code: RecipientProblemCode): Line =>
  (batch) =>
    batch.map((to) => failed(to, { code }))

type Answered = Extract<SendResult, { kind: 'answered' }>

/** The sent message of a result, which must have one. */
function answerOf(
  result: SendResult,
): Answered & { readonly id: string | undefined; readonly results: readonly RecipientResult[] } {
  if (result.kind !== 'answered') throw new Error(`Not answered: ${JSON.stringify(result)}`)
  const { id, recorded, results } = result.sent
  return { ...result, id: recorded ? id : undefined, results }
}
const outcomesOf = (result: SendResult) =>
  Object.fromEntries(answerOf(result).results.map((one) => [one.to, one.accepted ? 'accepted' : one.failure.code]))
async function ids({ journal }: { journal: Journal }): Promise<readonly string[]> {
  return (await journal.listMessages({ caller, limit: 100 })).messages.map(({ id }) => id)
}

/** A script line that waits for the test, and reports when it was reached. */
function hold(line: Line) {
  const reached = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const held: Line = async (batch) => {
    reached.resolve()
    await released.promise
    return line(batch)
  }
  return { line: held, reached: reached.promise, release: released.resolve }
}

t.test('the attempt is durable before the GET, and the result is durable before the answer', async (t) => {
  const journal = openJournal(t)
  const events: string[] = []
  const writes = new Set<string>(['begin', 'startAttempts', 'endAttempts', 'finish'] satisfies (keyof Journal)[])
  const logged = new Proxy(journal, {
    get(target, name: keyof Journal) {
      const method = target[name] as (...values: unknown[]) => unknown
      return (...values: unknown[]) => {
        const result = method.apply(target, values)
        if (result instanceof Promise && writes.has(name))
          result.then(
            () => events.push(`${name} is durable`),
            () => {},
          )
        return result
      }
    },
  })
  const line: Line = (batch) => {
    events.push(`GET ${batch.length}`)
    return acceptAll(batch)
  }
  const { send } = createScriptedMessages(logged, [line], { batchSize: 2 })
  await send(request({ to: [a] }), key)
  events.push('told')
  t.strictSame(events, ['begin is durable', 'GET 1', 'endAttempts is durable', 'finish is durable', 'told'])

  events.length = 0
  await send(request({ to: [a, b, c], text: 'another' }))
  events.push('told')
  t.strictSame(events, [
    'begin is durable',
    'GET 2',
    'endAttempts is durable',
    'startAttempts is durable',
    'GET 1',
    'endAttempts is durable',
    'finish is durable',
    'told',
  ])
})

t.test('an invalid message is not recorded, and does not claim its key', async (t) => {
  const journal = openJournal(t)
  const { send, gets } = createScriptedMessages(journal)
  t.match(await send(request({ to: ['nobody'] }), key), { kind: 'invalid', violations: [{ pointer: '/to/0' }] })
  t.strictSame([await ids({ journal }), gets], [[], []])
  t.match(await send(request(), key), { kind: 'answered', replayed: false })
})

t.test('the same key and body always get the same answer, and nothing is sent', async (t) => {
  const codes = ['invalid-destination', 'outcome-unknown', 'upstream-user-validation-failed'] as const
  for (const line of [acceptAll, ...codes.map(failAll)]) {
    const journal = openJournal(t)
    const { send, gets } = createScriptedMessages(journal, [line])
    const first = answerOf(await send(request(), key))
    t.notOk(first.replayed)
    for (let turn = 0; turn < 3; turn++) {
      const { results, id, replayed } = answerOf(await send(request(), key))
      t.strictSame({ results, id, replayed }, { results: first.results, id: first.id, replayed: true })
    }
    t.equal(gets.length, 1)
  }
})

t.test('a key belongs to one body, regardless of the order of its fields', async (t) => {
  const journal = openJournal(t)
  const { send, gets } = createScriptedMessages(journal)
  const template = { entityId: '1', templateId: '2' }
  await send(request({ template }), key)
  const { to, from, text } = request()
  const turned = { template: { templateId: '2', entityId: '1' }, text, from, to }
  t.match(await send(turned as ReturnType<typeof request>, key), { kind: 'answered', replayed: true })
  for (const changes of [{ text: 'other' }, { to: [b] }, { reference: 'x' }, { flash: false }, {}]) {
    t.strictSame(await send(request(changes), key), { kind: 'refused', problem: 'idempotency-key-reused' })
  }
  for (const scope of [{ caller: { ...anonymous, name: 'caller-two' } }, { route: 'scheduled-messages' }]) {
    t.match(await send(request({ template }), key, scope), { kind: 'answered', replayed: false })
  }
  t.equal(gets.length, 3)
})

t.test('without a key every request is a separate message', async (t) => {
  const journal = openJournal(t)
  const { send, gets } = createScriptedMessages(journal)
  const [one, two] = [answerOf(await send(request())), answerOf(await send(request()))]
  t.not(one.id, two.id)
  t.equal(gets.length, 2)
})

t.test('any number of twins wait for the first request and share its answer', async (t) => {
  const journal = openJournal(t)
  const held = hold(acceptAll)
  const { send, gets } = createScriptedMessages(journal, [held.line])
  const sending = Array.from({ length: 200 }, () => send(request(), key))
  await held.reached
  sending.push(send(request(), key))
  t.strictSame(await send(request({ text: 'other' }), key), { kind: 'refused', problem: 'idempotency-key-reused' })
  held.release()
  const [first, ...twins] = (await Promise.all(sending)).map(answerOf)
  t.notOk(first?.replayed)
  for (const twin of twins) t.strictSame([twin.replayed, twin.sent, twin.request], [true, first?.sent, first?.request])
  t.equal(gets.length, 1)
})

t.test('a twin that has waited too long is answered that the first request is in progress', async (t) => {
  const journal = openJournal(t)
  const held = hold(acceptAll)
  const patience = Promise.withResolvers<void>()
  const waited: number[] = []
  const sleep = (ms: number) => {
    waited.push(ms)
    return patience.promise
  }
  const { send, gets } = createScriptedMessages(journal, [held.line], { sleep })
  const first = send(request(), key)
  await held.reached
  const twin = send(request(), key)
  patience.resolve()
  t.strictSame(await twin, { kind: 'refused', problem: 'request-in-progress' })
  t.strictSame(waited, [30_000])
  held.release()
  t.notOk(answerOf(await first).replayed)
  t.ok(answerOf(await send(request(), key)).replayed)
  t.equal(gets.length, 1)
})

t.test('a twin that has been answered leaves no timer behind', async (t) => {
  const journal = openJournal(t)
  const held = hold(acceptAll)
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length
  const before = timers()
  const { send, gets } = createScriptedMessages(journal, [held.line], {
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  })
  const sending = [send(request(), key)]
  await held.reached
  sending.push(send(request(), key), send(request(), key))
  t.equal(timers(), before + 2, 'each twin waits for so long at most')
  held.release()
  const replayed = (await Promise.all(sending)).map((result) => answerOf(result).replayed)
  t.strictSame(replayed, [false, true, true])
  t.equal(timers(), before)
  t.equal(gets.length, 1)
})

t.test('if the first request recorded nothing, one twin replaces it', async (t) => {
  const journal = openJournal(t)
  let failures = 1
  const failing: Journal = {
    ...journal,
    begin: (...values) => (failures-- > 0 ? Promise.reject(new JournalError('disk')) : journal.begin(...values)),
  }
  const { send, gets } = createScriptedMessages(failing)
  const [first, ...twins] = await Promise.allSettled([send(request(), key), send(request(), key), send(request(), key)])
  t.ok(first.status === 'rejected' && first.reason instanceof JournalError)
  const answers = twins.map((twin) => twin.status === 'fulfilled' && answerOf(twin.value).replayed)
  t.strictSame(answers.toSorted(), [false, true])
  t.equal(gets.length, 1)
})

t.test('a retry sends exactly to the recipients that provably got nothing, and merges the answers', async (t) => {
  const journal = openJournal(t)
  const script: Line[] = [
    ([one = '', two = '']) => [{ to: one, accepted: true }, failed(two, { code: 'outcome-unknown' })],
    failAll('overloaded'),
    acceptAll,
  ]
  const { send, gets, clock } = createScriptedMessages(journal, script, { batchSize: 2 })
  const numbers = Array.from({ length: 7 }, (_, index) => `+21355000010${index}`)
  const [one = '', two = '', three = '', four = ''] = numbers
  const known = { [one]: 'accepted', [two]: 'outcome-unknown' }
  const first = await send(request({ to: numbers }), key)
  t.match(outcomesOf(first), { ...known, [three]: 'overloaded', [four]: 'overloaded' })
  const before = gets.length
  clock.ms += 60_000
  const second = await send(request({ to: numbers }), key)
  t.notOk(answerOf(second).replayed)
  t.equal(answerOf(second).id, answerOf(first).id)
  const others = Object.fromEntries(numbers.slice(2).map((number) => [number, 'accepted']))
  t.strictSame(outcomesOf(second), { ...known, ...others })
  t.strictSame(Object.keys(outcomesOf(second)), numbers, "in the request's order")
  const sentAgain = gets.slice(before).flat()
  t.notOk(sentAgain.includes(one) || sentAgain.includes(two))
  t.equal(new Set(sentAgain).size, sentAgain.length)
  t.match(await statesOf(journal, { id: answerOf(first).id ?? '', caller }), {
    [one]: ['accepted'],
    [two]: ['unknown'],
    [three]: ['not-attempted', 'accepted'],
    [four]: ['not-attempted', 'accepted'],
  })
  const third = answerOf(await send(request({ to: numbers }), key))
  t.strictSame([third.replayed, third.results], [true, answerOf(second).results])
})

t.test('a recipient that was refused by 1709 and then not attempted is not sent to again under its key', async (t) => {
  const journal = openJournal(t)
  const script = [failAll('upstream-user-validation-failed'), failAll('upstream-unreachable'), acceptAll]
  const { send, gets } = createScriptedMessages(journal, script, { maxRetries: 1 })
  const first = answerOf(await send(request(), key))
  t.strictSame(outcomesOf(first), { [a]: 'upstream-user-validation-failed' })
  t.strictSame(await statesOf(journal, { id: first.id ?? '', caller }), { [a]: ['rejected', 'not-attempted'] })
  t.ok(answerOf(await send(request(), key)).replayed)
  t.equal(gets.length, 2)
})

t.test('after a crash the key answers from the journal, and sends the rest', async (t) => {
  const database = openDatabase(':memory:')
  const settings = { file: ':memory:', retentionMs: 31 * dayMs, onFailure() {} }
  const journal = createJournal(database, settings)
  const held = hold(acceptAll)
  const { send } = createScriptedMessages(journal, [held.line], { batchSize: 1 })
  // It never ends: its state is lost with its process.
  void send(request({ to: [a, b, c] }), key)
  await held.reached
  recover(database, start)
  const after = createJournal(database, settings)
  const { send: sendAfter, gets } = createScriptedMessages(after, [acceptAll], { batchSize: 1 })
  const answered = await sendAfter(request({ to: [a, b, c] }), key)
  t.strictSame(outcomesOf(answered), { [a]: 'outcome-unknown', [b]: 'accepted', [c]: 'accepted' })
  t.strictSame(gets, [[b], [c]])
  t.ok(answerOf(await sendAfter(request({ to: [a, b, c] }), key)).replayed)
})

t.test('after a crash in a second try the answer does not report the first', async (t) => {
  const database = openDatabase(':memory:')
  const settings = { file: ':memory:', retentionMs: 31 * dayMs, onFailure() {} }
  const journal = createJournal(database, settings)
  const held = hold(acceptAll)
  const { send } = createScriptedMessages(journal, [failAll('upstream-unreachable'), held.line])
  t.strictSame(outcomesOf(await send(request(), key)), { [a]: 'upstream-unreachable' })
  void send(request(), key)
  await held.reached
  recover(database, start)
  const { send: sendAfter, gets } = createScriptedMessages(createJournal(database, settings))
  const answered = await sendAfter(request(), key)
  t.strictSame(outcomesOf(answered), { [a]: 'outcome-unknown' }, 'not that it may be sent again')
  t.ok(answerOf(answered).replayed)
  t.equal(gets.length, 0)
})

t.test('a key that cannot be looked up sends nothing', async (t) => {
  const journal = openJournal(t)
  const fails = () => Promise.reject(new JournalError('EIO'))
  const failed = createScriptedMessages({ ...journal, findKey: fails })
  await t.rejects(failed.send(request(), key), JournalError)
  t.strictSame([failed.gets.length, await ids({ journal })], [0, []])
})

t.test('a request waits for a message of another process, and after too long is answered as in progress', async (t) => {
  const journal = openJournal(t)
  const held = hold(acceptAll)
  const first = createScriptedMessages(journal, [held.line])
  const second = createScriptedMessages(journal)
  const hasty = createScriptedMessages(journal, [acceptAll], { settings: { timeoutMs: 1 } })
  const sending = first.send(request(), key)
  await held.reached
  t.strictSame(await hasty.send(request(), key), { kind: 'refused', problem: 'request-in-progress' })
  const waiting = second.send(request(), key)
  held.release()
  await sending
  t.ok(answerOf(await waiting).replayed)
  t.ok(answerOf(await hasty.send(request(), key)).replayed)
  t.strictSame([second.gets.length, hasty.gets.length], [0, 0])
})

t.test('only one of the retries in several processes sends', async (t) => {
  const journal = openJournal(t)
  await createScriptedMessages(journal, [failAll('upstream-unreachable')]).send(request(), key)
  const processes = Array.from({ length: 5 }, () => createScriptedMessages(journal))
  const results = await Promise.all(processes.map(({ send }) => send(request(), key)))
  t.equal(results.filter(({ kind }) => kind === 'answered').length, 1)
  t.equal(processes.flatMap(({ gets }) => gets).length, 1)
})

t.test('concurrent claims in several processes result in one message', async (t) => {
  const journal = openJournal(t)
  const processes = Array.from({ length: 5 }, () => createScriptedMessages(journal))
  const results = await Promise.all(processes.map(({ send }) => send(request(), key)))
  t.strictSame(results.map((result) => answerOf(result).replayed).toSorted(), [false, true, true, true, true])
  t.equal(processes.flatMap(({ gets }) => gets).length, 1)
})

const scheduled = request({ kind: 'scheduled', sendAt: new Date(start + dayMs).toISOString() } as object)

t.test('a schedule that has passed in the meantime still replays', async (t) => {
  for (const code of [undefined, 'upstream-unreachable'] as const) {
    const journal = openJournal(t)
    const { send, gets, clock } = createScriptedMessages(journal, [code ? failAll(code) : acceptAll])
    const first = answerOf(await send(scheduled, key))
    clock.ms += 2 * dayMs
    const second = answerOf(await send(scheduled, key))
    t.strictSame([second.replayed, second.results], [true, first.results], 'even if it could have been retried')
    t.equal(gets.length, 1)
    t.match(await send(scheduled, 'another-key-of-16'), { kind: 'invalid' })
  }
})

t.test('after a crash, a key whose scheduled time has passed gets an answer, and nothing is sent late', async (t) => {
  const database = openDatabase(':memory:')
  const settings = { file: ':memory:', retentionMs: 31 * dayMs, onFailure() {} }
  const held = hold(acceptAll)
  const before = createScriptedMessages(createJournal(database, settings), [held.line], { batchSize: 1 })
  void before.send({ ...scheduled, to: [a, b] }, key)
  await held.reached
  recover(database, start)
  const { send, gets, clock } = createScriptedMessages(createJournal(database, settings), [acceptAll])
  clock.ms += 2 * dayMs
  const answered = await send({ ...scheduled, to: [a, b] }, key)
  t.strictSame(outcomesOf(answered), { [a]: 'outcome-unknown', [b]: 'interrupted' })
  t.ok(answerOf(answered).replayed)
  t.equal(gets.length, 0)
})

t.test('a possibly sent message is only sent again if the caller confirms it', async (t) => {
  const clocks = createTestClocks()
  const journal = openJournal(t, clocks)
  const { send, gets } = createScriptedMessages(journal, [failAll('outcome-unknown'), acceptAll])
  const first = answerOf(await send(request(), key))
  const refused = answerOf(await send(request(), 'another-key-of-16'))
  t.strictSame(refused.results, [failed(a, { code: 'possible-duplicate', duplicateOf: first.id ?? '' })])
  t.equal(refused.id, undefined, 'nothing is recorded of it')
  t.strictSame(await ids({ journal }), [first.id])
  t.equal(gets.length, 1)

  const list = answerOf(await send(request({ to: [b, a] })))
  t.strictSame(outcomesOf(list), { [b]: 'accepted', [a]: 'possible-duplicate' })
  t.strictSame(gets.at(-1), [b])
  t.equal((await send(request({ text: 'Your code is 1235' }))).kind, 'answered', 'another text is another message')
  const acknowledged = await send(request({ acknowledgePossibleDuplicate: first.id ?? '' }), 'another-key-of-16')
  t.strictSame(outcomesOf(acknowledged), { [a]: 'accepted' }, 'the key was free, too')

  clocks.ms += dayMs + 1
  t.strictSame(outcomesOf(await send(request())), { [a]: 'accepted' }, 'a day later')
})

t.test('the fence can be turned off', async (t) => {
  const journal = openJournal(t)
  const script = [failAll('outcome-unknown'), acceptAll]
  const { send } = createScriptedMessages(journal, script, { settings: { duplicateFenceMs: 0 } })
  await send(request())
  t.strictSame(outcomesOf(await send(request())), { [a]: 'accepted' })
})

t.test('a retry of a list keeps the recipients that the fence refused, and names the open message', async (t) => {
  const journal = openJournal(t)
  const script = [failAll('outcome-unknown'), failAll('upstream-unreachable'), acceptAll]
  const { send, gets } = createScriptedMessages(journal, script)
  const { id: open } = answerOf(await send(request()))
  await send(request({ to: [a, b] }), key)
  const again = answerOf(await send(request({ to: [a, b] }), key))
  t.strictSame(again.results, [
    failed(a, { code: 'possible-duplicate', duplicateOf: open ?? '' }),
    { to: b, accepted: true, upstreamMessageId: `id-${b}` },
  ])
  t.strictSame(gets.slice(1), [[b], [b]])
})

/** A journal with one method that fails from a given call on. */
function failAt(journal: Journal, method: keyof Journal, call = 1): Journal {
  let calls = 0
  return new Proxy(journal, {
    get(target, name: keyof Journal) {
      const original = target[name] as (...values: unknown[]) => unknown
      return (...values: unknown[]) =>
        name === method && ++calls >= call ? Promise.reject(new JournalError('disk')) : original.apply(target, values)
    },
  })
}

t.test('if the journal fails, nothing unrecorded is sent or answered', async (t) => {
  const unknown = 'outcome-unknown'
  const rows: readonly (readonly [
    method: keyof Journal,
    gets: readonly (readonly string[])[],
    outcomes: Readonly<Record<string, string>> | undefined,
  ])[] = [
    ['begin', [], undefined],
    ['startAttempts', [[a]], { [a]: 'accepted', [b]: 'journal-unavailable', [c]: 'journal-unavailable' }],
    ['endAttempts', [[a], [b], [c]], { [a]: unknown, [b]: unknown, [c]: unknown }],
    ['finish', [[a], [b], [c]], { [a]: unknown, [b]: unknown, [c]: unknown }],
  ]
  for (const [method, expectedGets, outcomes] of rows) {
    const journal = openJournal(t)
    const { send, gets } = createScriptedMessages(failAt(journal, method), [acceptAll], { batchSize: 1 })
    const sending = send(request({ to: [a, b, c] }), key)
    if (outcomes === undefined) await t.rejects(sending, JournalError)
    else t.strictSame(outcomesOf(await sending), outcomes, method)
    t.strictSame(gets, expectedGets, method)
    t.equal(gets.length === 0, (await ids({ journal })).length === 0)
  }
})

t.test('if the journal fails permanently after the first GET, its outcome is answered as unknown', async (t) => {
  const journal = openJournal(t)
  let broken = false
  const failing = new Proxy(journal, {
    get(target, name: keyof Journal) {
      const original = target[name] as (...values: unknown[]) => unknown
      return (...values: unknown[]) =>
        broken ? Promise.reject(new JournalError('disk')) : original.apply(target, values)
    },
  })
  const line: Line = (batch) => {
    broken = true
    return acceptAll(batch)
  }
  const { send, gets } = createScriptedMessages(failing, [line], { batchSize: 1 })
  const told = outcomesOf(await send(request({ to: [a, b, c] }), key))
  t.equal(told[a], 'outcome-unknown')
  for (const number of [b, c]) t.match(told[number], /^(journal-unavailable|message-stopped)$/)
  t.strictSame(gets, [[a]])
  const [id = ''] = await ids({ journal })
  t.strictSame(await statesOf(journal, { id, caller }), { [a]: ['sending'], [b]: ['queued'], [c]: ['queued'] })
  t.notOk((await find(journal, { id, caller })).finished)
})

t.test('a recipient recorded as sending is answered as unknown if its result cannot be recorded', async (t) => {
  const journal = openJournal(t)
  // Nothing was written, so sending again would be safe; but after a restart the journal will return unknown.
  const script: Line[] = [(batch) => batch.map((to) => failed(to, { code: 'overloaded' }))]
  const { send } = createScriptedMessages(failAt(journal, 'finish'), script, { batchSize: 1 })
  const told = outcomesOf(await send(request({ to: [a, b] }), key))
  t.strictSame(told, { [a]: 'outcome-unknown', [b]: 'message-stopped' }, 'the second never was on record as sent to')
})

t.test('if the journal fails in a retry, earlier results are still answered', async (t) => {
  const journal = openJournal(t)
  const script: Line[] = [
    ([one = '', two = '']) => [{ to: one, accepted: true }, failed(two, { code: 'overloaded' })],
    acceptAll,
  ]
  await createScriptedMessages(journal, script).send(request({ to: [a, b] }), key)
  for (const method of ['reopen', 'startAttempts', 'finish'] as const) {
    const { send, gets } = createScriptedMessages(failAt(journal, method))
    const sending = send(request({ to: [a, b] }), key)
    if (method === 'reopen') await t.rejects(sending, JournalError)
    else {
      const told = outcomesOf(await sending)
      t.equal(told[a], 'accepted', method)
      t.equal(told[b], method === 'finish' ? 'outcome-unknown' : 'journal-unavailable')
    }
    t.equal(gets.length, method === 'finish' ? 1 : 0)
  }
})

/** Turns that the test grants or refuses, and a count of those given back. */
function createTurns() {
  const asked: Batch[] = []
  let givenBack = 0
  let next: () => Promise<RecipientFailure | undefined> = async () => undefined
  const takeTurn =
    (follow: Submit): Upstream['takeTurn'] =>
    async (message, batch) => {
      asked.push(batch)
      const failure = await next()
      return (
        failure ?? {
          submit: (part, deadline) => follow(message, part, deadline),
          giveBack: () => void givenBack++,
        }
      )
    }
  return {
    takeTurn,
    asked,
    givenBack: () => givenBack,
    refuseWith(failure: RecipientFailure | undefined) {
      next = async () => failure
    },
    waitFor(told: Promise<unknown>) {
      next = () => told.then(() => undefined)
    },
  }
}

t.test('a message is not recorded while it waits for its turn, and a refused one does not claim its key', async (t) => {
  const journal = openJournal(t)
  const turns = createTurns()
  const { send, gets } = createScriptedMessages(journal, [acceptAll], { takeTurn: turns.takeTurn })
  const told = Promise.withResolvers<void>()
  turns.waitFor(told.promise)
  const waiting = send(request())
  await new Promise(setImmediate)
  t.strictSame([turns.asked, await ids({ journal }), gets], [[[a]], [], []])
  told.resolve()
  t.strictSame(outcomesOf(await waiting), { [a]: 'accepted' })

  for (const code of ['overloaded', 'upstream-suspended'] as const) {
    turns.refuseWith({ code, retryAfterMs: 1_500 })
    const refused = answerOf(await send(request({ to: [a, b] }), key))
    t.strictSame(refused.results, [failed(a, { code, retryAfterMs: 1_500 }), failed(b, { code, retryAfterMs: 1_500 })])
    t.strictSame([refused.id, refused.sent.recorded], [undefined, false])
  }
  t.equal((await ids({ journal })).length, 1)
  turns.refuseWith(undefined)
  t.strictSame(outcomesOf(await send(request({ text: 'Other' }), key)), { [a]: 'accepted' }, 'another body, even')
  t.strictSame([gets.length, turns.givenBack()], [2, 0])
})

t.test('a message without a turn is still checked against the fence, also when its key is repeated', async (t) => {
  const journal = openJournal(t)
  const turns = createTurns()
  const script = [failAll('upstream-unreachable'), failAll('outcome-unknown')]
  const { send, gets } = createScriptedMessages(journal, script, { takeTurn: turns.takeTurn })
  await send(request({ to: [a, b] }), key)
  const unknown = answerOf(await send(request()))
  turns.refuseWith({ code: 'overloaded' })
  const duplicate = failed(a, { code: 'possible-duplicate', duplicateOf: unknown.sent.id })
  for (const again of [undefined, key]) {
    const refused = answerOf(await send(request({ to: [a, b] }), again))
    t.strictSame(refused.results, [duplicate, failed(b, { code: 'overloaded' })], String(again))
  }
  t.equal(gets.length, 2)
})

t.test('an unused turn is given back: fenced, key already claimed, not recorded', async (t) => {
  const journal = openJournal(t)
  const turns = createTurns()
  const { send, gets } = createScriptedMessages(journal, [failAll('outcome-unknown')], { takeTurn: turns.takeTurn })
  await send(request(), key)
  t.equal(turns.givenBack(), 0)
  const fenced = answerOf(await send(request()))
  t.strictSame([fenced.id, fenced.sent.recorded, turns.givenBack()], [undefined, false, 1])
  // Two processes: this one only learns about the key from the journal.
  const blind: Journal = { ...journal, findKey: async () => undefined }
  const other = createScriptedMessages(blind, [acceptAll], { takeTurn: turns.takeTurn })
  t.ok(answerOf(await other.send(request(), key)).replayed)
  t.equal(turns.givenBack(), 2)
  const failing = createScriptedMessages(failAt(journal, 'begin'), [acceptAll], { takeTurn: turns.takeTurn })
  await t.rejects(failing.send(request({ text: 'Other' })), JournalError)
  t.strictSame([turns.givenBack(), gets.length, other.gets.length, failing.gets.length], [3, 1, 0, 0])
})

t.test('the unfenced recipients of the first batch are sent in its turn; an empty batch takes no turn', async (t) => {
  const journal = openJournal(t)
  const turns = createTurns()
  const options = { takeTurn: turns.takeTurn, batchSize: 2 }
  const { send, gets } = createScriptedMessages(journal, [failAll('outcome-unknown'), acceptAll], options)
  await send(request({ to: [a, b] }))
  await send(request({ to: [a, c] }))
  t.strictSame(
    [gets, turns.asked, turns.givenBack()],
    [
      [[a, b], [c]],
      [
        [a, b],
        [a, c],
      ],
      0,
    ],
  )
  const third = await send(request({ to: [a, b, c] }))
  t.match(outcomesOf(third), { [a]: 'possible-duplicate', [b]: 'possible-duplicate', [c]: 'accepted' })
  t.strictSame([turns.asked.slice(2), turns.givenBack()], [[[a, b], [c]], 1], 'and another turn for the other batch')
})

/** Turns, the first of which is a probe. */
const probeFirst = () => {
  let isProbe = true
  return (follow: Submit): Upstream['takeTurn'] => {
    const grant = grantTurns(follow)
    return async (...demand) => {
      const turn = await grant(...demand)
      if (!isProbe) return turn
      isProbe = false
      return { ...turn, maxRecipients: 1 }
    }
  }
}

t.test(
  'during a probe only its recipient is recorded as sending, and a crash leaves the others not attempted',
  async (t) => {
    const database = openDatabase(':memory:')
    const settings = { file: ':memory:', retentionMs: 31 * dayMs, onFailure() {} }
    const journal = createJournal(database, settings)
    const held = hold(acceptAll)
    const { send, gets } = createScriptedMessages(journal, [held.line], { takeTurn: probeFirst() })
    void send(request({ to: [a, b, c] }), key)
    await held.reached
    t.strictSame(gets, [[a]])
    recover(database, start)
    const after = createJournal(database, settings)
    const [id = ''] = await ids({ journal: after })
    t.strictSame(await statesOf(after, { id, caller }), {
      [a]: ['unknown'],
      [b]: ['not-attempted'],
      [c]: ['not-attempted'],
    })
    const { send: sendAfter, gets: getsAfter } = createScriptedMessages(after, [acceptAll], { takeTurn: probeFirst() })
    const answered = await sendAfter(request({ to: [a, b, c] }), key)
    t.strictSame(outcomesOf(answered), { [a]: 'outcome-unknown', [b]: 'accepted', [c]: 'accepted' })
    t.strictSame(getsAfter, [[b], [c]], 'taken up again as a probe')
  },
)

t.test('a probe whose recipient is fenced is given back, and the others take a new turn', async (t) => {
  const journal = openJournal(t)
  const { send } = createScriptedMessages(journal, [failAll('outcome-unknown')])
  await send(request({ to: [a] }))
  const other = createScriptedMessages(journal, [acceptAll], { takeTurn: probeFirst() })
  const answered = await other.send(request({ to: [a, b, c] }))
  t.strictSame(outcomesOf(answered), { [a]: 'possible-duplicate', [b]: 'accepted', [c]: 'accepted' })
  t.strictSame(other.gets, [[b, c]])
})

t.test('a repeated key without a turn is unchanged, and works the next time', async (t) => {
  const journal = openJournal(t)
  const turns = createTurns()
  const script: Line[] = [
    ([one = '', two = '']) => [{ to: one, accepted: true }, failed(two, { code: 'upstream-unreachable' })],
    acceptAll,
  ]
  const { send, gets } = createScriptedMessages(journal, script, { takeTurn: turns.takeTurn })
  const first = answerOf(await send(request({ to: [a, b] }), key))
  turns.refuseWith({ code: 'upstream-suspended', retryAfterMs: 9_000 })
  const second = answerOf(await send(request({ to: [a, b] }), key))
  t.match(outcomesOf(second), { [a]: 'accepted', [b]: 'upstream-suspended' })
  t.strictSame([second.id, second.replayed, second.sent.recorded], [first.id, false, true])
  const recorded = await find(journal, { id: first.id ?? '', caller })
  t.ok(recorded.finished)
  t.strictSame(recordedResults(recorded), first.results)
  turns.refuseWith(undefined)
  t.strictSame(outcomesOf(await send(request({ to: [a, b] }), key)), { [a]: 'accepted', [b]: 'accepted' })
  t.strictSame(gets, [[a, b], [b]])
})

t.test('a repeated key whose recipients are all fenced keeps its message', async (t) => {
  const journal = openJournal(t)
  const turns = createTurns()
  const script = [failAll('upstream-unreachable'), failAll('outcome-unknown')]
  const { send } = createScriptedMessages(journal, script, { takeTurn: turns.takeTurn })
  const first = answerOf(await send(request(), key))
  const open = answerOf(await send(request()))
  const again = answerOf(await send(request(), key))
  t.strictSame(again.results, [failed(a, { code: 'possible-duplicate', duplicateOf: open.id ?? '' })])
  t.strictSame([again.id, again.sent.recorded, turns.givenBack()], [first.id, true, 1])
})

t.test('idle resolves when the last message has ended', async (t) => {
  const journal = openJournal(t)
  const held = hold(acceptAll)
  const { messages, send } = createScriptedMessages(journal, [held.line])
  let idle = false
  const sending = send(request())
  await held.reached
  const waiting = messages.idle().then(() => {
    idle = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  t.notOk(idle)
  held.release()
  await Promise.all([sending, waiting])
  t.ok(idle)
})

t.test('the observer gets each recipient once, also when a key is repeated, and each replay', async (t) => {
  const journal = openJournal(t)
  const script = [acceptAll, failAll('upstream-unreachable'), acceptAll]
  const { send, gets, observed } = createScriptedMessages(journal, script, { batchSize: 1 })
  const told = () =>
    observed.map((one) =>
      one.kind === 'sent' ? one.results.map((of) => [of.to, of.accepted ? 'accepted' : of.failure.code]) : one.kind,
    )
  await send(request({ to: [a, b] }), key)
  await send(request({ to: [a, b] }), key)
  await send(request({ to: [a, b] }), key)
  t.strictSame(told(), [
    [
      [a, 'accepted'],
      [b, 'upstream-unreachable'],
    ],
    [[b, 'accepted']],
    'replayed',
  ])
  t.equal(gets.length, 3)
  await send(request({ to: ['nobody'] }))
  t.equal(observed.length, 3, 'what is refused as a whole is no send')
})

t.test('the observer gets the recipients that the fence refuses, whether some or all', async (t) => {
  const journal = openJournal(t)
  const { send, gets, observed } = createScriptedMessages(journal, [failAll('outcome-unknown'), acceptAll])
  await send(request({ to: [a] }))
  await send(request({ to: [a] }))
  await send(request({ to: [a, b] }))
  const of = (code: RecipientProblemCode) => ({ to: a, accepted: false, failure: { code } })
  t.match(observed, [
    { kind: 'sent', results: [of('outcome-unknown')] },
    { kind: 'fenced', count: 1 },
    { kind: 'sent', results: [of('possible-duplicate')] },
    { kind: 'fenced', count: 1 },
    { kind: 'sent', results: [of('possible-duplicate'), { to: b, accepted: true }] },
  ])
  t.equal(observed.length, 5)
  t.equal(gets.length, 2)
})

t.test('all waiting twins get replays of the first answer', async (t) => {
  const journal = openJournal(t)
  const held = hold(acceptAll)
  const { send, gets, observed } = createScriptedMessages(journal, [held.line])
  const first = send(request(), key)
  await held.reached
  const twins = [send(request(), key), send(request(), key)]
  held.release()
  await Promise.all([first, ...twins])
  t.strictSame(observed.map(({ kind }) => kind).sort(), ['replayed', 'replayed', 'sent'])
  t.equal(gets.length, 1)
})

t.test('a message is sent with the account of its caller', async (t) => {
  const { messages } = createScriptedMessages(openJournal(t))
  const accountWith = (changes: object) => {
    const previewed = messages.preview(request(), { ...anonymous, ...changes })
    return previewed.ok ? previewed.message.account : previewed
  }
  t.equal(accountWith({}), undefined)
  t.equal(accountWith({ account: 'orders' }), 'orders')
})

t.test('a message interrupted by a bug is unknown for its caller, its key and the fence', async (t) => {
  const journal = openJournal(t)
  const bugs: unknown[] = []
  const onBug = (error: unknown) => void bugs.push(error)
  const { send, gets } = createScriptedMessages(journal, [() => Promise.reject(new TypeError('a bug'))], { onBug })
  const first = answerOf(await send(request(), key))
  t.strictSame(outcomesOf(first), { [a]: 'outcome-unknown' })
  t.match(bugs, [{ message: 'a bug' }])
  t.strictSame(outcomesOf(await send(request(), key)), { [a]: 'outcome-unknown' })
  t.strictSame(outcomesOf(await send(request())), { [a]: 'possible-duplicate' })
  t.equal((await journal.countUnknown()).count, 1)
  t.equal(gets.length, 1)
})

t.test('a key is completed with the sender of its first run, even if the default has changed', async (t) => {
  const journal = openJournal(t)
  const body = { to: [a], text: 'Your code is 1234' }
  const first = createScriptedMessages(journal, [failAll('upstream-unreachable')], {
    settings: { defaultSender: 'OLD' },
  })
  await first.send(body, key)
  const { send, submitted } = createScriptedMessages(journal, [acceptAll], { settings: { defaultSender: 'NEW' } })
  t.equal(answerOf(await send(body, key)).sent.from, 'OLD')
  t.strictSame(
    submitted.map(({ from }) => from),
    ['OLD'],
  )
})

t.test('an attempt without a result is answered as unknown, and no recipient is missing', async (t) => {
  const journal = openJournal(t)
  const lost: Journal = { ...journal, endAttempts: () => Promise.reject(new TypeError('a bug')) }
  await createScriptedMessages(lost, [acceptAll], { onBug() {} }).send(request({ to: [a, b] }), key)
  const { send, gets } = createScriptedMessages(journal)
  t.strictSame(outcomesOf(await send(request({ to: [a, b] }), key)), { [a]: 'outcome-unknown', [b]: 'outcome-unknown' })
  t.equal(gets.length, 0)
})
