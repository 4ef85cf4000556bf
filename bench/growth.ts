import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { readScriptOptions } from '../scripts/long-script.ts'
import { createProgress } from '../scripts/progress.ts'
import { startGateway } from './contestants/gateway.ts'
import { measureFence } from './growth/fence.ts'
import { measureSizes, type SizeFigures } from './growth/journal-size.ts'
import { describeMachine, findDisturbance } from './machine.ts'
import { measure } from './measure.ts'
import { cores } from './processes.ts'
import { missingTools } from './tools.ts'
import { startUpstream, type Upstream } from './upstream.ts'

/**
 * Measures how the gateway's costs grow with the recipients of a message, the messages in the journal, and the unknown
 * outcomes that the duplicate fence must check.
 */
const values = readScriptOptions({
  name: 'bench:growth',
  about: "Measures how the gateway's costs grow with recipients, with the journal and with unknown outcomes.",
  options: {
    messages: { value: 'COUNT', number: true, default: '1000000', about: 'the messages of the largest journal' },
    unknowns: { value: 'COUNT', number: true, default: '100000', about: 'the most unknown outcomes' },
    seconds: { value: 'SECONDS', number: true, default: '5', about: 'how long each measurement takes' },
    folder: { value: 'FOLDER', default: tmpdir(), about: 'where the journals are, on a disk and not in memory' },
  },
})
const { seconds } = values
const progress = createProgress()
/** Of the time that the run takes: seeding journals takes most of it. The rest is the fence. */
const recipientShare = 0.2
const sizeShare = 0.7

const missing = missingTools()
if (missing.length > 0) {
  process.stderr.write(`Nothing was measured:\n${missing.map((text) => `  - ${text}\n`).join('')}`)
  process.exit(2)
}
execFileSync('taskset', ['-a', '-p', '-c', String(cores.load), String(process.pid)], { stdio: 'ignore' })

print([...describeMachine(values.folder), ...(await findDisturbance())].join('\n'))
const upstream = await startUpstream()
await showRecipients(upstream)
await showSizes(upstream)
await upstream.stop()
await showFence()

async function showRecipients(to: Upstream): Promise<void> {
  print('\n| recipients a message | recipients/s | CPU µs/recipient |\n| ---: | ---: | ---: |')
  const rows = [
    [1, 64],
    [10, 64],
    [100, 32],
    [1_000, 16],
  ] as const
  for (const [index, [recipients, connections]] of rows.entries()) {
    progress.report((recipientShare * index) / rows.length, `${recipients} recipients a message`)
    const start = (stage: Parameters<typeof startGateway>[0]) => startGateway(stage)
    const contestant = { about: '', start, request: 'list', recipients, connections } as const
    const run = await measure(contestant, to, { seconds, warmSeconds: 3, folder: values.folder })
    print(`| ${recipients} | ${run.messagesPerSecond.toFixed(0)} | ${run.cpuUsPerMessage.toFixed(1)} |`)
    for (const text of [...run.faults, ...run.warnings]) print(`* ${recipients} recipients: ${text}`)
  }
}

async function showSizes(to: Upstream): Promise<void> {
  const kinds = ['send', 'replay', 'list', 'purge'] as const
  print(
    `\n| messages in the journal | MiB | ${kinds.map((kind) => `${kind} µs`).join(' | ')} |\n|${' ---: |'.repeat(6)}`,
  )
  const sizes = powersOfTen(1_000, values.messages)
  let first: SizeFigures | undefined
  for await (const figures of measureSizes(to, values.folder, sizes, seconds)) {
    first ??= figures
    const share = (sizes.indexOf(figures.size) + 1) / sizes.length
    progress.report(recipientShare + sizeShare * share, `${figures.size} messages in the journal`)
    const smallest = first
    const cells = kinds.map((kind) => `${figures[kind].toFixed(0)} (${(figures[kind] / smallest[kind]).toFixed(2)})`)
    print(`| ${figures.size} | ${figures.fileMiB.toFixed(0)} | ${cells.join(' | ')} |`)
  }
  print(
    'In brackets: relative to the smallest journal. CPU of the gateway for a request; of the purge, the time for a message.',
  )
}

async function showFence(): Promise<void> {
  print(
    '\n| unknown outcomes open | fence µs, each of another recipient | fence µs, all of one recipient |\n|---:|---:|---:|',
  )
  for await (const { openCount, spread, sameRecipient } of measureFence(
    values.folder,
    powersOfTen(10, values.unknowns),
  ))
    print(`| ${openCount} | ${spread.toFixed(1)} | ${sameRecipient.toFixed(1)} |`)
}

function powersOfTen(least: number, most: number): readonly number[] {
  return Array.from({ length: 10 }, (_, power) => 10 ** power).filter((count) => count >= least && count <= most)
}

function print(text: string): void {
  progress.say(text)
}
