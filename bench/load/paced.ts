import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { cores } from '../processes.ts'
import { nativeProgram } from '../tools.ts'

export type Latencies = {
  readonly answers: number
  readonly wrong: number
  readonly p50Us: number
  readonly p99Us: number
}

/** Sends at a constant rate, and measures each latency from the time at which its request was due. */
export async function runPaced(
  port: number,
  kind: 'get' | 'post',
  pace: { readonly rate: number; readonly seconds: number; readonly warmSeconds: number },
  headers: readonly string[] = [],
): Promise<Latencies> {
  const connections = 64
  const numbers = [port, pace.rate, pace.seconds, connections, pace.warmSeconds].map(String)
  const command = [nativeProgram('paced'), ...numbers, kind, headers.join('\r\n')]
  const { stdout } = await promisify(execFile)('taskset', ['-c', String(cores.load), ...command])
  const [answers = 0, wrong = 0, p50Us = 0, , p99Us = 0] = stdout.split(' ').map(Number)
  return { answers, wrong, p50Us, p99Us }
}
