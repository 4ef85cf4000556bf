import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { createApp } from '../src/http/app.ts'
import type { Journal } from '../src/messages/journal.ts'
import type { Messages } from '../src/messages/send.ts'

/** Where the generated document is kept. */
export const documentFile = new URL('../openapi/openapi.json', import.meta.url)

const unused = () => {
  throw new Error('Describing the API sends no messages')
}
const messages: Messages = { send: unused, check: unused, preview: unused, idle: unused }
const journal: Journal = {
  begin: unused,
  startAttempts: unused,
  endAttempts: unused,
  finish: unused,
  reopen: unused,
  resolve: unused,
  findMessage: unused,
  findFenced: unused,
  findKey: unused,
  usedSegments: unused,
  saveUsedSegments: unused,
  listMessages: unused,
  whenFinished: unused,
  recordReport: unused,
  listUnmatchedReports: unused,
  countUnmatchedReports: unused,
  listEvents: unused,
  lastEvent: unused,
  whenEvent: unused,
  countUnknown: unused,
  mayStart: unused,
  isStalled: unused,
  purge: unused,
  purgeReports: unused,
  seenAt: unused,
  saveClock: unused,
  wallClock: unused,
  confirmWallClock: unused,
  logBacklogBytes: unused,
  explainLogBacklog: unused,
  close: unused,
}

/** The OpenAPI document of the API as it is in the source, in the text that is kept in the repository. */
export async function formatOpenapiDocument(): Promise<string> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const logger = pino({ level: 'silent' })
  const app = await createApp({
    logger,
    messages,
    journal,
    requestsPerMinute: 60_000,
    keyRequired: false,
    mode: 'live',
    docs: true,
    readiness: { ready: () => true, upstream: unused, wallClock: unused },
    operation: { answerSamples: { counts: unused, list: unused } },
    version,
    exposition: { contentType: 'text/plain', format: unused },
  })
  await app.ready()
  const document = app.swagger()
  await app.close()
  return `${JSON.stringify(document, null, 2)}\n`
}
