import { join } from 'node:path'
import type { Contestant } from './contestant.ts'
import { startGateway } from './gateway.ts'
import { startKannel } from './kannel.ts'
import { startNginx } from './nginx.ts'
import { startPeer } from './peer.ts'

const withoutJournal = join(import.meta.dirname, 'gateway-without-journal.ts')
/** The additional sync time of a network disk or a loaded one. */
const slowFsyncMs = 2
const manyConnections = 512
/** Ten times what is sent at once: with the default some would be refused, which is a different measurement. */
const maxWaitMs = 5_000

/** The contestants, in the order of a round. */
export const contestants = {
  gateway: { about: 'the gateway as shipped', start: (stage) => startGateway(stage) },
  'fastify-min': { about: 'Fastify + TypeBox + undici request: no journal, no log', start: startPeer('fastify-min') },
  'gateway-no-journal': {
    about: 'the gateway with a journal that forgets',
    start: (stage) => startGateway(stage, { program: withoutJournal }),
  },
  'fastify-fetch': { about: 'Fastify + fetch', start: startPeer('fastify-fetch') },
  'express-axios': { about: 'Express 5 + axios, connections kept', start: startPeer('express-axios') },
  'express-fetch': { about: 'Express 5 + fetch', start: startPeer('express-fetch') },
  'kannel-none': {
    about: 'Kannel without a store, end to end',
    start: startKannel('none'),
    request: 'sendsms',
    answersFirst: true,
    tools: ['bearerbox', 'smsbox'],
  },
  'kannel-spool': {
    about: 'Kannel with its spool, end to end',
    start: startKannel('spool'),
    request: 'sendsms',
    answersFirst: true,
    tools: ['bearerbox', 'smsbox'],
  },
  nginx: { about: 'nginx that passes GETs on: the floor', start: startNginx, request: 'upstream', tools: ['nginx'] },
  'gateway-1000': {
    about: 'the gateway, 1,000 recipients a message',
    start: (stage) => startGateway(stage),
    request: 'list',
    recipients: 1_000,
    connections: 16,
  },
  'gateway-slow-fsync': {
    about: `the gateway, fsync + ${slowFsyncMs} ms`,
    start: (stage) => startGateway(stage, { slowFsyncMs }),
  },
  'gateway-512': {
    about: `the gateway, ${manyConnections} connections`,
    start: (stage) => startGateway(stage, { maxWaitMs }),
    connections: manyConnections,
  },
  'gateway-512-slow-fsync': {
    about: `the gateway, ${manyConnections} connections, fsync + ${slowFsyncMs} ms`,
    start: (stage) => startGateway(stage, { slowFsyncMs, maxWaitMs }),
    connections: manyConnections,
  },
  'gateway-512-no-journal': {
    about: `the gateway with a journal that forgets, ${manyConnections} connections`,
    start: (stage) => startGateway(stage, { program: withoutJournal, maxWaitMs }),
    connections: manyConnections,
  },
} as const satisfies Record<string, Contestant>

export type ContestantName = keyof typeof contestants
