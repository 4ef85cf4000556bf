import { writeFileSync } from 'node:fs'
import type { Test } from 'tap'
import { openConnections } from '../../src/journal/postgres/connections.ts'
import { createDirectory } from '../journal/open-sqlite.ts'
import { type CountingUpstream, createCountingUpstream } from '../support/counting-upstream.ts'
import { type GatewayProcess, startProcess } from '../support/gateway-process.ts'

/** In a URL whose server asks for none: no output may contain it. */
export const databasePassword = 'geheim-und-lang'

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly json: ReturnType<typeof JSON.parse>
}

/** Live gateways as processes before one upstream that counts, on a database of a real server. */
export type Site = {
  readonly upstream: CountingUpstream
  readonly url: string
  readonly keyFile: string
  start(settings?: Record<string, string>): GatewayProcess
  /** Runs a statement in the database. */
  run(text: string): Promise<readonly Record<string, unknown>[]>
}

export async function createSite(t: Test, plainUrl: string): Promise<Site> {
  const upstream = await createCountingUpstream()
  t.teardown(upstream.close)
  const url = plainUrl.replace('postgres@', `postgres:${databasePassword}@`)
  const keyFile = `${createDirectory(t)}/installation-key`
  writeFileSync(keyFile, Buffer.alloc(32, 'key'), { mode: 0o600 })
  return {
    upstream,
    url,
    keyFile,
    start: (settings = {}) =>
      startProcess(t, {
        UPSTREAM_URL: upstream.origin,
        UPSTREAM_USERNAME: 'alice',
        UPSTREAM_PASSWORD: 'open&sesame',
        AUTH: 'off',
        DOCS: 'off',
        DATABASE_URL: url,
        INSTALLATION_KEY_FILE: keyFile,
        ...settings,
      }),
    async run(text) {
      const database = openConnections(url, 'test')
      try {
        return await database.query(text)
      } finally {
        await database.close()
      }
    },
  }
}

export const message = { to: ['+213550000001'], from: 'ACME', text: 'Your code is 1234' }

export async function post(address: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(`${address}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: answer.status, headers: answer.headers, json: await answer.json() }
}

export async function get(address: string, path: string): Promise<Answer> {
  const answer = await fetch(`${address}${path}`)
  return { status: answer.status, headers: answer.headers, json: await answer.json() }
}

/** Asks until an answer is as wanted. */
export async function getUntil(address: string, path: string, isWanted: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await get(address, path)
    if (isWanted(answer)) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
