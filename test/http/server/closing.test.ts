import { connect } from 'node:net'
import t from 'tap'
import { startGateway, validBody } from '../../support/gateway.ts'
import { exchangeRaw, formatRequest, parseAnswers } from '../../support/raw-answers.ts'
import { exchangeBytes } from '../../support/raw-client.ts'
import { createRawUpstream, type RawUpstream } from '../../support/raw-upstream.ts'

/** An upstream that answers a GET when the test says so. */
async function startPatientUpstream(teardown: (act: () => Promise<void>) => void) {
  const raw: RawUpstream = await createRawUpstream()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  raw.behave((exchange) => void released.then(() => exchange.answer(exchange.body)))
  teardown(() => raw.close())
  return { raw, release }
}

const post = (text: string) =>
  formatRequest({
    headers: 'Content-Type: application/json\r\n',
    body: JSON.stringify({ ...validBody, text }),
    keepAlive: true,
  })

/** Writes bytes on one connection, and more when asked; resolves with every answer once the other side has closed. */
function openClient(origin: string) {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port) })
  let received = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk
  })
  socket.on('error', () => {})
  const answers = new Promise<ReturnType<typeof parseAnswers>>((resolve) =>
    socket.once('close', () => resolve(parseAnswers(received))),
  )
  return { write: (bytes: Buffer) => void socket.write(bytes), answers }
}

t.test('requests that were pipelined before the closing began are all answered', async (t) => {
  const { raw, release } = await startPatientUpstream(t.teardown)
  const { app, listen } = await startGateway(t, { origin: raw.origin })
  const client = openClient(await listen())
  client.write(Buffer.concat([post('first'), post('second')]))
  await raw.received(2)

  const closed = app.close()
  release()
  t.strictSame(
    (await client.answers).map(({ status }) => status),
    [201, 201],
  )
  await closed
  t.equal(raw.requestCount, 2)
})

t.test(
  'a message that arrives on an open connection after the closing began is refused and not submitted',
  async (t) => {
    const { raw, release } = await startPatientUpstream(t.teardown)
    const { app, listen } = await startGateway(t, { origin: raw.origin })
    const client = openClient(await listen())
    client.write(post('before'))
    await raw.received(1)

    const closing = Promise.withResolvers<void>()
    app.server.once('request', () => setImmediate(closing.resolve))
    const closed = app.close()
    await new Promise((resolve) => setImmediate(resolve))
    client.write(post('after'))
    await closing.promise
    release()
    const answers = await client.answers
    await closed
    t.strictSame(
      answers.map(({ status, headers, json }) => [status, json.code, headers['retry-after']]),
      [
        [201, undefined, undefined],
        [503, 'shutting-down', '5'],
      ],
    )
    t.equal(raw.requestCount, 1)
  },
)

t.test('while the server closes, idle and new connections get an answer and end without a reset', async (t) => {
  const { app, listen, inbox } = await startGateway(t)
  const origin = await listen()
  const get = formatRequest({ line: 'GET /healthz HTTP/1.1', keepAlive: true })
  const silent = exchangeBytes(origin, get.toString('latin1'))
  const kept = openClient(origin)
  kept.write(get)
  // Its answer comes after those of the two before it.
  t.equal((await exchangeRaw(origin, get, { answerCount: 1 }))[0]?.status, 200)

  const closed = app.close()
  kept.write(post('late'))
  const [fresh] = await exchangeRaw(origin, post('later'))
  t.match(fresh, { status: 503, headers: { connection: 'close' }, json: { code: 'shutting-down', resend: 'safe' } })
  t.strictSame(
    (await kept.answers).map(({ status }) => status),
    [200, 503],
  )
  t.match(await silent, { ending: 'end', text: /^HTTP\/1\.1 200 / })
  await closed
  t.equal(inbox.receivedCount(), 0)
})
