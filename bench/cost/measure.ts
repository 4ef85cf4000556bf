import type { Upstream } from '../upstream.ts'
import type { InstructionCounter } from './counter.ts'
import { createLoad, type Load } from './load.ts'
import type { Contestant } from './parts.ts'
import { type Measured, startContestant } from './program.ts'
import { type Estimate, estimate } from './statistics.ts'

export type Scale = {
  readonly connections: number
  /** Messages before the first that is counted: until V8 has optimized what they run through. */
  readonly warmUpCount: number
  readonly blockCount: number
  readonly blockMessages: number
  /** A folder on a disk, for journals. */
  readonly folder: string
}

type Running = { readonly program: Measured; readonly load: Load }

async function start(
  contestant: Contestant,
  upstream: Upstream,
  { connections, folder }: Scale,
  counter: InstructionCounter | undefined,
): Promise<Running> {
  const program = await startContestant(contestant, upstream, folder, counter)
  return { program, load: createLoad(program.origin, program.authorization, connections) }
}

async function stop({ program, load }: Running): Promise<void> {
  await load.close()
  await program.stop()
}

/** With a collection of garbage on the way, after which V8 compiles again what depended on objects that have gone. */
async function warmUp({ program, load }: Running, messageCount: number, onPart: (share: number) => void) {
  const steps = 10
  for (let step = 1; step <= steps; step++) {
    const sending = load.send(Math.ceil(messageCount / steps))
    if (step === 3) program.collectGarbage()
    await sending
    onPart(step / steps)
  }
}

async function workPerMessage({ program, load }: Running, messageCount: number): Promise<number> {
  const before = program.work()
  await load.send(messageCount)
  return (program.work() - before) / messageCount
}

/**
 * Counts the instructions of a contestant's messages, in thousands per message, block by block. Start and warm-up are not in them:
 * a block's count is the difference of two readings of a running program.
 */
export async function countInstructions(
  contestant: Contestant,
  upstream: Upstream,
  scale: Scale,
  counter: InstructionCounter,
  onPart: (share: number) => void = () => {},
): Promise<readonly number[]> {
  const running = await start(contestant, upstream, scale, counter)
  const totalCount = scale.warmUpCount + scale.blockCount * scale.blockMessages
  const warmShare = scale.warmUpCount / totalCount
  try {
    await warmUp(running, scale.warmUpCount, (share) => onPart(share * warmShare))
    const counts: number[] = []
    for (let block = 1; block <= scale.blockCount; block++) {
      counts.push((await workPerMessage(running, scale.blockMessages)) / 1_000)
      onPart(warmShare + ((1 - warmShare) * block) / scale.blockCount)
    }
    return counts
  } finally {
    await stop(running)
  }
}

/**
 * Where nothing counts instructions: the CPU time of the gateway and how much less another contestant takes, in µs per message,
 * from blocks that alternate.
 */
export async function compareCpuTimes(
  gateway: Contestant,
  other: Contestant,
  upstream: Upstream,
  scale: Scale,
  onPart: (share: number) => void = () => {},
): Promise<{ readonly gateway: Estimate; readonly saved: Estimate }> {
  const sides: Running[] = []
  try {
    for (const contestant of [gateway, other]) sides.push(await start(contestant, upstream, scale, undefined))
    const [one, two] = sides as [Running, Running]
    for (const side of sides) await warmUp(side, scale.warmUpCount, () => {})
    const gatewayUs: number[] = []
    const savedUs: number[] = []
    for (let block = 1; block <= scale.blockCount; block++) {
      // Which one is first alternates too: the second finds the machine warmer.
      const isFirst = block % 2 === 1
      const first = await workPerMessage(isFirst ? one : two, scale.blockMessages)
      const second = await workPerMessage(isFirst ? two : one, scale.blockMessages)
      const [ours, others] = isFirst ? [first, second] : [second, first]
      gatewayUs.push(ours * 1_000)
      savedUs.push((ours - others) * 1_000)
      onPart(block / scale.blockCount)
    }
    return { gateway: estimate(gatewayUs), saved: estimate(savedUs) }
  } finally {
    for (const side of sides) await stop(side)
  }
}
