import type { Request } from '../load/wrk.ts'
import type { OptionalTool } from '../tools.ts'

/** What a contestant is given for one run. */
export type Stage = {
  readonly upstreamOrigin: string
  readonly upstreamPort: number
  /** An empty folder on the disk that is measured, removed after the run. */
  readonly folder: string
  /** Where log lines go: in memory, since an fsync of the journal may have to write what others have left to the disk. */
  readonly logFile: string
}

/** A server that runs. */
export type Server = {
  readonly origin: string
  /** Header lines that its callers need. */
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
  /** Its answer comes before the message is submitted: it is done when the upstream has counted all. */
  readonly answersFirst?: true
  readonly tools?: readonly OptionalTool[]
}
