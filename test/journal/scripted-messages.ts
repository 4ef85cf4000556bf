import { createContentHash } from '../../src/journal/installation-key.ts'
import { anonymous } from '../../src/messages/caller.ts'
import type { MessageRequest } from '../../src/messages/compose-message.ts'
import type { Journal } from '../../src/messages/journal.ts'
import type { RecipientResult } from '../../src/messages/outcome.ts'
import { createQuota } from '../../src/messages/quota.ts'
import { createMessages, type SendSettings } from '../../src/messages/send.ts'
import type { SendContext } from '../../src/messages/send-result.ts'
import { type Clock, createSubmitter } from '../../src/messages/submit.ts'
import type { Batch, Upstream } from '../../src/messages/upstream.ts'
import type { Message } from '../../src/sms/message.ts'
import { grantTurns, quietStatus, type Submit } from '../support/granted-turns.ts'
import { caller, dayMs, start } from './entries.ts'

/** What a scripted upstream does with a batch. */
export type Line = (batch: Batch) => readonly RecipientResult[] | Promise<readonly RecipientResult[]>

export const acceptAll: Line = (batch) => batch.map((to) => ({ to, accepted: true, upstreamMessageId: `id-${to}` }))

export const request = (changes: Partial<MessageRequest> = {}): MessageRequest =>
  ({ to: ['+213550000001'], from: 'ACME', text: 'Your code is 1234', ...changes }) as MessageRequest

/** What the observer of sends was told, in order. */
export type Observed =
  | { readonly kind: 'sent'; readonly results: readonly RecipientResult[] }
  | { readonly kind: 'replayed' }
  | { readonly kind: 'fenced'; readonly count: number }

type Options = {
  readonly batchSize?: number
  readonly settings?: Partial<SendSettings>
  readonly maxRetries?: number
  /** How turns are given; without it at once. */
  readonly takeTurn?: (follow: Submit) => Upstream['takeTurn']
  /** How twins wait; retries never do. */
  readonly sleep?: Clock['sleep']
  /** Called with errors that no rule expects; without it the test fails by them. */
  readonly onBug?: (error: unknown) => void
}

/** The use case over a journal and an upstream that follows a script, GET by GET; the last line stays. */
export function createScriptedMessages(
  journal: Journal,
  script: readonly Line[] = [acceptAll],
  {
    batchSize = 100,
    settings,
    maxRetries = 0,
    takeTurn = grantTurns,
    sleep = () => new Promise(() => {}),
    onBug = (error) => {
      throw error
    },
  }: Options = {},
) {
  const gets: Batch[] = []
  const submitted: Message[] = []
  const observed: Observed[] = []
  const clock = { ms: start }
  const follow: Submit = async (message, batch) => {
    const line = script[Math.min(gets.length, script.length - 1)] ?? acceptAll
    gets.push(batch)
    submitted.push(message)
    return line(batch)
  }
  const upstream: Upstream = {
    plan: ({ to }) => ({
      ok: true,
      batches: Array.from({ length: Math.ceil(to.length / batchSize) }, (_, index) =>
        to.slice(index * batchSize, (index + 1) * batchSize),
      ),
    }),
    preview: () => ({ path: '/', queries: [] }),
    takeTurn: takeTurn(follow),
    status: quietStatus,
    async close() {},
  }
  const submitter = createSubmitter(
    {
      upstream,
      journal,
      clock: { now: () => clock.ms, sleep: async () => {}, random: () => 0 },
      nowMs: () => clock.ms,
      onBug,
    },
    { timeoutMs: 30_000, maxWaitMs: 500, maxRetries, parallelBatches: 8 },
  )
  const messages = createMessages(
    {
      upstream,
      submitter,
      journal,
      hash: createContentHash(Buffer.alloc(32, 'key')),
      quota: createQuota(journal, () => clock.ms),
      clock: { sleep },
      nowMs: () => clock.ms,
      observer: {
        sent: (_message, { results }) => void observed.push({ kind: 'sent', results }),
        replayed: () => void observed.push({ kind: 'replayed' }),
        fenced: (count) => void observed.push({ kind: 'fenced', count }),
      },
    },
    { maxSegments: 10, maxScheduleDays: 365, duplicateFenceMs: dayMs, timeoutMs: 30_000, ...settings },
  )
  const send = (body: MessageRequest, key?: string, context: Partial<SendContext> = {}) =>
    messages.send(body, {
      caller: { ...anonymous, name: caller },
      route: 'messages',
      requestId: 'request-1',
      ...(key !== undefined && { key }),
      ...context,
    })
  return { messages, send, gets, submitted, clock, observed }
}
