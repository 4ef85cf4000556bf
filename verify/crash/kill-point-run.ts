import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerAccepted, createRawUpstream, type RawUpstream } from '../../test/support/raw-upstream.ts'
import { type Answer, type ClientMessage, get, type Line, openLine, post, saidBy } from './client.ts'
import {
  type ChildSettings,
  compileCache,
  type GatewayChild,
  liveEnvironment,
  programs,
  startChild,
  withoutPages,
} from './gateway-child.ts'
import { doomedReference, type KillPointName, killPoints, killPointVariable, type Remains } from './kill-points.ts'

/** A message during which the gateway is killed, and the expected state afterwards. */
type Doomed = ClientMessage & { readonly point: KillPointName; readonly remains: readonly Remains[] }

/**
 * Kills gateways on one database at each point the given number of times, alternating between messages of one GET and of
 * two. Then starts the ordinary program on that database and checks the remaining state and the effect of the same keys.
 *
 * @returns every deviation from the expected state
 */
export async function runKillPoints(points: readonly KillPointName[], times: number): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'gateway-kill-point-'))
  const upstream = await createRawUpstream()
  const environment = {
    ...liveEnvironment(upstream.origin, join(directory, 'gateway.db')),
    ...compileCache,
    ...withoutPages,
    UPSTREAM_TIMEOUT_MS: '5000',
    UPSTREAM_DESTINATIONS_PER_REQUEST: '1',
  }
  const faults: string[] = []
  try {
    const doomed = points.flatMap((point) => Array.from({ length: times }, (_, time) => createDoomed(point, time)))
    for (const message of doomed) faults.push(...(await killAt(message, upstream, environment)))
    upstream.behave(answerAccepted)
    const fault = await withGateway({ environment }, async (line) => {
      for (const message of doomed) faults.push(...(await checkRemains(message, line, upstream)))
    })
    faults.push(...fault)
  } finally {
    await upstream.close()
    rmSync(directory, { recursive: true, force: true })
  }
  return faults
}

function createDoomed(point: KillPointName, time: number): Doomed {
  const [pair, single] = killPoints[point]
  const remains = time % 2 === 0 || single === undefined ? pair : [single]
  const to = remains.map((_, index) => `+2135500${String(10 * time + index).padStart(5, '0')}`)
  const key = `${point}-${String(time).padStart(12, '0')}`
  return { point, remains, key, text: `${point} ${time}`, to, reference: `${doomedReference}-${key}`, answers: [] }
}

/** Sends a message to a gateway that kills itself while it handles it. */
async function killAt(
  message: Doomed,
  upstream: RawUpstream,
  environment: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { point } = message
  const child = startChild({
    program: programs.killPoint,
    environment: { ...environment, [killPointVariable]: point },
  })
  const origin = await child.ready
  if (origin === undefined) return [`did not start: ${JSON.stringify(await child.ended)}`]
  const line = openLine(origin)
  upstream.behave(answerAccepted)
  // On an open connection the bytes are written in the same event loop turn as the request.
  await post(line, { ...message, key: `warm-${message.key}`, text: 'Warm', to: ['+213559999999'], reference: 'warm' })
  misbehaveAt(point, upstream, child)
  const answer = await post(line, message).catch(() => undefined)
  const { signal } = await child.ended
  await line.pool.destroy()
  return [
    ...(signal === 'SIGKILL' ? [] : [`${message.key} ended with ${signal}`]),
    ...(answer === undefined ? [] : [`${message.key} was answered ${answer.text}`]),
    ...message.remains.flatMap(({ arrived }, index) =>
      expectCount(`${message.key} at the kill`, arrivalsOf(upstream, message, index), arrived),
    ),
  ]
}

function misbehaveAt(point: KillPointName, upstream: RawUpstream, child: GatewayChild): void {
  if (point === 'bytes-written') upstream.behave(() => child.kill('SIGKILL'))
  if (point === 'half-an-answer') {
    upstream.behave(({ socket, body }) => {
      const half = body.slice(0, body.length / 2)
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: ${body.length}\r\n\r\n${half}`)
    })
  }
}

/** Repeats the key twice: the first time sends to recipients that certainly got nothing, the second time to none. */
async function checkRemains(message: Doomed, line: Line, upstream: RawUpstream): Promise<readonly string[]> {
  const { key, remains, to } = message
  const recorded = await recipientsByReference(line, message)
  const faults = remains.flatMap(({ state }, index) =>
    expectEqual(`${key} ${to[index]} after the restart`, recorded?.get(to[index] ?? ''), state),
  )
  const retried = await post(line, message)
  const replayed = await post(line, message)
  faults.push(...expectEqual(`${key} the second time`, saidBy(replayed), saidBy(retried)))
  faults.push(...expectEqual(`${key} the second time is a replay`, replayed.replayed, true))
  faults.push(...expectEqual(`${key} the first time is a replay`, retried.replayed, isSettled(remains)))
  for (const [index, { state, arrived }] of remains.entries()) {
    const final = state === 'unknown' ? 'unknown' : 'accepted'
    faults.push(...expectEqual(`${key} ${to[index]} at last`, outcomes(retried).get(to[index] ?? ''), final))
    const count = state === undefined || state === 'not-attempted' ? 1 : arrived
    faults.push(...expectCount(`${key} at last`, arrivalsOf(upstream, message, index), count))
  }
  return faults
}

/** Without recipients left to send to, the key replays what the journal knows. */
const isSettled = (remains: readonly Remains[]): boolean =>
  remains.every(({ state }) => state !== undefined && state !== 'not-attempted')

/** Looks up a message by its reference, because no answer with its id was received. */
async function recipientsByReference(
  line: Line,
  { reference }: Doomed,
): Promise<ReadonlyMap<string, string> | undefined> {
  const { text } = await get(line, `/messages?reference=${reference}`)
  const { messages } = JSON.parse(text) as { messages: Answer['body'][] }
  const [message] = messages
  return message && new Map(message.recipients?.map(({ to, outcome }) => [to, outcome]))
}

const outcomes = ({ body }: Answer): ReadonlyMap<string, string> =>
  new Map(body.recipients?.map(({ to, outcome }) => [to, outcome]))

const arrivalsOf = ({ requests }: RawUpstream, { text, to }: Doomed, index: number): number =>
  requests.filter(
    ({ query }) =>
      query.get('message') === text && query.get('destination')?.replace('+', '') === to[index]?.replace('+', ''),
  ).length

const expectCount = (what: string, actual: number, expected: number) => expectEqual(`${what}: GETs`, actual, expected)

const expectEqual = (what: string, actual: unknown, expected: unknown): readonly string[] =>
  actual === expected ? [] : [`${what}: ${actual} instead of ${expected}`]

/** Starts the ordinary program for some work, and stops it as an operator would. Returns its errors. */
export async function withGateway(
  settings: ChildSettings,
  work: (line: Line, child: GatewayChild) => Promise<void>,
): Promise<readonly string[]> {
  const child = startChild(settings)
  const origin = await child.ready
  if (origin === undefined) return [`did not start: ${JSON.stringify(await child.ended)}`]
  const line = openLine(origin)
  try {
    await work(line, child)
  } finally {
    await line.pool.destroy()
    child.kill('SIGTERM')
  }
  const ending = await child.ended
  return ending.code === 0 && ending.complaints.length === 0 ? [] : [`ended with ${JSON.stringify(ending)}`]
}
