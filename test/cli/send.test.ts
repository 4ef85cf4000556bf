import { once } from 'node:events'
import { createServer } from 'node:net'
import t, { type Test } from 'tap'
import { createKeyedCaller, type GatewayOptions, startGateway } from '../support/gateway.ts'
import { answerAccepted, answerWith, createRawUpstream } from '../support/raw-upstream.ts'
import { run, startLossyWay } from './run-tool.ts'

const send = ['send', '--to', '+213550000001', '--from', 'ACME', 'Your code is 1234']

/** A live gateway before an upstream that counts. */
async function start(t: Test, options: GatewayOptions = {}) {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const gateway = await startGateway(t, { origin: upstream.origin, ...options })
  return { upstream, gateway, url: await gateway.listen() }
}

const keyIn = (errors: string): string => /^Idempotency-Key: (\S+)$/m.exec(errors)?.[1] ?? ''

t.test('an accepted message: its key is told first, then what is known of each recipient', async (t) => {
  const { upstream, url } = await start(t)
  const { exit, output, errors } = await run([...send, '--to', '+213550000002', '--url', url, '--yes'])
  t.equal(exit, 'done')
  t.match(
    output,
    /^message [0-9a-f-]{36}\nto +outcome +send again\? +what is known\n\+213550000001 +accepted +no: it was accepted/,
  )
  t.match(keyIn(errors), /^[0-9a-f-]{36}$/)
  t.equal(upstream.requestCount, 1)
  t.equal(upstream.requests[0]?.query.get('message'), 'Your code is 1234')
})

t.test('outcomes have exit codes and advice, and JSON has the whole answer with the key', async (t) => {
  const rows = [
    {
      body: '1706|+213550000001',
      exit: 'rejected',
      said: /rejected +after a correction/,
      hint: /^(?!.*Nobody knows)/s,
    },
    {
      body: 'what?',
      exit: 'unknown',
      said: /unknown +no/,
      hint: /Nobody knows whether it was sent\. Repeat with --key/,
    },
  ] as const
  for (const { body, exit, said, hint } of rows) {
    const { upstream, url } = await start(t)
    upstream.behave(answerWith(body))
    const table = await run([...send, '--url', url, '--yes'])
    t.equal(table.exit, exit)
    t.match(table.output, said)
    t.match(table.errors, hint)
    const words = [...send.slice(0, -1), 'Another text', '--url', url, '--yes', '--json']
    const { output, errors } = await run(words)
    t.match(JSON.parse(output), {
      idempotencyKey: keyIn(errors),
      result: exit,
      answer: { recipients: [{ outcome: exit }] },
    })
    t.equal(upstream.requestCount, 2, 'one GET for each message')
  }
})

t.test(
  'a possible duplicate is refused with what to do, and sent only where its earlier message is named',
  async (t) => {
    const { upstream, url } = await start(t)
    upstream.behave(answerWith('what?'), answerAccepted)
    const first = await run([...send, '--url', url, '--yes', '--json'])
    const { id } = JSON.parse(first.output).answer
    const words = [...send, '--to', '+213550000002', '--url', url, '--yes']
    const refused = await run(words)
    t.equal(refused.exit, 'not-attempted')
    t.match(refused.output, new RegExp(`possible-duplicate, see message ${id}`))
    const advice = `send with --to +213550000001 --acknowledge ${id} and without --key`
    t.ok(refused.errors.includes(advice), refused.errors)
    t.equal(upstream.requestCount, 2, 'the other number got it')
    const other = await run([...send, '--url', url, '--yes', '--acknowledge', '01a20300-6f5e-7a3b-8d0a-5b1f3c7d9e21'])
    t.equal(other.exit, 'not-attempted', 'the id of another message')
    t.equal(upstream.requestCount, 2)
    t.equal((await run([...send, '--url', url, '--yes', '--acknowledge', id])).exit, 'done')
    t.equal(upstream.requestCount, 3)
  },
)

t.test('what was not attempted is told with what to do, after the repeats that the gateway asks for', async (t) => {
  const { upstream, url } = await start(t, { settings: { UPSTREAM_MAX_RETRIES: '0' } })
  upstream.refuse()
  const { exit, output, errors } = await run([...send, '--url', url, '--yes', '--repeats', '0'])
  t.equal(exit, 'not-attempted')
  t.match(output, /not-attempted +yes/)
  t.match(errors, /repeat with --key/)
  await upstream.open()
  const again = await run([...send, '--url', url, '--yes', '--key', keyIn(errors)])
  t.equal(again.exit, 'done')
  t.equal(upstream.requestCount, 1)
})

t.test('a lost answer is asked for again with the same key, and one GET is made', async (t) => {
  const { upstream, url } = await start(t)
  const way = await startLossyWay(t, url, 2)
  const { exit, output, errors } = await run([...send, '--url', way.url, '--yes'])
  t.equal(exit, 'done')
  t.match(output, /sent by an earlier request/)
  t.match(errors, /Repeating with the same key in 0\.5 s: the answer was lost/)
  t.equal(way.postCount(), 3)
  t.equal(upstream.requestCount, 1)
})

t.test('an answer that stays lost is unknown, and its key finds the message later', async (t) => {
  const { upstream, url } = await start(t)
  const way = await startLossyWay(t, url, 100)
  const lost = await run([...send, '--url', way.url, '--yes', '--repeats', '1'])
  t.equal(lost.exit, 'unknown')
  t.match(lost.errors, /The answer was lost .*Do not send it as a new message/)
  t.equal(lost.output, '')
  const found = await run([...send, '--url', url, '--yes', '--key', keyIn(lost.errors)])
  t.equal(found.exit, 'done')
  t.equal(upstream.requestCount, 1)
})

t.test(
  'Ctrl-C while the answer is awaited says that the message may have been sent, and how to learn it',
  async (t) => {
    const { upstream, url } = await start(t)
    let answer: (() => void) | undefined
    upstream.behave((exchange) => {
      answer = () => exchange.answer(exchange.body)
    }, answerAccepted)
    const interruption = new AbortController()
    const running = run([...send, '--url', url, '--yes'], { signal: interruption.signal })
    await upstream.received(1)
    interruption.abort()
    const { exit, errors } = await running
    t.equal(exit, 'interrupted')
    t.match(errors, new RegExp(`Interrupted: the message may have been sent.*--key ${keyIn(errors)}`))
    answer?.()
    t.equal((await run([...send, '--url', url, '--yes', '--key', keyIn(errors)])).exit, 'done')
    t.equal(upstream.requestCount, 1)
  },
)

t.test('live mode asks: only a yes sends, and without a terminal only --yes', async (t) => {
  const { upstream, url } = await start(t)
  const asked = (input: string) => run([...send, '--url', url], { isTerminal: true, input })
  for (const answer of ['n\n', '\n', 'yess\n', '']) {
    const { exit, errors } = await asked(answer)
    t.equal(exit, 'refused', JSON.stringify(answer))
    t.match(errors, /Live mode: this sends to 1 recipient\(s\) from ACME, 1 segment\(s\) each in gsm7, and costs money/)
    t.match(errors, /Nothing was sent/)
  }
  const silent = await run([...send, '--url', url])
  t.equal(silent.exit, 'usage')
  t.match(silent.errors, /--yes is needed where no terminal can be asked/)
  t.equal(upstream.requestCount, 0)
  t.equal((await asked('y\n')).exit, 'done')
  t.equal(upstream.requestCount, 1)
})

t.test('sandbox mode does not ask, and the text may come from standard input with any Unicode', async (t) => {
  const gateway = await startGateway(t, { mode: 'sandbox' })
  const url = await gateway.listen()
  const text = '👩‍👩‍👧 مرحبا \u202eabc'
  const words = ['send', '--to', '+213550000001', '--from', 'ACME', '--reference', '\u001b]0;x\u0007é', '--url', url]
  const sent = await run(words, { input: `${text}\n` })
  t.equal(sent.exit, 'done', sent.errors)
  const list = await run(['messages', '--url', url])
  t.match(list.output, '\\u{1b}]0;x\\u{7}é')
  t.notMatch(list.output, /[\u001b\u0007]/, 'nothing that a terminal would obey')
  const bytes = Buffer.from([0xff, 0xfe])
  t.match((await run(words, { input: bytes })).errors, /standard input must be text in UTF-8/)
  t.match((await run(words)).errors, /the text is missing/)
})

t.test('what the gateway refuses is told field by field, and so is a key that may not', async (t) => {
  const caller = createKeyedCaller({ name: 'reader', scopes: ['messages:read'] })
  const { upstream, url } = await start(t, { callers: [caller] })
  const reader = { GATEWAY_API_KEY: caller.key, GATEWAY_URL: url }
  t.match(await run([...send, '--yes'], { environment: reader }), { exit: 'refused', errors: /\(not-permitted\)/ })
  t.match(await run([...send, '--yes', '--url', url]), {
    exit: 'refused',
    errors: /\(authentication-required\)\n.*\n {2}Set GATEWAY_API_KEY or GATEWAY_API_KEY_FILE to a valid key\.\n/,
  })
  t.equal(upstream.requestCount, 0)
  const open = await start(t)
  const words = ['send', '--to', '0550', '--from', 'A sender too long', 'x', '--yes', '--url', open.url]
  const { exit, errors } = await run(words)
  t.equal(exit, 'refused')
  t.match(errors, /\/to\/0 must be a phone number.*\/from must be/s)
  t.equal(open.upstream.requestCount, 0)
})

t.test('no gateway, or something else, is told apart from a message that may have been sent', async (t) => {
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const { port } = closed.address() as { port: number }
  await new Promise<void>((resolve) => void closed.close(() => resolve()))
  const refused = await run([...send, '--yes', '--url', `http://127.0.0.1:${port}`])
  t.equal(refused.exit, 'unreachable')
  t.match(refused.errors, /No gateway answers at .* \(ECONNREFUSED\)/)
  const other = createServer((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\nno')),
  )
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  t.teardown(() => other.close())
  const foreign = await run([
    ...send,
    '--yes',
    '--url',
    `http://127.0.0.1:${(other.address() as { port: number }).port}`,
  ])
  t.equal(foreign.exit, 'unreachable')
  t.notMatch(foreign.errors, /Idempotency-Key/, 'nothing was posted')
})
