import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { openConnections } from '../src/journal/postgres/connections.ts'
import { ordinaryLease } from '../src/journal/postgres/lease.ts'
import { openPostgresJournal } from '../src/journal/postgres/open-postgres.ts'
import { openSqliteJournal } from '../src/journal/sqlite.ts'
import type { Journal } from '../src/messages/journal.ts'
import { recordMessage } from './journal-message.ts'

/** One process of bench/replicas.ts: opens a journal, says so, and records messages for a while once it is told to. */
const { values } = parseArgs({
  options: {
    database: { type: 'string', default: '' },
    senders: { type: 'string', default: '64' },
    name: { type: 'string', default: 'one' },
    seconds: { type: 'string', default: '4' },
  },
})
const { database, name } = values

const settings = {
  retentionMs: Number.MAX_SAFE_INTEGER,
  onFailure(error: Error) {
    throw error
  },
}

async function open(): Promise<Journal> {
  if (database.startsWith('sqlite:')) return openSqliteJournal({ ...settings, file: database.slice(7) }).journal
  const connections = openConnections(database, `bench ${name}`)
  const options = { ...settings, replicaName: name, lease: ordinaryLease }
  return (await openPostgresJournal(connections, options, Buffer.alloc(32, 'key'))).journal
}

/** Before it counts: code is compiled, and connections are open. */
const warmUpMs = 1_500

const journal = await open()
let count = 0
let isOver = false
async function send(number: number): Promise<void> {
  for (let index = 0; !isOver; index++) {
    await recordMessage(
      journal,
      [`+2135${String(number).padStart(4, '0')}${String(index % 100_000).padStart(5, '0')}`],
      true,
    )
    count++
  }
}
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const senders = Array.from({ length: Number(values.senders) }, (_, number) => send(number))
await new Promise((resolve) => setTimeout(resolve, warmUpMs))
const [from, cpuFrom, startedAt] = [count, process.cpuUsage(), performance.now()]
await new Promise((resolve) => setTimeout(resolve, Number(values.seconds) * 1_000))
const [measured, cpu, seconds] = [count - from, process.cpuUsage(cpuFrom), (performance.now() - startedAt) / 1_000]
isOver = true
await Promise.all(senders)
await journal.close()
process.stdout.write(`${JSON.stringify({ rate: measured / seconds, cpuMicros: (cpu.user + cpu.system) / measured })}\n`)
process.exit(0)
