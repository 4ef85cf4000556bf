import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

/** The time spent by the cores since the machine started, in ms. */
export type CoreTimes = readonly { readonly busyMs: number; readonly stolenMs: number }[]

export function readCoreTimes(): CoreTimes {
  const lines = readFileSync('/proc/stat', 'utf8').matchAll(/^cpu\d+ (.*)$/gm)
  return [...lines].map(([, counts = '']) => {
    const [user = 0, nice = 0, system = 0, , , interrupts = 0, soft = 0, steal = 0] = counts.split(' ').map(Number)
    return { busyMs: (user + nice + system + interrupts + soft) * 10, stolenMs: steal * 10 }
  })
}

/** The load of each core between two readings, from 0 to 1, and the time stolen by the host. */
export const loadBetween = (from: CoreTimes, to: CoreTimes, elapsedMs: number) =>
  to.map(({ busyMs, stolenMs }, core) => ({
    busy: (busyMs - (from[core]?.busyMs ?? 0)) / elapsedMs,
    stolen: (stolenMs - (from[core]?.stolenMs ?? 0)) / elapsedMs,
  }))

/** Above this share of a core, other work has affected the figures. */
export const disturbedShare = 0.05

/** Warns about each core that is busy before the benchmark starts. */
export async function findDisturbance(): Promise<readonly string[]> {
  const startedAt = performance.now()
  const before = readCoreTimes()
  await sleep(1_000)
  return loadBetween(before, readCoreTimes(), performance.now() - startedAt).flatMap(({ busy, stolen }, core) =>
    busy + stolen > disturbedShare
      ? [`core ${core} was ${percent(busy + stolen)} busy with other work before the start`]
      : [],
  )
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`

/** A short description of the machine. */
export function describeMachine(folder: string): readonly string[] {
  const [first] = cpus()
  const mount = execFileSync('df', ['--output=fstype,source', folder], { encoding: 'utf8' }).trim().split('\n').at(-1)
  return [
    `${cpus().length} × ${first?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
    `Node.js ${process.version}; the journal on ${mount?.replace(/\s+/, ', ')}`,
  ]
}
