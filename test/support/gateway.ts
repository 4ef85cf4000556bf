import { writeFileSync } from 'node:fs'
import type { InjectOptions } from 'fastify'
import { createSandbox, type SandboxOptions } from '../../sandbox/create-sandbox.ts'
import { createApiKey, formatApiKey, formatKeyHash, hashSecret } from '../../src/callers/api-key.ts'
import type { KeysFile } from '../../src/callers/keys-file.ts'
import { type Config, readConfig } from '../../src/config/config.ts'
import type { GatewayValues } from '../../src/config/gateway-settings.ts'
import { createGateway, type Overrides } from '../../src/gateway.ts'
import type { Mode } from '../../src/http/routes/health.ts'
import type { App } from '../../src/http/server/app-type.ts'
import { createLogger, createSecrets } from '../../src/logging/logger.ts'
import type { Clocks } from '../../src/messages/clocks.ts'
import { createDirectory } from '../journal/open-sqlite.ts'
import { checkAnswer } from './openapi-answers.ts'

export const credential = { username: 'alice', password: 'open&sesame' } as const

/** The default message, for tests of anything else. */
export const validBody = { to: ['+213550000001'], from: 'ACME', text: 'Your code is 1234' }

/** The part of `t` that is used here. */
type Test = {
  teardown(act: () => unknown): void
  fail(message: string): void
}

type Entry = KeysFile['callers'][number]

export type GatewayOptions = {
  /** An upstream of the test's own; absent: a sandbox. */
  readonly origin?: string
  readonly sandbox?: Partial<SandboxOptions>
  /** Live by default. In sandbox mode the gateway starts a sandbox of its own, whose inbox the test does not see. */
  readonly mode?: Mode
  readonly settings?: Settings
  /** The callers and their keys; absent: the gateway runs open. */
  readonly callers?: readonly { readonly entry: Entry }[]
  /** The journal's file; absent: in memory. */
  readonly journalFile?: string
  /** Changes to the configuration that results from the settings: here a deadline can be shorter than a second. */
  readonly upstream?: Partial<Config['upstream']>
  readonly send?: Partial<Config['send']>
  readonly submission?: Partial<Config['submission']>
  /** Wraps the journal. */
  readonly journal?: NonNullable<Overrides['journal']>
  /** The time on both clocks of the machine. */
  readonly now?: () => Temporal.Instant
}

type Settings = { readonly [Name in keyof GatewayValues]?: string }

const ordinarySettings: Settings = {
  // Far longer than any answer takes on a busy machine. Tests of missing answers set their own.
  UPSTREAM_TIMEOUT_MS: '20000',
  UPSTREAM_MAX_WAIT_MS: '20000',
  UPSTREAM_CONNECT_TIMEOUT_MS: '1000',
  // Many tests let the upstream fail several times in a row.
  UPSTREAM_BREAKER_FAILURES: '0',
  UPSTREAM_BREAKER_UNREADABLE: '0',
  REQUESTS_PER_MINUTE: '1000000',
  // Any Host header is accepted then, as tests need. They listen on loopback regardless.
  HOST: '0.0.0.0',
}

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** Parsed; undefined if it is not JSON. */
  readonly json: ReturnType<typeof JSON.parse>
}

export type Gateway = Awaited<ReturnType<typeof startGateway>>

/**
 * The gateway as the program wires it, before a real upstream on a socket, all of which ends with the test. Every answer
 * that comes through `inject` is held against the OpenAPI document.
 */
export async function startGateway(t: Test, options: GatewayOptions = {}) {
  const sandbox = createSandbox({ ...credential, dialect: 'document', ...options.sandbox })
  const origin = options.origin ?? (await sandbox.listen({ host: '127.0.0.1', port: 0 })).origin
  const lines: string[] = []
  const secrets = createSecrets([credential.password])
  const logger = createLogger('trace', secrets, { write: (line) => void lines.push(line) })
  const { app, idle, close } = await createGateway(createConfig(t, origin, options), logger, secrets, () => {}, {
    pause: async () => {},
    ...(options.journal && { journal: options.journal }),
    ...(options.now && { clocks: clocksOf(options.now) }),
  })
  await app.ready()
  const document = () =>
    documentOf(app, JSON.stringify([options.mode, options.settings, options.callers !== undefined]))
  t.teardown(async () => {
    await close()
    await sandbox.close()
  })

  async function inject(request: InjectOptions & { url: string }): Promise<Answer> {
    const reply = await app.inject(request)
    const answer = {
      status: reply.statusCode,
      headers: reply.headers,
      text: reply.payload,
      json: parseIfJson(reply.payload),
    }
    for (const fault of checkAnswer(document(), request.method ?? 'GET', request.url, answer)) {
      t.fail(`${request.method ?? 'GET'} ${request.url} ${answer.status}: ${fault}`)
    }
    return answer
  }

  return {
    app,
    inject,
    idle,
    inbox: sandbox.inbox,
    /** Posts a value as JSON. */
    post: (url: string, body: unknown, headers: Record<string, string> = {}) =>
      inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json', ...headers },
        payload: JSON.stringify(body),
      }),
    /** Posts bytes as they are. */
    postBytes: (url: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
      inject({ method: 'POST', url, headers: { 'content-type': 'application/json', ...headers }, payload }),
    get: (url: string, headers: Record<string, string> = {}) => inject({ method: 'GET', url, headers }),
    /** Listens on a port of its own; resolves with the origin. */
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    /** Every log line so far, parsed. */
    logLines: (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line)),
    logText: () => lines.join(''),
  }
}

const documents = new Map<string, object>()

/** The OpenAPI document, generated once for all gateways with the same settings. */
function documentOf(app: App, settings: string): object {
  const document = documents.get(settings) ?? app.swagger()
  documents.set(settings, document)
  return document
}

/** The configuration that results from the settings of a test, with its changes. */
function createConfig(t: Test, origin: string, options: GatewayOptions): Config {
  const { mode = 'live', callers, journalFile, upstream, send, submission } = options
  const read = readConfig({
    ...ordinarySettings,
    ...(mode === 'live' && {
      UPSTREAM_URL: origin,
      UPSTREAM_USERNAME: credential.username,
      UPSTREAM_PASSWORD: credential.password,
    }),
    ...(callers ? { API_KEYS_FILE: writeKeysFile(t, callers) } : { AUTH: 'off' }),
    ...(journalFile !== undefined && { DATABASE_URL: `sqlite:${journalFile}` }),
    ...options.settings,
  })
  if (!read.ok) throw new Error(read.faults.join('; '))
  const { config } = read
  return {
    ...config,
    // No setting keeps the journal of a live gateway in memory.
    journal: journalFile === undefined ? { ...config.journal, url: 'sqlite::memory:' } : config.journal,
    upstream: { ...config.upstream, ...upstream },
    send: { ...config.send, ...send },
    submission: { ...config.submission, ...submission },
  }
}

function writeKeysFile(t: Test, callers: NonNullable<GatewayOptions['callers']>): string {
  const file = `${createDirectory(t)}/keys.json`
  writeFileSync(file, JSON.stringify({ callers: callers.map(({ entry }) => entry) }))
  return file
}

/** A machine's two clocks, which are never set. */
function clocksOf(now: () => Temporal.Instant): Clocks {
  const ms = () => now().epochMilliseconds
  return { wallMs: ms, steadyMs: ms }
}

/** A caller with a new key: its entry in the keys' file, and the header that its requests carry. */
export function createKeyedCaller(caller: Omit<Entry, 'keys'> & { readonly expiresAt?: string }) {
  const { expiresAt, ...entry } = caller
  const key = createApiKey()
  const keys = [
    {
      id: key.id,
      hash: formatKeyHash(hashSecret(key.secret)),
      createdAt: '2026-11-22T08:00:00Z',
      ...(expiresAt !== undefined && { expiresAt }),
    },
  ]
  const text = formatApiKey(key)
  return { entry: { ...entry, keys }, key: text, headers: { authorization: `Bearer ${text}` } }
}

function parseIfJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
