import { readdirSync, readFileSync } from 'node:fs'

/** The memory of a process in bytes, from Linux. */
export function readResidentBytes(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  if (kibibytes === undefined) throw new Error(`Process ${pid} has no VmRSS`)
  return Number(kibibytes) * 1024
}

/** The open file descriptors of a process: its connections among them. */
export const countDescriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length

export const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`

/** A quantile of the values; 0 if there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
