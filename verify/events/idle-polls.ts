import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import { createKeyedCaller } from '../../test/support/gateway.ts'
import { startLiveGateway } from '../../test/support/live-gateway.ts'
import { readResidentBytes } from '../../test/support/process-figures.ts'
import { withScope } from '../durability/scope.ts'

export type IdleReport = {
  readonly callers: number
  readonly seconds: number
  /** CPU time of the gateway by time, in percent of a core: with nobody waiting, and with all of them. */
  readonly basePercent: number
  readonly pollPercent: number
  readonly residentBytes: number
  /** Polls that were answered, all empty. */
  readonly answered: number
  readonly violations: readonly string[]
}

/** Linux counts CPU time in hundredths of a second, on every platform that Node supports. */
const ticksPerSecond = 100

/** Lets each of many callers wait for an event that never comes, and measures what that costs the gateway. */
export const runIdlePolls = (callers: number, seconds: number): Promise<IdleReport> =>
  withScope(async (scope) => {
    const keyed = Array.from({ length: callers }, (_, index) =>
      createKeyedCaller({ name: `caller-${index}`, scopes: ['messages:read'] }),
    )
    const keysFile = join(scope.directory(), 'keys.json')
    writeFileSync(keysFile, JSON.stringify({ callers: keyed.map(({ entry }) => entry) }))
    const gateway = await startLiveGateway(scope, { environment: { API_KEYS_FILE: keysFile, AUTH: '' } })
    const { pid } = gateway.child
    const violations: string[] = []
    const measure = async () => {
      const [before, startedAt] = [readCpuSeconds(pid), performance.now()]
      await sleep(seconds * 1000)
      return ((readCpuSeconds(pid) - before) / (performance.now() - startedAt)) * 100_000
    }
    const basePercent = await measure()

    const pool = new Pool(gateway.origin, { connections: callers })
    scope.teardown(() => pool.destroy())
    let answered = 0
    let isOver = false
    let waiting = 0
    async function poll(headers: Record<string, string>): Promise<void> {
      while (!isOver) {
        const startedAt = performance.now()
        waiting++
        const answer = await pool.request({
          method: 'GET',
          path: '/events?wait=30&after=0',
          headers,
          headersTimeout: 60_000,
        })
        const text = await answer.body.text()
        waiting--
        answered++
        const waitedMs = performance.now() - startedAt
        if (answer.statusCode !== 200 || waitedMs < 29_000)
          violations.push(`${answer.statusCode} after ${waitedMs} ms: ${text}`)
      }
    }
    const polls = keyed.map(({ headers }) =>
      poll(headers).catch((error: unknown) => isOver || violations.push(String(error))),
    )
    // Connecting and the first look at the feed are over once the gateway has nothing to do.
    for (let last = -1; last !== readCpuSeconds(pid); await sleep(250)) last = readCpuSeconds(pid)
    const pollPercent = await measure()
    if (waiting < callers * 0.9) violations.push(`only ${waiting} of ${callers} wait`)
    const residentBytes = readResidentBytes(pid)
    isOver = true
    await pool.destroy()
    await Promise.all(polls)
    violations.push(...(await gateway.stop()))
    return { callers, seconds, basePercent, pollPercent, residentBytes, answered, violations }
  })

function readCpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in parentheses may contain anything.
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return (user + system) / ticksPerSecond
}
