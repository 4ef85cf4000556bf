import { type Exchange, exchange, type Request } from './exchange.ts'
import { recipientsWithout, type UntoldRecipient } from './recipients.ts'
import { pauseBeforeRepeat } from './repeat.ts'
import type {
  EventFilter,
  EventPage,
  Message,
  MessageFilter,
  MessagePreview,
  Problem,
  Recipient,
  RecordedMessage,
  RecordedMessageList,
  Resolution,
  ScheduleMessage,
  SendMessage,
} from './types.ts'

export type ClientOptions = {
  /** The gateway, with its `BASE_PATH` if it has one: `https://sms.example.com`. */
  readonly baseUrl: string
  /** Absent if the gateway runs open. */
  readonly apiKey?: string | undefined
  /** The time limit of one request. Longer than the gateway's `UPSTREAM_TIMEOUT_MS`, whose default is 30 s. */
  readonly requestTimeoutMs?: number
  /** The time limit of a call with all its repetitions: two minutes by default. */
  readonly totalTimeoutMs?: number
  /** How often a call is repeated at most: 20 times by default. */
  readonly maxRepeats?: number
  readonly fetch?: typeof globalThis.fetch
  /** Waits before a repetition. Tests replace it. */
  readonly sleep?: (ms: number) => Promise<void>
}

/** The answer to a call that sends nothing. */
export type Result<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'no-answer'; readonly cause: Error }

/**
 * What became of a message. `recipients` has every recipient with its `outcome`, also where the gateway said nothing about
 * them. Whatever the kind, the same call with the same `key` never sends twice.
 */
export type SendResult = {
  readonly key: string
  readonly recipients: readonly (Recipient | UntoldRecipient)[]
} & (
  | { readonly kind: 'ok'; readonly message: Message; readonly replayed: boolean }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly replayed: boolean }
  | { readonly kind: 'no-answer'; readonly cause: Error }
)

export type SendOptions = {
  /** Absent: a new one. Store your own before the call to repeat it after a crash. */
  readonly key?: string
}

export type Client = ReturnType<typeof createClient>

type Call = Omit<Request, 'url'> & { readonly path: string; readonly repeatsLost: boolean }

/** @throws TypeError if `baseUrl` is no http address */
export function createClient(options: ClientOptions) {
  const { apiKey, fetch = globalThis.fetch, sleep = wait } = options
  const { requestTimeoutMs = 45_000, totalTimeoutMs = 120_000, maxRepeats = 20 } = options
  const base = parseBase(options.baseUrl)
  const authorization = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }

  /** Makes a request until it is answered, must not be repeated, or its time is over. */
  async function perform<T>({ path, repeatsLost, ...call }: Call) {
    const headers = { accept: 'application/json, application/problem+json', ...authorization, ...call.headers }
    const request: Request = { ...call, headers, url: new URL(base + path) }
    const end = performance.now() + totalTimeoutMs
    let lostCount = 0
    for (let repeatCount = 0; ; repeatCount++) {
      const leftMs = Math.max(1, Math.min(requestTimeoutMs, end - performance.now()))
      const result = await exchange<T>(fetch, request, AbortSignal.timeout(Math.ceil(leftMs)))
      if (result.kind === 'lost') lostCount++
      const pauseMs =
        result.kind === 'lost' && !repeatsLost ? undefined : pauseBeforeRepeat(result, lostCount, Math.random())
      const isLast = repeatCount === maxRepeats || pauseMs === undefined || performance.now() + pauseMs >= end
      if (isLast) return { result, wasLost: lostCount > 0 }
      await sleep(pauseMs)
    }
  }

  const read = async <T>(path: string): Promise<Result<T>> =>
    resultOf((await perform<T>({ method: 'GET', path, headers: {}, repeatsLost: true })).result)

  const post = <T>(path: string, body: object, headers: Record<string, string>, repeatsLost: boolean) =>
    perform<T>({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      repeatsLost,
    })

  async function submit(
    path: string,
    message: SendMessage | ScheduleMessage,
    { key }: SendOptions,
  ): Promise<SendResult> {
    const used = key ?? crypto.randomUUID()
    const { result, wasLost } = await post<Message>(path, message, { 'idempotency-key': used }, true)
    if (result.kind === 'ok') {
      const { value, replayed } = result
      return { kind: 'ok', key: used, message: value, recipients: value.recipients, replayed }
    }
    const problem = result.kind === 'problem' ? result.problem : undefined
    // What is no gateway has sent nothing, unless the gateway was reached before.
    const recipients = recipientsWithout(message.to, problem, wasLost)
    if (result.kind === 'problem') {
      return { kind: 'problem', key: used, problem: result.problem, recipients, replayed: result.replayed }
    }
    return { kind: 'no-answer', key: used, cause: result.cause, recipients }
  }

  return {
    /** Sends a message now. */
    send: (message: SendMessage, options: SendOptions = {}) => submit('/messages', message, options),
    /** Has the provider send a message later. */
    schedule: (message: ScheduleMessage, options: SendOptions = {}) => submit('/scheduled-messages', message, options),
    /** Shows encoding, segments and upstream requests of a message. Sends nothing. */
    preview: async (message: SendMessage): Promise<Result<MessagePreview>> =>
      resultOf((await post<MessagePreview>('/messages/preview', message, {}, true)).result),
    /** What is known about a message, with every attempt. */
    get: (id: string) => read<RecordedMessage>(`/messages/${encodeURIComponent(id)}`),
    /** A page of messages, newest first. `next` is the `cursor` of the next page. */
    list: (filter: MessageFilter = {}) => read<RecordedMessageList>(`/messages${formatQuery(filter)}`),
    /** Records what a person has found out about unknown outcomes. Sends nothing, and is not repeated if its answer is lost. */
    settle: async (id: string, resolution: Resolution): Promise<Result<RecordedMessage>> =>
      resultOf(
        (await post<RecordedMessage>(`/messages/${encodeURIComponent(id)}/resolution`, resolution, {}, false)).result,
      ),
    /** A page of the feed. Store `next` after your work; it is the next `after`. */
    events: (filter: EventFilter = {}) => read<EventPage>(`/events${formatQuery(filter)}`),
  }
}

function resultOf<T>(result: Exchange<T>): Result<T> {
  if (result.kind === 'ok') return { kind: 'ok', value: result.value }
  if (result.kind === 'problem') return { kind: 'problem', problem: result.problem }
  return { kind: 'no-answer', cause: result.cause }
}

/** Without its last slash, because paths begin with one. */
function parseBase(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new TypeError('baseUrl must be an http or https address without a query')
  }
  return url.href.replace(/\/$/, '')
}

/** `URLSearchParams` writes `+` as `%2B`, as the gateway requires. */
function formatQuery(filter: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
