import t, { type Test } from 'tap'
import { registerMessages } from '../../../src/http/routes/messages.ts'
import { createFastify } from '../../../src/http/server/fastify.ts'
import { openSqliteJournal } from '../../../src/journal/sqlite.ts'
import { createLogger, createSecrets } from '../../../src/logging/logger.ts'
import { anonymous, scopes } from '../../../src/messages/caller.ts'
import { dayMs } from '../../journal/entries.ts'
import { acceptAll, createScriptedMessages, request } from '../../journal/scripted-messages.ts'
import { collectGarbage } from '../../support/collect-garbage.ts'

const key = 'key-of-the-message-1'
/** What a twin with one recipient takes. */
const oneTwin = 10_128

/** Messages whose GETs wait until they are released. */
function startHeld(t: Test, twinRoom = { perCaller: 4 * oneTwin, inAll: 6 * oneTwin }) {
  const { journal } = openSqliteJournal({ file: ':memory:', retentionMs: 31 * dayMs, onFailure() {} })
  t.teardown(() => journal.close())
  const reached = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const held = createScriptedMessages(
    journal,
    [
      async (batch) => {
        reached.resolve()
        await released.promise
        return acceptAll(batch)
      },
    ],
    { settings: { twinRoom } },
  )
  const sendAs = (name: string, sent = key) => held.send(request(), sent, { caller: { ...anonymous, name } })
  return { ...held, sendAs, reached: reached.promise, release: released.resolve }
}

const kindsOf = async (results: readonly Promise<{ kind: string; problem?: string; replayed?: boolean }>[]) =>
  (await Promise.all(results)).map(({ kind, problem, replayed }) => problem ?? `${kind}${replayed ? ' again' : ''}`)
const many = (count: number, kind: string) => Array.from({ length: count }, () => kind)

t.test('waiting twins are limited per caller and in total; other messages are still sent', async (t) => {
  const { sendAs, gets, reached, release } = startHeld(t)
  const first = sendAs('one')
  await reached
  const twins = Array.from({ length: 4 }, () => sendAs('one'))
  const tooMany = Array.from({ length: 20 }, () => sendAs('one'))
  t.strictSame(await kindsOf(tooMany), many(20, 'overloaded'))
  const other = sendAs('two')
  const others = [sendAs('two'), sendAs('two'), sendAs('two')]
  t.strictSame(await kindsOf(others.slice(-1)), ['overloaded'], 'in all')
  const honest = sendAs('one', 'another-key-00000001')
  release()
  t.strictSame(await kindsOf([first, other, honest]), many(3, 'answered'))
  t.strictSame(await kindsOf([...twins, ...others.slice(0, 2)]), many(6, 'answered again'))
  t.equal(gets.length, 3)
})

t.test('a twin that has its answer makes room, and so does one that is refused', async (t) => {
  const { sendAs, send, reached, release, gets } = startHeld(t)
  const first = sendAs('one')
  await reached
  for (let index = 0; index < 10; index++) {
    t.match(await send(request({ text: 'other' }), key, { caller: { ...anonymous, name: 'one' } }), {
      problem: 'idempotency-key-reused',
    })
  }
  const twins = Array.from({ length: 5 }, () => sendAs('one'))
  t.strictSame(await kindsOf(twins.slice(4)), ['overloaded'])
  release()
  await Promise.all([first, ...twins])
  const again = [sendAs('one'), sendAs('one'), sendAs('one'), sendAs('one')]
  t.strictSame(await kindsOf(again), ['answered again', ...many(3, 'answered again')])
  t.equal(gets.length, 1)
})

t.test('a twin with many recipients takes the room of its answer', async (t) => {
  const { send, reached, release, gets } = startHeld(t)
  const body = request({ to: Array.from({ length: 300 }, (_, index) => `+21355${1_000_000 + index}`) })
  const first = send(body, key)
  await reached
  t.strictSame(await kindsOf([send(body, key)]), ['overloaded'])
  release()
  t.strictSame(await kindsOf([first]), ['answered'])
  t.equal(gets.length, 3)
})

t.test('a twin keeps nothing of its body while it waits', async (t) => {
  const { messages, reached, release } = startHeld(t)
  const bodies: WeakRef<object>[] = []
  const app = createFastify(createLogger('silent', createSecrets()))
  app.addHook('preHandler', (request, _reply, done) => {
    request.caller = { name: 'one', scopes: new Set(scopes) }
    bodies.push(new WeakRef((request.body as { to: object }).to))
    done()
  })
  registerMessages(app, messages, false)
  t.teardown(() => app.close())
  const post = () =>
    app.inject({ method: 'POST', url: '/messages', headers: { 'idempotency-key': key }, payload: request() })
  const first = post()
  await reached
  const twins = [post(), post()]
  while (bodies.length < 3) await new Promise((resolve) => setImmediate(resolve))
  await collectGarbage()
  t.strictSame(
    bodies.map((body) => body.deref() !== undefined),
    [true, false, false],
    'only the first has its body',
  )
  release()
  const answers = await Promise.all([first, ...twins])
  t.strictSame(
    answers.map(({ statusCode, headers }) => [statusCode, headers['idempotent-replayed']]),
    [
      [201, undefined],
      [201, 'true'],
      [201, 'true'],
    ],
  )
})

t.test('waiting for all sends includes a twin that replaces the first request', async (t) => {
  const { journal } = openSqliteJournal({ file: ':memory:', retentionMs: 31 * dayMs, onFailure() {} })
  t.teardown(() => journal.close())
  let failures = 1
  const { messages, send, gets } = createScriptedMessages({
    ...journal,
    begin: (...values) =>
      failures-- > 0 ? Promise.reject(new Error('the first came to nothing')) : journal.begin(...values),
  })
  const first = send(request(), key)
  const twin = send(request(), key)
  const idle = messages.idle().then(() => gets.length)
  await t.rejects(first, { message: 'the first came to nothing' })
  t.equal(await idle, 1, 'its GET was made before')
  t.strictSame(await kindsOf([twin]), ['answered'])
})
