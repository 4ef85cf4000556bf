import fs, { mkdtempSync, rmSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { readScriptOptions } from '../scripts/long-script.ts'
import { createProgress } from '../scripts/progress.ts'
import { openSqliteJournal } from '../src/journal/sqlite.ts'
import { recordMessage } from './journal-message.ts'

/**
 * Measures the cost of the journal: senders record a message, its result and its answer, in rounds that alternate between
 * the variants. Medians of messages per second, and of the CPU time per message of the main thread and of the others.
 */
const { messages: messageCount, rounds: roundCount } = readScriptOptions({
  name: 'bench:journal',
  about:
    'Measures the cost of the journal: messages a second, and CPU time of each, in rounds that alternate between variants.',
  options: {
    messages: { value: 'COUNT', number: true, default: '4000', about: 'how many messages a round has' },
    rounds: { value: 'COUNT', number: true, default: '5', about: 'how many rounds' },
  },
})
const progress = createProgress()

/** The time that a slow disk, such as network storage, adds to each sync. */
const slowDiskMs = 2
let syncDelayMs = 0
const { fdatasync } = fs
fs.fdatasync = ((descriptor, done) =>
  syncDelayMs === 0
    ? fdatasync(descriptor, done)
    : setTimeout(() => fdatasync(descriptor, done), syncDelayMs)) as typeof fdatasync
syncBuiltinESMExports()

type Way = {
  readonly file?: string
  readonly senders: number
  readonly recipients?: number
  readonly syncDelayMs?: number
  /** The share of the messages that is enough for a slower variant. */
  readonly part?: number
}
const folder = mkdtempSync(join(tmpdir(), 'journal-bench-'))
const file = (name: string) => join(folder, `${name}.db`)
const ways: Readonly<Record<string, Way>> = {
  '64 senders': { file: file('groups'), senders: 64 },
  '64 senders, a disk slower by 2 ms': { file: file('slow'), senders: 64, syncDelayMs: slowDiskMs, part: 0.5 },
  '512 senders, a disk slower by 2 ms': { file: file('slower'), senders: 512, syncDelayMs: slowDiskMs },
  'one sender': { file: file('single'), senders: 1, part: 0.1 },
  '64 senders, in memory': { senders: 64 },
  '64 senders, 100 recipients each': { file: file('lists'), senders: 64, recipients: 100, part: 0.05 },
}

type Round = { readonly rate: number; readonly mainMicros: number; readonly otherMicros: number }
const rounds = new Map<string, Round[]>()
for (let round = 0; round < roundCount; round++) {
  for (const [index, [name, way]] of Object.entries(ways).entries()) {
    progress.report((round + index / Object.keys(ways).length) / roundCount, `round ${round + 1}: ${name}`)
    const measured = [...(rounds.get(name) ?? []), await measure(way)]
    rounds.set(name, measured)
  }
}
report()
rmSync(folder, { recursive: true })

async function measure(way: Way): Promise<Round> {
  const settings = {
    file: way.file ?? ':memory:',
    retentionMs: Number.MAX_SAFE_INTEGER,
    onFailure: (error: Error) => {
      throw error
    },
  }
  const { journal } = openSqliteJournal(settings)
  syncDelayMs = way.syncDelayMs ?? 0
  const count = Math.max(100, messageCount * (way.part ?? 1))
  const to = Array.from({ length: way.recipients ?? 1 }, (_, index) => `+2135500${String(index).padStart(5, '0')}`)
  let left = count
  const [mainBefore, allBefore, startedAt] = [process.threadCpuUsage(), process.cpuUsage(), performance.now()]
  await Promise.all(
    Array.from({ length: way.senders }, async () => {
      while (left-- > 0) await recordMessage(journal, to)
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  const [main, all] = [process.threadCpuUsage(mainBefore), process.cpuUsage(allBefore)]
  await journal.close()
  const mainMicros = main.user + main.system
  const otherMicros = all.user + all.system - mainMicros
  return { rate: count / seconds, mainMicros: mainMicros / count, otherMicros: otherMicros / count }
}

function report(): void {
  const write = progress.say
  write(
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${messageCount} messages, ${roundCount} rounds`,
  )
  for (const [name, measured] of rounds) {
    const of = (key: keyof Round) => measured.map((round) => round[key]).toSorted((a, b) => a - b)
    const show = (key: keyof Round) => {
      const [least, median, most] = [0, 0.5, 0.999].map((at) => Math.round(of(key)[Math.floor(roundCount * at)] ?? 0))
      return `${median} (${least}–${most})`
    }
    write(
      `${name}: ${show('rate')} messages/s, CPU per message ${show('mainMicros')} µs, and ${show('otherMicros')} µs of other threads`,
    )
  }
}
