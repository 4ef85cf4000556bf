import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { put, type Standing } from '../../test/journal/entries.ts'
import { compileCache, liveEnvironment, startChildIn } from '../crash/gateway-child.ts'
import { withScope } from '../durability/scope.ts'
import { type Exchange, exchangeAlone, openShared, type SharedConnection } from '../fuzz/connection.ts'
import type { FuzzCase } from '../fuzz/fuzz-case.ts'
import { judge } from '../fuzz/oracle.ts'
import { createCallback, type Known } from './callbacks.ts'
import { compareTables, readTables } from './tables.ts'

export type CallbackReport = {
  readonly seed: number
  readonly callbacks: number
  readonly statuses: ReadonlyMap<number, number>
  readonly settled: number
  readonly durationMs: number
  readonly violations: readonly string[]
}

const connectionCount = 32
const batchSize = 16
const maxViolations = 50

/** Hostile callbacks against a gateway whose journal has messages of every kind; then its journal, log and answers are searched. */
export const runCallbacks = (
  seed: number,
  callbacks: number,
  onProgress: (share: number, text: string) => void = () => {},
): Promise<CallbackReport> =>
  withScope(async (scope) => {
    const startedAt = performance.now()
    const databaseFile = join(scope.directory(), 'gateway.db')
    const messages = await fillJournal(databaseFile)
    const secret = randomBytes(24).toString('hex')
    const environment = liveEnvironment('http://127.0.0.1:9', databaseFile)
    const password = environment['UPSTREAM_PASSWORD'] ?? ''
    const known: Known = { secret, secrets: [secret, password], ...messages }
    const before = readTables(databaseFile)
    const violations: string[] = []
    const note = (text: string) => violations.length < maxViolations && violations.push(text)
    const search = (where: string, text: string) => {
      for (const one of known.secrets)
        if (text.toLowerCase().includes(one.toLowerCase())) note(`a secret in ${where}: ${text.slice(0, 300)}`)
    }
    const { child, origin, host, port } = await startChildIn(scope, {
      environment: {
        ...environment,
        ...compileCache,
        DELIVERY_REPORTS_SECRET: secret,
        DELIVERY_REPORTS_TIME_ZONE: 'Europe/Berlin',
        DELIVERY_REPORTS_SETTLE: 'exclusive',
      },
      onLine: (line) => search('the log', line),
    })
    const address = { host, port }

    const statuses = new Map<number, number>()
    let next = 0
    function record(index: number, callback: FuzzCase, { answers, fault }: Exchange): void {
      for (const { status, body, headers } of answers) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        search(`the answer to ${index} (${callback.name})`, `${body} ${[...headers].join(' ')}`)
      }
      const faults = [...(fault === undefined ? [] : [fault]), ...judge(callback, answers, new Map())]
      for (const text of faults) note(`${index} (${callback.name}): ${text}`)
    }
    async function work(): Promise<void> {
      let shared: SharedConnection | undefined
      while (next < callbacks && violations.length < maxViolations) {
        const first = next
        next = Math.min(first + batchSize, callbacks)
        onProgress(first / callbacks, `${first} callbacks, ${violations.length} violations`)
        const batch = Array.from(
          { length: next - first },
          (_, at) => [first + at, createCallback(seed, first + at, known)] as const,
        )
        for (const [index, callback] of batch) {
          if (callback.connection === 'own') record(index, callback, await exchangeAlone(address, callback))
          else {
            // Some answers end the connection, so each waits for the one before it.
            if (shared?.isOpen() !== true) shared = openShared(address)
            const exchange = await shared.exchange([callback])
            record(index, callback, exchange)
            // As after a body that is too large.
            if (exchange.answers.some(({ headers }) => headers.get('connection') === 'close')) shared.close()
          }
        }
      }
      shared?.close()
    }
    await Promise.all(Array.from({ length: connectionCount }, work))

    for (const path of ['/metrics', '/messages?limit=100', '/events?limit=500', '/upstream-answers', '/readyz'])
      search(path, await (await fetch(origin + path)).text())
    for (let cursor = ''; ; ) {
      const page = await fetch(`${origin}/delivery-reports/unmatched${cursor}`)
      const text = await page.text()
      search('the unmatched reports', text)
      const { next } = JSON.parse(text) as { readonly next?: string }
      if (next === undefined) break
      cursor = `?cursor=${next}`
    }
    child.kill('SIGTERM')
    const { code, stderr, complaints } = await child.ended
    if (code !== 0) note(`the gateway ended with ${code}`)
    for (const text of [...complaints, ...(stderr === '' ? [] : [stderr])])
      note(`the gateway complained: ${text.slice(0, 300)}`)
    const { faults, settled } = compareTables(before, readTables(databaseFile))
    for (const fault of faults) note(fault)
    return { seed, callbacks: next, statuses, settled, durationMs: performance.now() - startedAt, violations }
  })

/** Messages in every state, to numbers with one, two or no unknown outcome. */
async function fillJournal(file: string): Promise<Pick<Known, 'numbers' | 'ids'>> {
  const { journal } = openSqliteJournal({
    file,
    purpose: 'live',
    retentionMs: Number.MAX_SAFE_INTEGER,
    onFailure(error) {
      throw error
    },
  })
  const states: readonly Standing[] = ['accepted', 'rejected', 'refused', 'not-attempted', 'unknown']
  const numbers: string[] = []
  for (let index = 0; index < 100; index++) {
    const to = `+21355000${String(index).padStart(4, '0')}`
    numbers.push(to)
    const options = { finished: true }
    const createdAt = Date.now()
    await put(journal, { [to]: states[index % 5] as Standing }, { createdAt, segments: 1 + (index % 3) }, options)
    if (index % 2 === 0) await put(journal, { [to]: 'unknown' }, { createdAt }, options)
  }
  await journal.close()
  return { numbers, ids: numbers.map((to) => `id-${to}`) }
}

export function formatCallbacks({
  seed,
  callbacks,
  statuses,
  settled,
  durationMs,
  violations,
}: CallbackReport): string {
  const counts = [...statuses].sort(([one], [other]) => one - other).map(([status, count]) => `${status}: ${count}`)
  return [
    `seed ${seed}: ${callbacks} callbacks in ${(durationMs / 1_000).toFixed(0)} s`,
    `answers: ${counts.join(', ')}; unknown outcomes settled by proof: ${settled}`,
    `violations: ${violations.length}`,
    ...violations.slice(0, 20).map((violation) => `  - ${violation}`),
    '',
  ].join('\n')
}
