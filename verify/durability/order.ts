import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startProcess } from '../../test/support/gateway-process.ts'
import { createPosted, post, type Reply, runConcurrently } from './clients.ts'
import { createLedger, type Fate } from './ledger.ts'
import type { Scope } from './scope.ts'
import { createTraceCheck, type TraceReport, tracedCalls } from './trace.ts'

const concurrency = 32
/** Every fifth message is a list of several GETs, so that attempts are also recorded one by one. */
const listEvery = 5
const listSize = 5

/** Some are refused and some cut off: their outcomes must also be durable before they are reported. */
const fateOf = (number: string): Fate => {
  const last = Number(number.slice(5, 10)) % 100
  return last < 3 ? 'cut' : last < 10 ? 'refused' : 'accepted'
}

/** Traces a gateway under load and proves from its system calls the order in which it writes, syncs, sends and answers. */
export async function proveOrder(
  scope: Scope,
  messageCount: number,
  random: () => number,
  print: (line: string) => void,
): Promise<readonly string[]> {
  const directory = scope.directory()
  const traceFile = join(directory, 'trace.txt')
  const ledger = await createLedger(random, fateOf)
  scope.teardown(ledger.close)
  // `-D`: the gateway remains our child, with strace as a separate process. The trace must show whole journal pages.
  const calls = `trace=${tracedCalls.join()}`
  const strace = [
    'strace',
    '-D',
    '-f',
    '--seccomp-bpf',
    '-qq',
    '-y',
    '-s',
    '20000',
    '-o',
    traceFile,
    '-e',
    calls,
    '-e',
    'signal=none',
  ]
  const gateway = startProcess(
    scope,
    {
      DATABASE_URL: `sqlite:${join(directory, 'journal.db')}`,
      UPSTREAM_URL: ledger.origin,
      UPSTREAM_USERNAME: 'alice',
      UPSTREAM_PASSWORD: 'open&sesame',
      UPSTREAM_DESTINATIONS_PER_REQUEST: '2',
      AUTH: 'off',
      NODE_NO_WARNINGS: '1',
    },
    [],
    strace,
  )
  const address = await gateway.listening()
  const replies: Reply[] = []
  await runConcurrently(concurrency, messageCount, async (index) => {
    replies.push(await post(address, createPosted(index, index % listEvery === 0 ? listSize : 1)))
    return true
  })
  gateway.child.kill('SIGTERM')
  const code = await gateway.ended

  const { all, blind } = await readTrace(traceFile)
  const told = replies.flatMap(({ outcomes }) => [...outcomes.keys()])
  print(
    `order: ${messageCount} messages, ${ledger.numbers().size} recipients at the upstream, ${all.submitted.size} of them seen in GETs and ${all.answered.size} in answers, ${all.syncs.count} fsyncs of the journal, ${all.violations.length} violations`,
  )
  const missing = [...ledger.numbers()].filter((number) => !all.submitted.has(number))
  const unseen = told.filter((number) => !all.answered.has(number))
  const statuses = Map.groupBy(replies, ({ status }) => status)
  print(`order: statuses ${[...statuses].map(([status, { length }]) => `${status}: ${length}`).join(', ')}`)
  return [
    ...all.violations,
    ...missing.map((number) => `${number} arrived in a GET that the trace does not show`),
    ...unseen.map((number) => `${number} was answered in a write that the trace does not show`),
    ...(told.length < messageCount ? [`only ${told.length} recipients were answered`] : []),
    ...(code === 0 ? [] : [`the gateway ended with ${code}`]),
    // Without its fsyncs, the same trace must consist of violations, or the check would detect nothing.
    ...(blind.violations.length < all.submitted.size + all.answered.size
      ? ['the check does not notice missing fsyncs']
      : []),
  ]
}

async function readTrace(file: string): Promise<{ readonly all: TraceReport; readonly blind: TraceReport }> {
  const all = createTraceCheck('journal.db-wal')
  const blind = createTraceCheck('journal.db-wal')
  for await (const line of createInterface({ input: createReadStream(file, 'latin1') })) {
    all.add(line)
    if (!/^\d+ +f(data)?sync\(/.test(line)) blind.add(line)
  }
  return { all: all.report, blind: blind.report }
}
