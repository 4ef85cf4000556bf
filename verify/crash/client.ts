import { setTimeout as sleep } from 'node:timers/promises'
import { type Dispatcher, Pool } from 'undici'
import type { Random } from '../../test/upstream/random.ts'

/** A message from its sender's point of view, with every answer received for it. */
export type ClientMessage = {
  readonly key: string
  readonly text: string
  readonly to: readonly string[]
  readonly reference?: string
  readonly answers: Answer[]
}

export type RecipientView = {
  readonly to: string
  readonly outcome: 'accepted' | 'rejected' | 'unknown' | 'not-attempted' | 'pending'
  readonly upstreamMessageId?: string
  readonly error?: { readonly code: string; readonly upstreamCode?: number }
}

/** The members of an answer that a caller reads. */
export type AnswerBody = {
  readonly id?: string
  readonly code?: string
  readonly resend?: string
  readonly recipients?: readonly RecipientView[]
}

export type Answer = {
  readonly status: number
  readonly replayed: boolean
  readonly text: string
  readonly body: AnswerBody
}

/** The current gateway process. A new one has another port. */
export type Line = { readonly origin: string; readonly pool: Pool }

export const openLine = (origin: string): Line => ({ origin, pool: new Pool(origin, { connections: 256 }) })

const json = { 'content-type': 'application/json' }

/** Posts a message under its key. @throws if the connection breaks, as it does when the gateway is killed */
export async function post(line: Line, message: ClientMessage, signal?: AbortSignal): Promise<Answer> {
  const { to, text, reference } = message
  const body = JSON.stringify({ to, text, reference })
  const headers = { ...json, 'idempotency-key': message.key }
  return read(await line.pool.request({ method: 'POST', path: '/messages', headers, body, ...(signal && { signal }) }))
}

export async function get(line: Line, path: string): Promise<Answer> {
  return read(await line.pool.request({ method: 'GET', path }))
}

async function read({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Answer> {
  const text = await body.text()
  const replayed = headers['idempotent-replayed'] === 'true'
  return { status: statusCode, replayed, text, body: JSON.parse(text) as AnswerBody }
}

/** The percentage of attempts in which a client gives up early, or sends twice at once. */
const impatientRate = 2
const twinRate = 2
/** The longest time that an impatient client waits, in ms. */
const maxPatienceMs = 40
/** Between attempts. The gateway recommends seconds, but this test needs heavy traffic. */
const retryMs = 20
/** How often a client retries when the answer says that recipients got nothing. */
const maxSafeRetries = 3

/** The message is being sent: an answer comes later. */
const isInProgress = ({ status, body }: Answer): boolean => status === 409 && body.code === 'request-in-progress'

/**
 * Sends a message with the same key until an answer reports its recipients.
 *
 * @param line resolves with a gateway that is ready; asked for each request
 * @param isPassing whether an answer without recipients means: try again
 * @returns a description of an unexpected answer, if there was one
 */
export async function sendUntilAnswered(
  message: ClientMessage,
  line: () => Promise<Line>,
  random: Random,
  isPassing = isInProgress,
): Promise<string | undefined> {
  for (let safeRetries = 0; ; ) {
    const answers = await tryOnce(line, message, random)
    for (const answer of answers) {
      if (answer.body.recipients !== undefined || isPassing(answer)) continue
      return `${message.key} was answered ${answer.status} ${answer.text}`
    }
    const about = answers.filter(({ body }) => body.recipients !== undefined)
    message.answers.push(...about)
    const last = about.at(-1)
    const safe =
      last?.body.recipients?.some(({ outcome }) => outcome === 'not-attempted') && safeRetries++ < maxSafeRetries
    if (last !== undefined && !safe) return undefined
    if (answers.length > 0) await sleep(retryMs)
  }
}

/** One attempt: a normal one, one that is aborted, or two at once. */
async function tryOnce(line: () => Promise<Line>, message: ClientMessage, random: Random): Promise<readonly Answer[]> {
  const drawn = random.below(100)
  const isTwin = drawn >= impatientRate && drawn < impatientRate + twinRate
  const lines = [await line(), ...(isTwin ? [await line()] : [])]
  const patience = () => (drawn < impatientRate ? AbortSignal.timeout(1 + random.below(maxPatienceMs)) : undefined)
  const sending = lines.map((one) => post(one, message, patience()))
  const settled = await Promise.allSettled(sending)
  return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}

/** An answer without its request id, which is the only part that differs in a replay. */
export const saidBy = ({ text }: Answer): string => text.replace(/"requestId":"[^"]*"/, '')
