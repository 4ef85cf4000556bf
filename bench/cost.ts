import { availableParallelism, tmpdir } from 'node:os'
import { readScriptOptions } from '../scripts/long-script.ts'
import { createProgress } from '../scripts/progress.ts'
import { findInstructionCounter, type InstructionCounter } from './cost/counter.ts'
import { compareCpuTimes, countInstructions, type Scale } from './cost/measure.ts'
import { type Contestant, type PartName, parts, type WholeName, wholes } from './cost/parts.ts'
import { type Estimate, middleOf } from './cost/statistics.ts'
import { formatCounts, formatCpuTimes } from './cost/table.ts'
import { describeMachine } from './machine.ts'
import { formatSpread, type Spread } from './statistics.ts'
import { installPeers, missingTools } from './tools.ts'
import { startUpstream, type Upstream } from './upstream.ts'

const names = [...Object.keys(wholes), ...Object.keys(parts)] as (WholeName | PartName)[]
const values = readScriptOptions({
  name: 'bench:cost',
  about: 'Counts the instructions of a message, in the gateway and without each of its parts: see docs/performance.md.',
  options: {
    quick: { about: 'only the whole gateway and the yardstick, with fewer messages' },
    only: { value: 'NAMES', many: true, about: `only these, with commas between them: ${names.join(', ')}` },
    connections: { value: 'COUNT', number: true, default: '16', about: 'how many connections send messages' },
    'warm-up': {
      value: 'COUNT',
      number: true,
      about: 'messages before the count; without it, 8000, or 4000 with --quick',
    },
    messages: { value: 'COUNT', number: true, default: '500', about: 'messages of a block' },
    blocks: { value: 'COUNT', number: true, about: 'how many blocks; without it, 8, or 4 with --quick' },
    jobs: { value: 'COUNT', number: true, about: 'how many are counted side by side; without it, one for each core' },
    cpu: { about: 'measures CPU time in pairs, although instructions can be counted' },
    folder: { value: 'FOLDER', default: tmpdir(), about: 'where the journals are' },
  },
})
const progress = createProgress()
const wanted =
  values.only.length > 0 ? values.only.flatMap((list) => list.split(',')) : values.quick ? Object.keys(wholes) : names
const scale: Scale = {
  connections: values.connections,
  warmUpCount: values['warm-up'] ?? (values.quick ? 4_000 : 8_000),
  blockMessages: values.messages,
  blockCount: values.blocks ?? (values.quick ? 4 : 8),
  folder: values.folder,
}
const complaints = [
  ...missingTools(),
  ...wanted
    .filter((name) => !names.includes(name as PartName))
    .map((name) => `there is no ${name}; there are ${names.join(', ')}`),
  ...([scale.connections, scale.blockMessages, scale.blockCount, values.jobs ?? 1].every(
    (count) => Number.isInteger(count) && count > 0,
  )
    ? []
    : ['--connections, --messages, --blocks and --jobs take whole numbers from 1']),
]
if (complaints.length > 0) {
  process.stderr.write(`Nothing was measured:\n${complaints.map((text) => `  - ${text}\n`).join('')}`)
  process.exit(2)
}

installPeers()
const all: Readonly<Record<string, Contestant>> = { ...wholes, ...parts }
const counter = values.cpu ? '--cpu was given' : findInstructionCounter()
const upstream = await startUpstream()
try {
  const table = typeof counter === 'string' ? await compare(upstream) : await count(upstream, counter)
  const settings = `${scale.connections} connections, ${scale.blockCount} blocks of ${scale.blockMessages} messages after ${scale.warmUpCount}`
  const how =
    typeof counter === 'string' ? `CPU time in pairs, because ${counter}` : `${counter.name}; median and middle half`
  progress.say([...describeMachine(scale.folder), `${how}; ${settings}`, '', table].join('\n'))
} finally {
  await upstream.stop()
}

async function count(to: Upstream, by: InstructionCounter): Promise<string> {
  const counted = new Map<string, Spread>()
  const shares = new Map<string, number>()
  const queue = names.filter((name) => wanted.includes(name))
  const steps = queue.length
  async function countNext(): Promise<void> {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const current = name
      const onPart = (share: number) => {
        shares.set(current, share)
        progress.report([...shares.values()].reduce((sum, part) => sum + part, 0) / steps, current)
      }
      const counts = await countInstructions(all[name] as Contestant, to, scale, by, onPart)
      const middle = middleOf(counts)
      counted.set(name, middle)
      // All of them take a while: what is known can be read already.
      progress.say(`${name}: ${formatSpread(middle, 1)}`)
    }
  }
  await Promise.all(Array.from({ length: values.jobs ?? availableParallelism() }, countNext))
  const pick = (table: object) =>
    Object.fromEntries(Object.keys(table).flatMap((name) => (counted.has(name) ? [[name, counted.get(name)]] : [])))
  return formatCounts({ wholes: pick(wholes), parts: pick(parts) })
}

/** One pair after the other: two that run side by side would disturb each other. */
async function compare(to: Upstream): Promise<string> {
  const others = names.filter((name) => name !== 'gateway' && wanted.includes(name))
  const saved: Record<string, Estimate> = {}
  let gateway: Estimate | undefined
  for (const [index, name] of others.entries()) {
    const onPart = (share: number) => progress.report((index + share) / others.length, name)
    const compared = await compareCpuTimes(wholes.gateway, all[name] as Contestant, to, scale, onPart)
    gateway ??= compared.gateway
    saved[name] = compared.saved
  }
  return gateway === undefined ? 'Nothing to compare the gateway with.' : formatCpuTimes({ gateway, saved })
}
