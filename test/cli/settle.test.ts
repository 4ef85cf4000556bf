import t, { type Test } from 'tap'
import { createKeyedCaller, startGateway } from '../support/gateway.ts'
import { answerAccepted, answerWith, createRawUpstream } from '../support/raw-upstream.ts'
import { run } from './run-tool.ts'

const number = '+213550000001'

/** A gateway with one message whose outcome is unknown, and one that was accepted. */
async function start(t: Test) {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.behave(answerWith('what?'), answerAccepted)
  const orders = createKeyedCaller({ name: 'orders', scopes: ['messages:send', 'messages:read'] })
  const operator = createKeyedCaller({ name: 'operator', scopes: ['operations'] })
  const secret = 'a-secret-of-reports-1234-a-secret-of-reports'
  const gateway = await startGateway(t, {
    origin: upstream.origin,
    callers: [orders, operator],
    settings: { DELIVERY_REPORTS_SECRET: secret },
  })
  const GATEWAY_URL = await gateway.listen()
  const environmentOf = ({ key }: { key: string }) => ({ GATEWAY_URL, GATEWAY_API_KEY: key })
  const send = async (text: string) =>
    JSON.parse(
      (
        await run(['send', '--to', number, '--from', 'ACME', text, '--yes', '--json'], {
          environment: environmentOf(orders),
        })
      ).output,
    ).answer.id as string
  const unknown = await send('one')
  const accepted = await send('two')
  return {
    upstream,
    gateway,
    secret,
    unknown,
    accepted,
    orders: environmentOf(orders),
    operator: environmentOf(operator),
  }
}

t.test('messages are listed, filtered and shown with their history', async (t) => {
  const { unknown, accepted, orders, operator } = await start(t)
  const all = await run(['messages'], { environment: orders })
  t.match(all.output, new RegExp(`${accepted}.*${unknown}`, 's'), 'newest first')
  const filtered = await run(['messages', '--outcome', 'unknown', '--to', number, '--json'], { environment: orders })
  t.strictSame(
    JSON.parse(filtered.output).messages.map(({ id }: { id: string }) => id),
    [unknown],
  )
  t.match(await run(['messages', '--to', '+213550000009'], { environment: orders }), {
    exit: 'done',
    output: 'The caller of this key has no such messages.\n',
  })
  const first = await run(['messages', '--limit', '1'], { environment: orders })
  t.match(first.errors, /There may be more: repeat with --cursor/)
  const [, cursor = ''] = /--cursor (\S+)/.exec(first.errors) ?? []
  t.match((await run(['messages', '--cursor', cursor], { environment: orders })).output, unknown)
  t.match((await run(['messages', '--caller', '*'], { environment: operator })).output, /caller.*orders/s)
  const shown = await run(['show', unknown], { environment: orders })
  t.match(shown.output, /status +unknown.*attempt 1: unknown \(upstream-answer-not-understood\)/s)
  t.equal(JSON.parse((await run(['show', accepted, '--json'], { environment: orders })).output).id, accepted)
  const missing = await run(['show', '01a20300-6f5e-7a3b-8d0a-5b1f3c7d9e21'], { environment: orders })
  t.match(missing, { exit: 'refused', output: '', errors: /\(message-not-found\)/ })
  t.match(await run(['messages', '--after', 'yesterday'], { environment: orders }), {
    exit: 'refused',
    errors: /createdAfter must be an instant/,
  })
})

t.test('settle lists what is unknown with hints, asks, and records the reason', async (t) => {
  const { gateway, upstream, secret, unknown, accepted, operator } = await start(t)
  const report = `/delivery-reports/${secret}?messageid=unheard-of&status=DELIVRD&destination=${encodeURIComponent(number)}&source=ACME`
  t.equal((await fetch(`${operator.GATEWAY_URL}${report}`)).status, 202)
  const list = await run(['settle', '--json'], { environment: operator })
  t.match(JSON.parse(list.output).messages, [{ id: unknown, caller: 'orders' }], "an operator sees everybody's")
  const asked = await run(['settle', unknown], {
    environment: operator,
    isTerminal: true,
    input: 'accepted\nHe says so: \u001b[1m“oui”\ny\n',
  })
  t.match(asked.errors, /Delivery reports that may be about it/)
  t.match(asked.errors, /What became of it.*How was it found out.*Record "accepted"/s)
  t.equal(asked.exit, 'done', asked.errors)
  t.match(asked.output, /settled by .*: He says so/)
  t.notMatch(asked.output, /\u001b/)
  t.match((await gateway.get(`/messages/${unknown}`, { authorization: `Bearer ${operator.GATEWAY_API_KEY}` })).json, {
    recipients: [{ outcome: 'accepted', resolution: { reason: /^He says so/, caller: 'operator' } }],
  })
  const shown = await run(['show', unknown], { environment: operator })
  t.match(shown.output, /attempt 1: unknown \(upstream-answer-not-understood\), known .*settled as accepted by/s)
  for (const id of [unknown, accepted])
    t.match(await run(['settle', id], { environment: operator }), { exit: 'refused', errors: /nothing to settle/ })
  t.equal(upstream.requestCount, 2, 'settling sends nothing')
})

t.test('settle records nothing without a clear answer, and works without a terminal when told all', async (t) => {
  const { unknown, orders } = await start(t)
  const listed = await run(['settle'], { environment: orders })
  t.match(listed.output, unknown)
  t.match(listed.errors, /Delivery reports could not be looked at for hints: The key does not allow this/)
  for (const input of ['maybe\n', 'accepted\n\n', 'accepted\nreason\nn\n', '']) {
    const { exit, errors } = await run(['settle', unknown], { environment: orders, isTerminal: true, input })
    t.equal(exit, 'refused', JSON.stringify(input))
    t.match(errors, /Nothing was recorded/)
  }
  t.match(await run(['settle', unknown, '--outcome', 'rejected'], { environment: orders }), {
    exit: 'usage',
    errors: /--outcome, --reason and --yes are needed/,
  })
  const words = [
    'settle',
    unknown,
    '--outcome',
    'rejected',
    '--reason',
    'not in their log',
    '--by',
    'A. Operator',
    '--yes',
    '--json',
  ]
  const { exit, output } = await run(words, { environment: orders })
  t.equal(exit, 'done')
  t.match(JSON.parse(output), { recipients: [{ outcome: 'rejected', resolution: { by: 'A. Operator' } }] })
})
