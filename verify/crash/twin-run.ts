import { once } from 'node:events'
import { mkdtempDisposableSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatRequest } from '../../test/support/raw-answers.ts'
import {
  answerAccepted,
  createRawUpstream,
  type RawExchange,
  type RawUpstream,
} from '../../test/support/raw-upstream.ts'
import { type Answer, type ClientMessage, get, type Line, post, saidBy } from './client.ts'
import { compileCache, liveEnvironment, withoutPages } from './gateway-child.ts'
import { withGateway } from './kill-point-run.ts'

export type TwinReport = {
  readonly keys: number
  readonly requests: number
  readonly getCount: number
  readonly statuses: ReadonlyMap<number, number>
  readonly violations: readonly string[]
}

/** How the upstream treats the single GET of a key, in turn. Every twin gets the same answer about a refused or lost one. */
const treatments: readonly ((exchange: RawExchange) => void)[] = [
  ({ answer, body }) => answer(body),
  ({ answer, request }) => answer(`1706|${request.query.get('destination')}`),
  ({ reset }) => reset(),
]

/** For each key, sends the same request many times at once, and meanwhile other bodies under that key. */
export async function runTwins(twins: number, keys: number): Promise<TwinReport> {
  const upstream = await createRawUpstream()
  using directory = mkdtempDisposableSync(join(tmpdir(), 'gateway-twins-'))
  const live = liveEnvironment(upstream.origin, join(directory.path, 'gateway.db'))
  const environment = { ...live, ...compileCache, ...withoutPages, UPSTREAM_TIMEOUT_MS: '20000' }
  let report: TwinReport | undefined
  const fault = await withGateway({ environment }, async (line) => {
    report = await sendAllTwins([line], upstream, twins, keys)
  })
  await upstream.close()
  const none = { keys, requests: 0, getCount: 0, statuses: new Map(), violations: [] }
  return { ...(report ?? none), violations: [...(report?.violations ?? []), ...fault] }
}

/** Sends the twins of each key to the gateways in turn. */
export async function sendAllTwins(
  lines: readonly Line[],
  upstream: RawUpstream,
  twins: number,
  keys: number,
): Promise<TwinReport> {
  const statuses = new Map<number, number>()
  const violations: string[] = []
  for (let index = 0; index < keys; index++) {
    const { faults, status } = await sendTwins(lines, upstream, index, twins)
    violations.push(...faults)
    statuses.set(status, (statuses.get(status) ?? 0) + twins)
  }
  const getCount = upstream.requestCount
  if (getCount !== keys) violations.push(`${getCount} GETs for ${keys} keys`)
  return { keys, requests: keys * twins, getCount, statuses, violations }
}

async function sendTwins(lines: readonly Line[], upstream: RawUpstream, index: number, twins: number) {
  const lineOf = (number: number) => lines[number % lines.length] as Line
  const key = `twins-${String(index).padStart(16, '0')}`
  const message: ClientMessage = { key, text: `Twins ${index}`, to: ['+213550000001'], answers: [] }
  const stranger: ClientMessage = { ...message, text: `Other ${index}` }
  const held = Promise.withResolvers<RawExchange>()
  upstream.behave(held.resolve, answerAccepted)
  const sending = Array.from({ length: twins }, (_, number) => post(lineOf(number), message))
  const exchange = await held.promise
  const strangers = [await post(lineOf(index), stranger)]
  treatments[index % treatments.length]?.(exchange)
  const answers = await Promise.all(sending)
  strangers.push(await post(lineOf(index + 1), stranger))

  const [first] = answers
  const different = answers.filter((answer) => answer.status !== first?.status || saidBy(answer) !== saidBy(first))
  const originals = answers.filter(({ replayed }) => !replayed)
  const faults = [
    ...different.slice(0, 1).map(({ status, text }) => `${key}: ${status} ${text} instead of ${first?.text}`),
    ...(originals.length === 1 ? [] : [`${key}: ${originals.length} answers are not replays`]),
    ...strangers.filter(isNoReuse).map(({ status, text }) => `${key}: another body was answered ${status} ${text}`),
  ]
  return { faults, status: first?.status ?? 0 }
}

const isNoReuse = ({ status, body }: Answer): boolean => status !== 422 || body.code !== 'idempotency-key-reused'

/** Tests a client that disconnects while its message is on the wire. Returns every deviation. */
export async function runDisconnect(): Promise<readonly string[]> {
  const upstream = await createRawUpstream()
  const message: ClientMessage = {
    key: 'disconnect-000000001',
    text: 'Your code is 1234',
    to: ['+213550000001'],
    reference: 'left-behind',
    answers: [],
  }
  const faults: string[] = []
  using directory = mkdtempDisposableSync(join(tmpdir(), 'gateway-disconnect-'))
  const environment = { ...liveEnvironment(upstream.origin, join(directory.path, 'gateway.db')), ...compileCache }
  const fault = await withGateway({ environment }, async (line) => {
    const held = Promise.withResolvers<RawExchange>()
    upstream.behave(held.resolve, answerAccepted)
    const client = connect({ host: '127.0.0.1', port: Number(new URL(line.origin).port) })
    client.on('error', () => {})
    const { to, text, reference } = message
    const headers = `Content-Type: application/json\r\nIdempotency-Key: ${message.key}\r\n`
    client.write(formatRequest({ headers, body: JSON.stringify({ to, text, reference }) }))
    const exchange = await held.promise
    client.resetAndDestroy()
    await once(client, 'close')
    // Like any twin it waits for the first request, so no delay has to be guessed.
    const again = post(line, message)
    exchange.answer(exchange.body)
    const { status, replayed, body } = await again
    if (status !== 201 || !replayed) faults.push(`the same key was answered ${status}, replayed: ${replayed}`)
    const journal = await get(line, `/messages/${body.id}`)
    const [recipient] = journal.body.recipients ?? []
    if (recipient?.outcome !== 'accepted') faults.push(`the journal has ${journal.text}`)
  })
  await upstream.close()
  if (upstream.requestCount !== 1) faults.push(`${upstream.requestCount} GETs were made`)
  return [...faults, ...fault]
}
