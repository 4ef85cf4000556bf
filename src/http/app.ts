import type { Logger } from 'pino'
import type { Authenticate } from '../messages/caller.ts'
import type { EventConsumers } from '../messages/event-consumers.ts'
import type { Journal } from '../messages/journal.ts'
import type { Messages } from '../messages/send.ts'
import type { Exposition } from '../observability/metrics/exposition.ts'
import { withListTurns } from './list-turns.ts'
import { type Credit, registerAccount } from './routes/account.ts'
import { registerCaller } from './routes/caller.ts'
import { type ReportRoute, registerDeliveryReports } from './routes/delivery-reports.ts'
import { registerEvents } from './routes/events.ts'
import { type Mode, type Readiness, registerHealth } from './routes/health.ts'
import { registerInbox, type SandboxInbox } from './routes/inbox.ts'
import { registerJournalStatus } from './routes/journal-status.ts'
import { registerMagicNumbers, type SandboxNumber } from './routes/magic-numbers.ts'
import { registerMessagePreview } from './routes/message-preview.ts'
import { registerMessages } from './routes/messages.ts'
import { registerMetrics } from './routes/metrics.ts'
import { type ProblemSources, registerProblems } from './routes/problems.ts'
import { registerRecordedMessages } from './routes/recorded-messages.ts'
import { registerUnmatchedReports } from './routes/unmatched-reports.ts'
import { type AnswerSamples, registerUpstreamAnswers } from './routes/upstream-answers.ts'
import { registerWallClock } from './routes/wall-clock.ts'
import type { App } from './server/app-type.ts'
import { registerAuthentication } from './server/authentication.ts'
import { createFastify, type Onlookers } from './server/fastify.ts'
import { registerRequestRate } from './server/request-rate.ts'
import type { RequestScope } from './server/request-scope.ts'
import { type IsServed, serveHostsOnly } from './server/served-hosts.ts'

export type AppDependencies = {
  readonly logger: Logger
  readonly messages: Messages
  readonly journal: Journal
  readonly consumers: EventConsumers
  /** Absent if the gateway runs open. */
  readonly authenticate?: Authenticate | undefined
  /** For callers without a limit of their own. */
  readonly requestsPerMinute: number
  /** The gateways on this journal that are alive; absent: this one alone. */
  readonly gatewayCount?: (() => number) | undefined
  /** Whether messages require an Idempotency-Key. */
  readonly keyRequired: boolean
  /** The country whose national number format is accepted in addition to E.164. */
  readonly defaultCountry?: string | undefined
  readonly mode: Mode
  /** The hosts for which requests are accepted; absent: all. */
  readonly isServed?: IsServed | undefined
  /** The prefix that a proxy adds to each path and strips again; absent: none. */
  readonly basePath?: string | undefined
  /** Whether pages for people are served: the console at `/`, `/docs`, and `/openapi.json`. */
  readonly docs: boolean
  /** The folder of the console's files. */
  readonly consoleFolder: string
  readonly problemSources: ProblemSources
  /** The simulated provider of this process; absent in live mode. */
  readonly sandbox?: { readonly inbox: SandboxInbox; readonly numbers: readonly SandboxNumber[] }
  readonly readiness: Readiness
  readonly operation: {
    readonly answerSamples: AnswerSamples
    /** Absent if the balance is not queried. */
    readonly credit?: Credit
  }
  readonly version: string
  readonly requestScope?: RequestScope
  readonly onlookers?: Onlookers
  /** Absent if delivery reports are not received, or on their own port. */
  readonly reports?: ReportRoute
  /** Absent if the metrics have their own port. */
  readonly exposition?: Exposition
}

/** Creates the HTTP application and registers everything that it serves. */
export async function createApp({
  logger,
  messages,
  journal,
  consumers,
  authenticate,
  requestsPerMinute,
  gatewayCount,
  keyRequired,
  defaultCountry,
  mode,
  isServed,
  basePath,
  docs,
  consoleFolder,
  problemSources,
  sandbox,
  readiness,
  operation,
  version,
  requestScope,
  onlookers,
  exposition,
  reports,
}: AppDependencies): Promise<App> {
  const app = createFastify(logger, requestScope, onlookers, undefined, basePath)
  if (isServed !== undefined) serveHostsOnly(app, isServed)
  // Loaded only if it is served, because it takes a good part of the startup time.
  const openapi = docs ? await import('./routes/openapi.ts') : undefined
  await openapi?.registerOpenapi(app, version, mode, sandbox?.numbers ?? [])
  registerAuthentication(app, authenticate)
  registerRequestRate(app, requestsPerMinute, gatewayCount)
  registerMessages(app, messages, keyRequired, defaultCountry)
  registerMessagePreview(app, messages)
  registerRecordedMessages(app, withListTurns(journal))
  registerEvents(app, journal, consumers)
  registerUnmatchedReports(app, journal)
  if (reports !== undefined) registerDeliveryReports(app, reports)
  await registerProblems(app, docs, problemSources)
  if (sandbox !== undefined) {
    registerInbox(app, sandbox.inbox)
    registerMagicNumbers(app, sandbox.numbers)
  }
  registerCaller(app, authenticate === undefined, requestsPerMinute)
  registerUpstreamAnswers(app, operation.answerSamples)
  registerAccount(app, operation.credit)
  registerWallClock(app, journal)
  registerJournalStatus(app, journal)
  registerHealth(app, mode, version, readiness)
  if (exposition !== undefined) registerMetrics(app, exposition)
  if (docs) {
    const [{ registerDocs }, { registerConsole }] = await Promise.all([
      import('./routes/docs.ts'),
      import('./routes/console.ts'),
    ])
    await registerDocs(app, mode, authenticate === undefined)
    await registerConsole(app, consoleFolder)
  }
  return app
}
