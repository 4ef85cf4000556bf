import type { Logger } from 'pino'
import type { Journal } from './domain/journal.ts'
import type { Messages } from './domain/send-message.ts'
import { type App, createFastify, type RequestScope } from './http/fastify.ts'
import { type Mode, type Readiness, registerHealth } from './http/health.ts'
import { registerMessagePreview } from './http/message-preview.ts'
import { anonymous, registerMessages } from './http/messages.ts'
import { registerProblems } from './http/problems.ts'
import { registerRecordedMessages } from './http/recorded-messages.ts'

export type AppDependencies = {
  readonly logger: Logger
  readonly messages: Messages
  readonly journal: Journal
  /** Whether messages are taken with an Idempotency-Key only. */
  readonly keyRequired: boolean
  readonly mode: Mode
  /** Whether the API is described: `/docs`, `/openapi.json`, and the way there from `/`. */
  readonly docs: boolean
  readonly readiness: Readiness
  readonly version: string
  readonly requestScope?: RequestScope
}

/** Creates the HTTP application: the list of what it serves. */
export async function createApp({
  logger,
  messages,
  journal,
  keyRequired,
  mode,
  docs,
  readiness,
  version,
  requestScope,
}: AppDependencies): Promise<App> {
  const app = createFastify(logger, requestScope)
  // Loaded only where it is served: with it goes a good part of the start.
  const description = docs ? await import('./http/docs.ts') : undefined
  await description?.registerOpenapi(app, version, mode)
  registerMessages(app, messages, keyRequired)
  registerMessagePreview(app, messages)
  registerRecordedMessages(app, journal, anonymous)
  await registerProblems(app, docs)
  registerHealth(app, mode, readiness)
  await description?.registerDocs(app, mode)
  return app
}
