import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GatewayProcess, startProcess } from '../../test/support/gateway-process.ts'
import { createPosted, type Posted, post, probe, type Reply, recordedOutcomes, runConcurrently } from './clients.ts'
import { createLedger, type Ledger } from './ledger.ts'
import type { Scope } from './scope.ts'

/** A failing disk: the journal's directory on it, and the command that runs the gateway on it. */
export type Fault = {
  readonly name: string
  /** Whether it must end the gateway. A failed checkpoint may also leave everything in the log, without any loss. */
  readonly deadly: boolean
  prepare(scope: Scope): Prepared
}
type Prepared = {
  readonly directory: string
  readonly wrapper: readonly string[]
  /** The file in which strace records the affected calls. */
  readonly traceFile?: string
}

const concurrency = 24
/** Far more than any of the faults lets through. */
const messageCount = 1_500
/** Longer than the gateway waits for requests in progress. */
const endMs = 20_000

/** Injects an error into calls on one file of the journal, starting with the nth call. */
export const injected = (calls: string, error: string, from: number, file: string, once = false): Fault => ({
  name: `${error} from ${calls} of ${file}, ${once ? 'call' : 'from call'} ${from}${once ? ' alone' : ' on'}`,
  deadly: file.endsWith('-wal'),
  prepare(scope) {
    const directory = scope.directory()
    const inject = `inject=${calls}:error=${error}:when=${from}${once ? '' : '+'}`
    const traceFile = join(scope.directory(), 'trace.txt')
    const strace = [
      'strace',
      '-D',
      '-f',
      '-qq',
      '-s',
      '0',
      '-o',
      traceFile,
      '-P',
      join(directory, file),
      '-e',
      `trace=${calls}`,
    ]
    return { directory, wrapper: [...strace, '-e', 'signal=none', '-e', inject], traceFile }
  },
})

/** A file system of the given size. */
export const fullDisk = (kilobytes: number): Fault => ({
  name: `a full file system of ${kilobytes} KB`,
  deadly: true,
  prepare(scope) {
    const directory = scope.directory()
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', directory])
    if (mounted.status !== 0) throw new Error(`mount: ${mounted.stderr}`)
    scope.teardown(() => void spawnSync('umount', [directory]))
    return { directory, wrapper: [] }
  },
})

/** Whether this process may mount file systems, which it may not in most containers. */
export function canMount(scope: Scope): boolean {
  const directory = scope.directory()
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', directory]).status !== 0) return false
  return spawnSync('umount', [directory]).status === 0
}

/** Limits the size of every file. Needs neither root nor strace. */
export const limitedFiles = (kilobytes: number): Fault => ({
  name: `files limited to ${kilobytes} KB`,
  deadly: true,
  // POSIX counts blocks of 512 bytes.
  prepare: (scope) => ({
    directory: scope.directory(),
    wrapper: ['sh', '-c', `ulimit -f ${kilobytes * 2}; exec "$@"`, 'sh'],
  }),
})

type Sent = { readonly posted: Posted; readonly reply: Reply }
export type FaultReport = { readonly summary: string; readonly violations: readonly string[] }

/**
 * Runs a gateway under load on a failing disk, then on a healthy one, and compares its answers and its journal with the
 * arrivals at the upstream.
 */
export async function runFault(
  scope: Scope,
  fault: Fault,
  random: () => number,
  count = messageCount,
): Promise<FaultReport> {
  const ledger = await createLedger(random, () => 'accepted')
  scope.teardown(ledger.close)
  const { directory, wrapper, traceFile } = fault.prepare(scope)
  const gateway = startGateway(scope, ledger, directory, wrapper)
  const { sent, faults } = await drive(gateway, count)
  const code = await endOf(gateway, fault)

  // The contents of the failing disk are read from a healthy one.
  const healthy = scope.directory()
  cpSync(directory, healthy, { recursive: true })
  const recovered = startGateway(scope, ledger, healthy, [])
  const states = await checkStates(await recovered.listening(), sent, ledger)
  const statuses = Map.groupBy(sent, ({ reply }) => `${reply.status} ${reply.code ?? ''}`.trim())
  const counts = [...statuses].map(([status, { length }]) => `${length} × ${status}`).join(', ')
  const injections = traceFile === undefined ? '' : `, ${countInjections(traceFile)} injected errors`
  const broke = sent.some(({ reply }) => reply.code === 'journal-unavailable' || reply.code === 'outcome-unknown')
  return {
    summary: `${fault.name}: ${sent.length} messages, ${states.arrivedBefore} arrived; ${counts}; exit ${code}${injections}; after the restart ${states.summary}`,
    violations: [
      ...faults,
      ...states.violations,
      ...((broke || !fault.deadly) && !injections.startsWith(', 0 ')
        ? []
        : ['the fault did not occur, so this run proves nothing']),
      ...(code === (broke ? 1 : 0) ? [] : [`the gateway ended with ${code}`]),
    ],
  }
}

const countInjections = (traceFile: string): number => readFileSync(traceFile, 'latin1').split('(INJECTED)').length - 1

function startGateway(scope: Scope, ledger: Ledger, directory: string, wrapper: readonly string[]): GatewayProcess {
  const environment = {
    DATABASE_URL: `sqlite:${join(directory, 'journal.db')}`,
    UPSTREAM_URL: ledger.origin,
    UPSTREAM_USERNAME: 'alice',
    UPSTREAM_PASSWORD: 'open&sesame',
    UPSTREAM_TIMEOUT_MS: '5000',
    AUTH: 'off',
  }
  return startProcess(scope, environment, [], wrapper)
}

/** Sends until the gateway no longer answers, and checks that it is not ready while its journal is unavailable. */
async function drive(
  gateway: GatewayProcess,
  count: number,
): Promise<{ sent: readonly Sent[]; faults: readonly string[] }> {
  const address = await gateway.listening()
  const sent: Sent[] = []
  const faults: string[] = []
  await runConcurrently(concurrency, count, async (index) => {
    const posted = createPosted(index)
    const reply = await post(address, posted)
    sent.push({ posted, reply })
    if (reply.code === 'journal-unavailable' && (await probe(address)) === 200) {
      faults.push(`ready after ${posted.to} was told that the journal is unavailable`)
    }
    return reply.status !== 0
  })
  return { sent, faults }
}

/** Ends the gateway with SIGTERM if the fault has not ended it. */
async function endOf(gateway: GatewayProcess, { deadly }: Fault): Promise<number | string> {
  if (!deadly) gateway.child.kill('SIGTERM')
  const { promise: late, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(() => resolve('a timeout: it did not end'), endMs)
  const code = await Promise.race([gateway.ended, late])
  clearTimeout(timer)
  return code
}

/** The allowed outcomes of numbers that arrived and of those that did not: uncertain ones are, wrong ones are not. */
const allowedAnswers = ['accepted', 'unknown', 'journal-unavailable', 'not-attempted']
/** The answer to requests that arrive while the gateway is closing. */
const refused = 'shutting-down'
/** Errors of connections that were not accepted before the gateway stopped listening. Nothing may be recorded for them. */
const turnedAway = ['ECONNREFUSED', 'ECONNRESET']
const allowed = { arrived: ['accepted', 'unknown'], missing: ['not-attempted', 'unknown'] }

async function checkStates(address: string, sent: readonly Sent[], ledger: Ledger) {
  const violations: string[] = []
  const counts = new Map<string, number>()
  const arrivedBefore = ledger.numbers().size
  const rows = sent.flatMap(({ posted, reply }) => posted.to.map((number) => ({ posted, number, reply })))
  await runConcurrently(concurrency, rows.length, async (index) => {
    const { number, reply } = rows[index] as (typeof rows)[number]
    const arrived = ledger.countOf(number) > 0
    const recorded = await recordedOutcomes(address, number)
    const [state = 'no record'] = recorded
    counts.set(state, (counts.get(state) ?? 0) + 1)
    const told = reply.outcomes.get(number) ?? reply.code ?? 'no answer'
    const fault = (text: string) => violations.push(`${number} ${text} (told ${told}, recorded ${state})`)
    if (ledger.countOf(number) > 1) fault('arrived twice')
    if (recorded.length > 1) fault('has two records')
    if (arrived && state === 'no record') fault('arrived but has no record')
    if (state !== 'no record' && !(arrived ? allowed.arrived : allowed.missing).includes(state))
      fault('is recorded wrongly')
    if (told === 'accepted' && !(arrived && state === 'accepted')) fault('was wrongly reported as accepted')
    if (arrived && !['accepted', 'unknown'].includes(told)) fault('arrived, but its client does not know')
    if ([...turnedAway, refused].includes(told) ? state !== 'no record' : !allowedAnswers.includes(told))
      fault('got an unexpected answer')
    return true
  })
  // Every client retries with its key: uncertain messages are not sent again, unsent ones are sent once.
  await runConcurrently(concurrency, rows.length, async (index) => {
    const { posted, number } = rows[index] as (typeof rows)[number]
    const { status, outcomes } = await post(address, posted)
    const outcome = outcomes.get(number)
    if (ledger.countOf(number) > 1) violations.push(`${number} arrived twice, because of the retry with its key`)
    if (outcome !== 'unknown' && outcome !== 'accepted') violations.push(`${number} got ${status} for its retry`)
    if (outcome === 'accepted' && ledger.countOf(number) !== 1) violations.push(`${number} never arrived`)
    return true
  })
  const summary = [...counts].map(([state, count]) => `${count} ${state}`).join(', ')
  return { violations, summary, arrivedBefore }
}
