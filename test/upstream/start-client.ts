import { outcomeOf, type RecipientResult } from '../../src/messages/outcome.ts'
import type { Batch, Credential, Deadline } from '../../src/messages/upstream.ts'
import { createUpstream, type UpstreamClient, type UpstreamSettings } from '../../src/upstream/client.ts'
import type { ExchangeEvent, UpstreamObserver } from '../../src/upstream/observer.ts'
import { submitInTurn } from '../support/granted-turns.ts'
import { createRawUpstream, type RawUpstream, type RawUpstreamOptions } from '../support/raw-upstream.ts'
import { messageOf, querySettings, textContent } from './fixtures.ts'

type Teardown = { teardown(act: () => Promise<void>): void }

/** Longer than any test takes: what ends by this has hung. */
const patienceMs = 60_000

/** A password that is easily found wherever it should not be. */
export const password = 'canary-&-password'

type BreakerEvent = Parameters<UpstreamObserver['breaker']>[0]

export type TestClient = {
  readonly upstream: UpstreamClient
  readonly events: readonly ExchangeEvent[]
  readonly shapes: readonly string[]
  readonly breakerEvents: readonly BreakerEvent[]
  /** Submits a text of its own to one number, so that the server can tell the messages apart. */
  submit(text: string, options?: SubmitOptions): Promise<RecipientResult>
  /** The same for several numbers in one GET. */
  submitAll(text: string, batch: Batch, options?: SubmitOptions): Promise<readonly RecipientResult[]>
  /** Done at the end of the test as well. */
  close(): Promise<void>
}

/** How long from now a GET may wait for its start, and for its answer. */
export type SubmitOptions = {
  readonly mayStart?: () => boolean
  readonly startMs?: number
  readonly answerMs?: number
  readonly to?: string
  readonly account?: string
}

const accountOf = ({ account }: SubmitOptions) => (account === undefined ? {} : { account })

/** A breaker that never opens, for tests of other things. */
export const noBreaker = { failures: 0, unreadable: 0, openMs: patienceMs }

export function startClient(
  t: Teardown,
  origin: string,
  changes: Partial<UpstreamSettings> = {},
  accounts: ReadonlyMap<string, Credential> = new Map(),
  mayStart: () => boolean = () => true,
): TestClient {
  const events: ExchangeEvent[] = []
  const shapes: string[] = []
  const breakerEvents: BreakerEvent[] = []
  const settings = { origin, connectTimeoutMs: patienceMs, connections: 1, keepAlive: true, password, ...changes }
  const observer = {
    exchange: (event: ExchangeEvent) => void events.push(event),
    notUnderstood: ({ shape }: { shape: string }) => void shapes.push(shape),
    breaker: (event: BreakerEvent) => void breakerEvents.push(event),
  }
  const upstream = createUpstream({ ...querySettings, breaker: noBreaker, ...settings }, accounts, observer, mayStart)
  let closed: Promise<void> | undefined
  const close = () => (closed ??= upstream.close())
  t.teardown(close)

  const submitAll: TestClient['submitAll'] = (text, batch, options = {}) =>
    submitInTurn(
      upstream,
      messageOf({ to: batch, content: textContent(text), ...accountOf(options) }),
      batch,
      deadlineOf(options),
    )
  return {
    upstream,
    events,
    shapes,
    breakerEvents,
    close,
    submitAll,
    async submit(text, { to = '+213550000001', ...options } = {}) {
      const [result] = await submitAll(text, [to], options)
      if (result === undefined) throw new Error('There is a result for each recipient')
      return result
    },
  }
}

export function deadlineOf({ startMs = patienceMs, answerMs = patienceMs }: SubmitOptions): Deadline {
  const now = performance.now()
  return { startBy: now + startMs, answerBy: now + answerMs }
}

export async function startUpstream(t: Teardown, options: RawUpstreamOptions = {}): Promise<RawUpstream> {
  const server = await createRawUpstream(options)
  t.teardown(() => server.close())
  return server
}

/** How often a text has arrived at the server, complete. The number that must never be 2. */
export const countOf = (server: RawUpstream, text: string): number =>
  server.requests.filter((request) => request.query.get('message') === text).length

/** The outcome, with the problem if it is not accepted. */
export const verdictOf = (result: RecipientResult): string =>
  result.accepted ? 'accepted' : `${outcomeOf(result)}: ${result.failure.code}`
