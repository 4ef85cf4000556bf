import type { Logger } from 'pino'
import type { Authenticate } from './domain/caller.ts'
import type { Journal } from './domain/journal.ts'
import type { Messages } from './domain/send-message.ts'
import { type Credit, registerAccount } from './http/account.ts'
import { registerAuthentication } from './http/authentication.ts'
import { type App, createFastify, type Onlookers, type RequestScope } from './http/fastify.ts'
import { type Mode, type Readiness, registerHealth } from './http/health.ts'
import { registerMessagePreview } from './http/message-preview.ts'
import { registerMessages } from './http/messages.ts'
import { type Exposition, registerMetrics } from './http/metrics.ts'
import { registerProblems } from './http/problems.ts'
import { registerRecordedMessages } from './http/recorded-messages.ts'
import { registerRequestRate } from './http/request-rate.ts'
import { type AnswerSamples, registerUpstreamAnswers } from './http/upstream-answers.ts'
import { registerWallClock } from './http/wall-clock.ts'

export type AppDependencies = {
  readonly logger: Logger
  readonly messages: Messages
  readonly journal: Journal
  /** Absent where the gateway runs open. */
  readonly authenticate?: Authenticate | undefined
  /** For callers that have no number of their own. */
  readonly requestsPerMinute: number
  /** Whether messages are taken with an Idempotency-Key only. */
  readonly keyRequired: boolean
  readonly mode: Mode
  /** Whether the API is described: `/docs`, `/openapi.json`, and the way there from `/`. */
  readonly docs: boolean
  readonly readiness: Readiness
  readonly operation: {
    readonly answerSamples: AnswerSamples
    /** Absent where the balance is not asked for. */
    readonly credit?: Credit
  }
  readonly version: string
  readonly requestScope?: RequestScope
  readonly onlookers?: Onlookers
  /** Absent where the metrics have a port of their own. */
  readonly exposition?: Exposition
}

/** Creates the HTTP application: the list of what it serves. */
export async function createApp({
  logger,
  messages,
  journal,
  authenticate,
  requestsPerMinute,
  keyRequired,
  mode,
  docs,
  readiness,
  operation,
  version,
  requestScope,
  onlookers,
  exposition,
}: AppDependencies): Promise<App> {
  const app = createFastify(logger, requestScope, onlookers)
  // Loaded only where it is served: with it goes a good part of the start.
  const description = docs ? await import('./http/docs.ts') : undefined
  await description?.registerOpenapi(app, version, mode)
  registerAuthentication(app, authenticate)
  registerRequestRate(app, requestsPerMinute)
  registerMessages(app, messages, keyRequired)
  registerMessagePreview(app, messages)
  registerRecordedMessages(app, journal)
  await registerProblems(app, docs)
  registerUpstreamAnswers(app, operation.answerSamples)
  registerAccount(app, operation.credit)
  registerWallClock(app, journal)
  registerHealth(app, mode, readiness)
  if (exposition !== undefined) registerMetrics(app, exposition)
  await description?.registerDocs(app, mode)
  return app
}
