import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { readScriptOptions } from '../scripts/long-script.ts'
import { createProgress } from '../scripts/progress.ts'
import { type AddedLatency, measureAddedLatency, measureFsyncUs } from './added-latency.ts'
import type { Contestant } from './contestants/contestant.ts'
import { type ContestantName, contestants } from './contestants/contestants.ts'
import { runWrk } from './load/wrk.ts'
import { describeMachine, findDisturbance } from './machine.ts'
import { measure, type Run } from './measure.ts'
import { cores } from './processes.ts'
import { profileGateway } from './profile.ts'
import { formatReport } from './report.ts'
import { measureStarts } from './start-time.ts'
import { installPeers, missingTools, whyWithout } from './tools.ts'
import { startUpstream, type Upstream } from './upstream.ts'

const values = readScriptOptions({
  name: 'bench',
  about: 'Measures the gateway and its alternatives, and prints ratios: see docs/performance.md.',
  options: {
    quick: { about: 'one short round, in about two minutes' },
    only: { value: 'NAMES', many: true, about: 'only these contestants, with commas between them' },
    rounds: { value: 'COUNT', number: true, about: 'how many rounds; without it, 3, or 1 with --quick' },
    seconds: {
      value: 'SECONDS',
      number: true,
      about: 'how long each measurement takes; without it, 8, or 2 with --quick',
    },
    folder: { value: 'FOLDER', default: tmpdir(), about: 'where the journals are, on a disk and not in memory' },
    profile: { about: 'records where the time goes instead' },
  },
})
const progress = createProgress()

const { quick, folder } = values
const scale = quick
  ? { rounds: 1, seconds: 2, warmSeconds: 2, pacedSeconds: 2, starts: 5 }
  : { rounds: 3, seconds: 8, warmSeconds: 12, pacedSeconds: 10, starts: 21 }
const rounds = values.rounds ?? scale.rounds
const seconds = values.seconds ?? scale.seconds
/** Contestants without a goal. Only long runs include them, so that a quick one takes two minutes. */
const longOnly: readonly string[] = ['gateway-slow-fsync', 'gateway-512', 'express-fetch'] satisfies ContestantName[]
/** Measured in addition to the contestants; `--only` accepts them too. */
const extras = ['added-latency', 'start'] as const
const names = Object.keys(contestants) as ContestantName[]
const wanted =
  values.only.length > 0
    ? values.only.flatMap((list) => list.split(','))
    : [...names.filter((name) => !quick || !longOnly.includes(name)), ...extras]

const unknown = wanted.filter((name) => !names.includes(name as ContestantName) && !extras.includes(name as 'start'))
const complaints = [
  ...missingTools(),
  ...unknown.map((name) => `there is no ${name}; there are ${[...names, ...extras].join(', ')}`),
  ...([rounds, seconds].every((count) => Number.isInteger(count) && count > 0)
    ? []
    : ['--rounds and --seconds take whole numbers from 1']),
]
if (complaints.length > 0) {
  process.stderr.write(`Nothing was measured:\n${complaints.map((text) => `  - ${text}\n`).join('')}`)
  process.exit(2)
}

installPeers()
// So that neither this process nor the tools use the server's core.
execFileSync('taskset', ['-a', '-p', '-c', String(cores.load), String(process.pid)], { stdio: 'ignore' })
const upstream = await startUpstream()
process.exitCode = values.profile ? await profile(upstream) : await bench(upstream)
await upstream.stop()

async function profile(to: Upstream): Promise<number> {
  process.stdout.write(await profileGateway(to, { seconds, warmSeconds: scale.warmSeconds, folder }))
  return 0
}

async function bench(to: Upstream): Promise<number> {
  const warnings = [...(await findDisturbance())]
  const faults: string[] = []
  const leftOut: string[] = []
  const log = { warnings, faults }
  const entries = names.filter((name) => wanted.includes(name)).filter((name) => canTakePart(name, leftOut))
  const runs = new Map<ContestantName, (Run | undefined)[]>(entries.map((name) => [name, []]))
  const added: AddedLatency[] = []
  const upstreamPerSecond = await measureUpstream(to)
  const fsyncUs = measureFsyncUs(folder)

  // Each takes about as long as another one.
  const steps = (entries.length + (wanted.includes('added-latency') ? 1 : 0)) * rounds
  let doneCount = 0
  const step = (text: string) => progress.report(doneCount++ / steps, text)
  for (let round = 1; round <= rounds; round++) {
    for (const name of entries) {
      step(`round ${round} of ${rounds}: ${contestants[name].about}`)
      const settings = { seconds, warmSeconds: scale.warmSeconds, folder }
      const run = await trySoundly(() => measure(contestants[name], to, settings), `${name}, round ${round}`, log)
      runs.get(name)?.push(run)
      warnings.push(...(run?.warnings ?? []).map((text) => `${name}, round ${round}: ${text}`))
    }
    if (wanted.includes('added-latency')) {
      step(`round ${round} of ${rounds}: what the gateway adds at 2,000 messages/s`)
      const duration = { seconds: scale.pacedSeconds, warmSeconds: scale.warmSeconds }
      const where = `added latency, round ${round}`
      const latency = await trySoundly(() => measureAddedLatency(to, folder, duration), where, log)
      if (latency !== undefined) added.push(latency)
    }
  }
  const startsMs: number[] = []
  if (wanted.includes('start')) {
    progress.report(1, 'starts of the gateway')
    startsMs.push(...(await measureStarts(to, folder, scale.starts)))
  }

  const settings = `${rounds} round(s) of ${seconds} s after ${scale.warmSeconds} s of warm-up, 64 connections where nothing else is said; medians (least–most)`
  const circumstances = { machine: describeMachine(folder), upstreamPerSecond, settings, leftOut, warnings, faults }
  progress.say(formatReport({ runs, added, fsyncUs, startsMs }, circumstances).trimEnd())
  return faults.length > 0 ? 1 : 0
}

function canTakePart(name: ContestantName, leftOut: string[]): boolean {
  const { tools = [] }: Contestant = contestants[name]
  const reason = whyWithout(tools)
  if (reason !== undefined) leftOut.push(`${name}: ${reason}`)
  return reason === undefined
}

/**
 * Measures, and repeats once if counts disagree or something fails, because a starved machine interrupts requests. A second
 * failure gives no figures.
 */
async function trySoundly<T extends { readonly faults: readonly string[] }>(
  act: () => Promise<T>,
  where: string,
  { warnings, faults }: { warnings: string[]; faults: string[] },
): Promise<T | undefined> {
  const attempt = async () => {
    try {
      const result = await act()
      return result.faults.length === 0 ? { result } : { fault: result.faults.join('; ') }
    } catch (error) {
      return { fault: (error as Error).message.trim() }
    }
  }
  const first = await attempt()
  if ('result' in first) return first.result
  warnings.push(`${where}: measured again after: ${first.fault}`)
  const second = await attempt()
  if ('result' in second) return second.result
  faults.push(`${where}: ${second.fault}`)
  return undefined
}

/** The upstream alone, loaded from the core that is otherwise the server's. */
async function measureUpstream({ origin }: Upstream): Promise<number> {
  const load = { request: 'upstream', connections: 64, recipients: 1, headers: [], core: cores.server } as const
  const { answers } = await runWrk(origin, { ...load, seconds: 2 })
  return answers / 2
}
