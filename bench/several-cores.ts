import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readScriptOptions } from '../scripts/long-script.ts'
import { createProgress } from '../scripts/progress.ts'
import type { Stage } from './contestants/contestant.ts'
import { middleOf } from './cost/statistics.ts'
import { describeMachine } from './machine.ts'
import { formatTable } from './markdown-table.ts'
import { senderCount, startFed } from './several-cores/feed.ts'
import { type Cost, type Running, startGateways } from './several-cores/start.ts'
import { withStage } from './stage.ts'
import { formatSpread } from './statistics.ts'
import { startUpstream } from './upstream.ts'

/**
 * Measures a prototype of one gateway on several cores: HTTP processes on one port, and a process with their journal. With two
 * cores for all of them and the load, rates say nothing; the CPU time of a message in each says which would be full first.
 * All variants run at the same time and get blocks of messages in turn, so that what slows the machine slows all of them.
 */
const values = readScriptOptions({
  name: 'bench:cores',
  about: 'Measures a prototype of several HTTP processes with one journal: the CPU time of a message in each.',
  options: {
    processes: { value: 'COUNTS', default: '1,2', about: 'how many HTTP processes, with commas between the variants' },
    keys: { about: 'every message has an Idempotency-Key' },
    rounds: { value: 'COUNT', number: true, default: '15', about: 'how many blocks each variant gets' },
    messages: { value: 'COUNT', number: true, default: '2000', about: 'messages of a block' },
    'warm-up': { value: 'COUNT', number: true, default: '8000', about: 'messages before, for each HTTP process' },
    folder: { value: 'FOLDER', default: tmpdir(), about: 'where the journals are' },
  },
})
const { keys: isKeyed, rounds: roundCount, messages: blockMessages } = values
const counts = values.processes.split(',').map(Number)
if (!counts.every((count) => Number.isInteger(count) && count > 0)) {
  process.stderr.write('Nothing was measured: --processes takes whole numbers from 1\n')
  process.exit(2)
}

type Variant = {
  readonly name: string
  readonly start: (stage: Stage) => Promise<Running>
  readonly warmUpCount: number
}
const gateway = 'the gateway as it is'
const fed = `the journal process, fed by ${senderCount} senders without HTTP`
const variants: readonly Variant[] = [
  { name: gateway, start: (stage) => startGateways(stage, 'one', isKeyed), warmUpCount: values['warm-up'] },
  ...counts.map((count) => ({
    name: `${count} HTTP and a journal process`,
    start: (stage: Stage) => startGateways(stage, count, isKeyed),
    warmUpCount: values['warm-up'] * count,
  })),
  { name: fed, start: (stage) => startFed(stage, isKeyed), warmUpCount: values['warm-up'] },
]
const progress = createProgress()
/** µs of CPU per message, by variant, of each round. */
const costs = new Map<string, Cost[]>(variants.map(({ name }) => [name, []]))
const upstream = await startUpstream()

async function send(name: string, { load }: Running, messageCount: number): Promise<void> {
  const before = (await upstream.counted()).destinations
  await load.send(messageCount)
  const arrivedCount = (await upstream.counted()).destinations - before
  const expectedCount = name === fed ? 0 : messageCount
  if (arrivedCount !== expectedCount) throw new Error(`${name}: ${arrivedCount} of ${expectedCount} messages arrived`)
}

async function measureBlock(name: string, running: Running): Promise<void> {
  // The kernel counts in steps of 10 ms, and without HTTP a message takes little.
  const messageCount = name === fed ? 10 * blockMessages : blockMessages
  const before = running.cost()
  await send(name, running, messageCount)
  const after = running.cost()
  const perMessage = (part: keyof Cost) => ((after[part] - before[part]) * 1_000) / messageCount
  costs.get(name)?.push({ http: perMessage('http'), journal: perMessage('journal') })
}

async function measureAll(stage: Stage): Promise<void> {
  const running: (readonly [name: string, Running])[] = []
  try {
    for (const [index, { name, start, warmUpCount }] of variants.entries()) {
      const folder = join(stage.folder, String(index))
      mkdirSync(folder)
      const started = await start({ ...stage, folder })
      running.push([name, started])
      await send(name, started, warmUpCount)
    }
    for (let round = 0; round < roundCount; round++) {
      progress.report(round / roundCount, `round ${round + 1}`)
      // Which one is first alternates: the second finds the machine warmer.
      for (const [name, one] of round % 2 === 0 ? running : running.toReversed()) await measureBlock(name, one)
    }
  } finally {
    for (const [, one] of running) await one.stop()
  }
}

try {
  await withStage(upstream, values.folder, measureAll)
} finally {
  await upstream.stop()
}

const wholes = costs.get(gateway) ?? []
function show(of: readonly Cost[], digits: number, figure: (cost: Cost, whole: number) => number): string {
  const figures = of.map((cost, round) => figure(cost, wholes[round]?.http ?? Number.NaN))
  // A part that is not there takes no time.
  return figures.every((value) => value > 0 && Number.isFinite(value)) ? formatSpread(middleOf(figures), digits) : ''
}
const columns: readonly (readonly [title: string, digits: number, (cost: Cost, whole: number) => number])[] = [
  ['HTTP, µs', 0, ({ http }) => http],
  ['journal process, µs', 0, ({ journal }) => journal],
  ['HTTP / the gateway', 2, ({ http }, whole) => http / whole],
  ['the gateway / journal process', 1, ({ journal }, whole) => whole / journal],
  ['HTTP / journal process', 1, ({ http, journal }) => http / journal],
]
const head = ['CPU of a message', ...columns.map(([title]) => title)]
const rows = [...costs].map(([name, of]) => [name, ...columns.map(([, digits, figure]) => show(of, digits, figure))])
const settings = `${roundCount} blocks of ${blockMessages} messages, ${isKeyed ? 'with' : 'without'} an Idempotency-Key`
const table = formatTable(head, rows)
progress.say([...describeMachine(values.folder), `${settings}; median and middle half`, '', ...table].join('\n'))
