import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'

/** The resources of a process at one moment. */
export type Sample = {
  readonly atMs: number
  readonly memoryMiB: number
  readonly descriptors: number
  readonly sockets: number
  readonly walMiB: number
  readonly databaseMiB: number
}

export function takeSample(pid: number, databaseFile: string, atMs: number): Sample {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const links = readdirSync(`/proc/${pid}/fd`).map((descriptor) => linkOf(`/proc/${pid}/fd/${descriptor}`))
  return {
    atMs,
    memoryMiB: Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024,
    descriptors: links.length,
    sockets: links.filter((link) => link.startsWith('socket:')).length,
    walMiB: sizeMiB(`${databaseFile}-wal`),
    databaseMiB: sizeMiB(databaseFile),
  }
}

/** The target of a link; empty if it was closed after it was listed. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

const sizeMiB = (file: string): number => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) / 2 ** 20

type Figure = Exclude<keyof Sample, 'atMs'>

/** The trend of a figure over the second half of a run, in its unit per hour: the least-squares slope. */
export function slopePerHour(samples: readonly Sample[], figure: Figure): number {
  const late = samples.slice(Math.floor(samples.length / 2))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanAt, meanValue] = [mean(late.map(({ atMs }) => atMs)), mean(late.map((sample) => sample[figure]))]
  const covariance = late.reduce((sum, sample) => sum + (sample.atMs - meanAt) * (sample[figure] - meanValue), 0)
  const variance = late.reduce((sum, { atMs }) => sum + (atMs - meanAt) ** 2, 0)
  return variance === 0 ? 0 : (covariance / variance) * 3_600_000
}

/** The figures that must not keep growing, and how far their median in the last quarter may exceed that in the second. */
const allowedGrowth = {
  // The size of the heap varies with garbage collection.
  memoryMiB: { share: 0.1, slack: 10 },
  // The number of connections varies with the faults.
  descriptors: { share: 0.1, slack: 32 },
  sockets: { share: 0.1, slack: 32 },
} as const satisfies Partial<Record<Figure, { readonly share: number; readonly slack: number }>>

/** SQLite restarts its log from the beginning at 4 MiB. A group of writes in progress may exceed that. */
const maxWalMiB = 32

/** Describes every figure that has grown beyond its limit. */
export function findGrowth(samples: readonly Sample[]): readonly string[] {
  const middle = (from: number, to: number, figure: Figure) => {
    const part = samples.slice(Math.floor(samples.length * from), Math.ceil(samples.length * to))
    const values = part.map((sample) => sample[figure]).sort((one, other) => one - other)
    return values[Math.floor(values.length / 2)] ?? 0
  }
  const grown = Object.entries(allowedGrowth).flatMap(([name, { share, slack }]) => {
    const [early, late] = [middle(0.25, 0.5, name as Figure), middle(0.75, 1, name as Figure)]
    return late > early * (1 + share) + slack
      ? [`${name} has grown from ${early.toFixed(0)} to ${late.toFixed(0)}`]
      : []
  })
  const wal = Math.max(0, ...samples.map(({ walMiB }) => walMiB))
  return wal > maxWalMiB ? [...grown, `the write-ahead log has reached ${wal.toFixed(0)} MiB`] : grown
}
