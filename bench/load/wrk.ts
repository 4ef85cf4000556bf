import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The kind of request: see `requests.lua`. */
export type Request = 'message' | 'list' | 'replay' | 'page' | 'upstream' | 'sendsms'

export type Load = {
  readonly request: Request
  readonly connections: number
  readonly seconds: number
  readonly recipients: number
  /** Header lines for every request. */
  readonly headers: readonly string[]
  readonly core: number
}

export type Answers = {
  /** All answers, including `refused` ones (400 and above). */
  readonly answers: number
  readonly refused: number
  /** Failed or broken connections, and requests without an answer. */
  readonly broken: number
  readonly p50Us: number
  readonly p99Us: number
}

/** The time after the last request for the remaining answers. A list of recipients takes longer. */
const drainSeconds = (request: Request): number => (request === 'list' ? 3 : 1)
const timeoutSeconds = 10

/** Loads a server with wrk: requests for some seconds, then none until all are answered. */
export async function runWrk(origin: string, load: Load): Promise<Answers> {
  const { request, connections, seconds, recipients, headers, core } = load
  const script = [join(import.meta.dirname, 'requests.lua'), origin, '--', request, String(seconds), String(recipients)]
  const wrk = [
    'wrk',
    '-t1',
    `-c${connections}`,
    `-d${seconds + drainSeconds(request)}`,
    '--timeout',
    String(timeoutSeconds),
  ]
  const { stdout } = await promisify(execFile)('taskset', ['-c', String(core), ...wrk, '-s', ...script, ...headers])
  const result = /^RESULT (.*)$/m.exec(stdout)?.[1]
  if (result === undefined) throw new Error(`wrk said nothing of use: ${stdout}`)
  return JSON.parse(result) as Answers
}
