import type { Logger } from 'pino'
import type { Authenticate } from '../messages/caller.ts'
import type { Journal } from '../messages/journal.ts'
import type { Messages } from '../messages/send.ts'
import { type Credit, registerAccount } from './routes/account.ts'
import { type Mode, type Readiness, registerHealth } from './routes/health.ts'
import { registerMessagePreview } from './routes/message-preview.ts'
import { registerMessages } from './routes/messages.ts'
import { type Exposition, registerMetrics } from './routes/metrics.ts'
import { registerProblems } from './routes/problems.ts'
import { registerRecordedMessages } from './routes/recorded-messages.ts'
import { type AnswerSamples, registerUpstreamAnswers } from './routes/upstream-answers.ts'
import { registerWallClock } from './routes/wall-clock.ts'
import { registerAuthentication } from './server/authentication.ts'
import { type App, createFastify, type Onlookers, type RequestScope } from './server/fastify.ts'
import { registerRequestRate } from './server/request-rate.ts'
import { type IsServed, serveHostsOnly } from './server/served-hosts.ts'

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
  /** The country in whose form numbers may be written as well. */
  readonly defaultCountry?: string | undefined
  readonly mode: Mode
  /** For which hosts requests are taken; absent: for all. */
  readonly isServed?: IsServed | undefined
  /** What a proxy puts before each path and takes away again; absent: nothing. */
  readonly basePath?: string | undefined
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
  defaultCountry,
  mode,
  isServed,
  basePath,
  docs,
  readiness,
  operation,
  version,
  requestScope,
  onlookers,
  exposition,
}: AppDependencies): Promise<App> {
  const app = createFastify(logger, requestScope, onlookers, undefined, basePath)
  if (isServed !== undefined) serveHostsOnly(app, isServed)
  // Loaded only where it is served: with it goes a good part of the start.
  const description = docs ? await import('./routes/docs.ts') : undefined
  await description?.registerOpenapi(app, version, mode)
  registerAuthentication(app, authenticate)
  registerRequestRate(app, requestsPerMinute)
  registerMessages(app, messages, keyRequired, defaultCountry)
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
