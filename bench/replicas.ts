import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readScriptOptions } from '../scripts/long-script.ts'
import { createProgress } from '../scripts/progress.ts'
import { findPostgres, howToInstall, startPostgres } from '../test/support/postgres-server.ts'
import { startDatabaseProxy } from '../verify/replicas/database-proxy.ts'
import { describeMachine } from './machine.ts'
import { formatSpread, spreadOf } from './statistics.ts'

/**
 * Measures the journal of several gateways on PostgreSQL, and SQLite's beside it: messages with a key per second, and the CPU
 * time per message in the gateways. Rounds alternate between the variants.
 */
const { seconds, rounds: roundCount } = readScriptOptions({
  name: 'bench:replicas',
  about:
    "Measures the journal of several gateways on a PostgreSQL server of its own, and SQLite's beside it: messages a second, and CPU time of each.",
  options: {
    seconds: { value: 'SECONDS', number: true, default: '4', about: 'how long each variant is measured in a round' },
    rounds: { value: 'COUNT', number: true, default: '3', about: 'how many rounds' },
  },
})
const { say, report } = createProgress()

type Way = {
  readonly journal: 'sqlite' | 'postgres'
  readonly processes: number
  /** All together. */
  readonly senders: number
  /** What a round trip to the server takes longer, in ms. */
  readonly roundTripMs?: number
}
const ways: Readonly<Record<string, Way>> = {
  'SQLite, 64 senders': { journal: 'sqlite', processes: 1, senders: 64 },
  'PostgreSQL, one gateway, 64 senders': { journal: 'postgres', processes: 1, senders: 64 },
  'PostgreSQL, three gateways, 64 senders': { journal: 'postgres', processes: 3, senders: 64 },
  'PostgreSQL, three gateways, 512 senders': { journal: 'postgres', processes: 3, senders: 512 },
  'PostgreSQL, three gateways, 512 senders, 2 ms round trip': {
    ...{ journal: 'postgres', processes: 3, senders: 512, roundTripMs: 2 },
  },
}

type Round = { readonly rate: number; readonly cpuMicros: number }

const bin = findPostgres()
if (bin === undefined) {
  process.stderr.write(`${howToInstall}\n`)
  process.exit(1)
}
const folder = mkdtempSync(join(tmpdir(), 'replicas-bench-'))
const server = await startPostgres(bin, ['max_connections=200', 'log_min_messages=fatal'])

async function measure({ journal, processes, senders, roundTripMs = 0 }: Way): Promise<Round> {
  // Each round begins with an empty journal.
  const file = `sqlite:${join(mkdtempSync(join(folder, 'sqlite-')), 'journal.db')}`
  const url = new URL(journal === 'sqlite' ? file : await server.createDatabase())
  const proxy = roundTripMs === 0 ? undefined : await startDatabaseProxy(server.port)
  proxy?.delay(roundTripMs / 2)
  if (proxy !== undefined) url.port = String(proxy.port)
  const workers: Worker[] = []
  for (let number = 0; number < processes; number++) {
    // One after the other, since the first one creates the tables.
    workers.push(await startWorker(url.href, `bench-${number}`, Math.ceil(senders / processes)))
  }
  const rounds = await Promise.all(workers.map((worker) => worker.run()))
  await proxy?.close()
  const rate = rounds.reduce((sum, round) => sum + round.rate, 0)
  return { rate, cpuMicros: rounds.reduce((sum, round) => sum + round.cpuMicros * round.rate, 0) / rate }
}

type Worker = { run(): Promise<Round> }

async function startWorker(database: string, name: string, senders: number): Promise<Worker> {
  const args = ['--database', database, '--name', name, '--senders', String(senders), '--seconds', String(seconds)]
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'replicas-worker.ts'), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  if (child.stdout === null) throw new Error('A process without output')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<string> => {
    const { done, value } = await lines.next()
    if (done) throw new Error('A process of the benchmark ended early')
    return value
  }
  await next()
  return {
    async run() {
      child.stdin?.write('go\n')
      return JSON.parse(await next()) as Round
    },
  }
}

try {
  for (const line of describeMachine(folder)) say(line)
  say(`${seconds} s per variant, ${roundCount} rounds, messages with an Idempotency-Key`)
  const measured = new Map<string, Round[]>()
  for (let round = 0; round < roundCount; round++) {
    for (const [index, [name, way]] of Object.entries(ways).entries()) {
      report((round + index / Object.keys(ways).length) / roundCount, name)
      measured.set(name, [...(measured.get(name) ?? []), await measure(way)])
    }
  }
  for (const [name, rounds] of measured) {
    const show = (key: keyof Round) => formatSpread(spreadOf(rounds.map((round) => round[key])), 0)
    say(`${name}: ${show('rate')} messages/s, CPU per message in the gateways ${show('cpuMicros')} µs`)
  }
} finally {
  await server.remove()
  rmSync(folder, { recursive: true, force: true })
}
