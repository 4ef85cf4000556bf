import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import { readConfig } from '../../src/config/config.ts'
import { createGateway } from '../../src/gateway.ts'
import { createLogger, createSecrets } from '../../src/logging/logger.ts'
import type { Journal } from '../../src/messages/journal.ts'
import type { Upstream } from '../../src/messages/upstream.ts'
import { doomedReference, killPointNames, killPointVariable } from './kill-points.ts'

/**
 * The gateway, wired like the program, but it kills itself at a given point of its first doomed message. The system ends
 * the process before `kill` returns, so no later code runs.
 */
const wanted = killPointNames.find((name) => name === process.env[killPointVariable])
let doomed = false

function die(point: (typeof killPointNames)[number]): void {
  if (doomed && point === wanted) process.kill(process.pid, 'SIGKILL')
}

const dyingJournal = (journal: Journal): Journal => ({
  ...journal,
  async begin(message, options) {
    doomed ||= message.reference?.startsWith(doomedReference) === true
    die('before-first-commit')
    const begun = await journal.begin(message, options)
    die('after-first-commit')
    return begun
  },
  async startAttempts(...start) {
    die('before-next-commit')
    await journal.startAttempts(...start)
    die('after-next-commit')
  },
  async finish(...answer) {
    die('before-result-commit')
    await journal.finish(...answer)
    die('after-result-commit')
  },
})

const dyingUpstream = (upstream: Upstream): Upstream => ({
  ...upstream,
  async takeTurn(...batch) {
    const turn = await upstream.takeTurn(...batch)
    if ('code' in turn) return turn
    return {
      ...turn,
      async submit(...part) {
        const results = await turn.submit(...part)
        die('answer-read')
        return results
      },
    }
  },
})

// undici publishes this after the handler has consumed the permit and before it writes the header.
subscribe('undici:client:sendHeaders', () => die('permit-consumed'))
// The upstream has written half of the body and waits.
subscribe('undici:request:bodyChunkReceived', () => die('half-an-answer'))

const read = readConfig(process.env)
if (!read.ok) throw new Error(read.faults.join('; '))
const secrets = createSecrets()
const logger = createLogger(read.config.logLevel, secrets)
const gateway = await createGateway(
  read.config,
  logger,
  secrets,
  (error) => logger.fatal({ err: error }, 'the journal has failed'),
  { journal: dyingJournal, upstream: dyingUpstream },
)
gateway.app.server.prependListener('request', (_request, response: ServerResponse) => {
  response.writeHead = new Proxy(response.writeHead, {
    apply(writeHead, self, head) {
      die('before-reply')
      return Reflect.apply(writeHead, self, head)
    },
  })
})
const address = await gateway.app.listen({ host: read.config.host, port: read.config.port })
logger.info({ address }, 'listening')
