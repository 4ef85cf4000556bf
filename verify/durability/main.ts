import { spawnSync } from 'node:child_process'
import { readScriptOptions, seedOption } from '../../scripts/long-script.ts'
import { createProgress } from '../../scripts/progress.ts'
import { canMount, type Fault, fullDisk, injected, limitedFiles, runFault } from './faults.ts'
import { proveOrder } from './order.ts'
import { withScope } from './scope.ts'

const values = readScriptOptions({
  name: 'test:durability',
  about:
    'Proves from outside, with system calls and failing disks, that nothing is sent before a durable record and nothing answered before a second one. Needs strace and root.',
  options: {
    messages: { value: 'COUNT', number: true, default: '1200', about: 'how many messages are traced' },
    rounds: {
      value: 'COUNT',
      number: true,
      default: '3',
      about: 'how often each kind of error is injected, each time at another call',
    },
    seed: seedOption(Math.trunc(Math.random() * 2 ** 31)),
  },
})
const progress = createProgress()

if (spawnSync('strace', ['--version']).status !== 0) {
  process.stderr.write('strace is missing: `apt-get install -y strace`, on Linux. Nothing was tested.\n')
  process.exit(2)
}

const random = createRandom(values.seed)
print(`seed ${values.seed}`)

const violations = [...(await withScope((scope) => proveOrder(scope, values.messages, random, print)))]
const faults = await chooseFaults()
for (const [index, fault] of faults.entries()) {
  progress.report(index / faults.length, fault.name)
  const report = await withScope((scope) => runFault(scope, fault, random))
  print(report.summary)
  violations.push(...report.violations.map((violation) => `${fault.name}: ${violation}`))
}
print(`${violations.length} violations`)
for (const violation of violations.slice(0, 50)) print(`VIOLATION ${violation}`)
process.exitCode = violations.length > 0 ? 1 : 0

async function chooseFaults(): Promise<readonly Fault[]> {
  const wal = 'journal.db-wal'
  const syncs = 'fsync,fdatasync'
  /** After the calls of the startup, where a failure only prevents the start. */
  const at = (least: number, most: number) => Math.trunc(least + random() * (most - least))
  const rounds = Array.from({ length: values.rounds }, () => [
    injected(syncs, 'EIO', at(10, 60), wal),
    injected(syncs, 'EIO', at(10, 60), wal, true),
    injected('pwrite64', 'EIO', at(120, 900), wal),
    injected('pwrite64', 'EIO', at(120, 900), wal, true),
    injected('pwrite64', 'ENOSPC', at(120, 900), wal),
    injected('pwrite64', 'EIO', at(40, 120), 'journal.db'),
    // Checkpoints are rare: the failing one may be that at the end.
    injected(syncs, 'EIO', 3, 'journal.db'),
    limitedFiles(at(200, 1_500)),
  ])
  const mountable = await withScope(async (scope) => canMount(scope))
  if (!mountable) print('mounting is not permitted: a file size limit replaces the full file system')
  const disks = Array.from({ length: values.rounds }, () => fullDisk(at(500, 2_500)))
  return [...rounds.flat(), ...(mountable ? disks : [])]
}

function print(line: string): void {
  progress.say(line)
}

/** A reproducible random generator (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
