import type { Request } from '../load/wrk.ts'
import type { OptionalTool } from '../tools.ts'

/** The inputs of a contestant for one run. */
export type Stage = {
  readonly upstreamOrigin: string
  readonly upstreamPort: number
  /** An empty folder on the measured disk, removed after the run. */
  readonly folder: string
  /** Where log lines go: in memory, because an fsync of the journal may also have to write data of others. */
  readonly logFile: string
}

/** A running server. */
export type Server = {
  readonly origin: string
  /** Header lines that its callers must send. */
  readonly headers: readonly string[]
  cpuMs(): number
  peakMemoryMiB(): number
  stop(): Promise<void>
}

export type Contestant = {
  readonly about: string
  readonly start: (stage: Stage) => Promise<Server>
  readonly request?: Request
  readonly connections?: number
  readonly recipients?: number
  /** It answers before the message is submitted, so a run ends when the upstream has counted all. */
  readonly answersFirst?: true
  readonly tools?: readonly OptionalTool[]
}
