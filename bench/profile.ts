import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { sourceProgram, startGateway } from './contestants/gateway.ts'
import { measure, type RunSettings } from './measure.ts'
import type { Upstream } from './upstream.ts'

/** The used part of a V8 CPU profile. */
type CpuProfile = {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}
type CallFrame = { readonly functionName: string; readonly url: string; readonly lineNumber: number }

const shownCount = 40

/**
 * Runs the gateway under the usual load with V8's profiler, and reports which functions took the time. Chrome DevTools or
 * speedscope shows the profile as a flame graph; it is kept outside the repository.
 */
export async function profileGateway(upstream: Upstream, settings: RunSettings): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bulksms-gateway-profile-'))
  const nodeArguments = ['--cpu-prof', `--cpu-prof-dir=${folder}`]
  const start = (stage: Parameters<typeof startGateway>[0]) =>
    startGateway(stage, { program: sourceProgram, nodeArguments })
  const run = await measure({ about: 'the gateway under the profiler', start }, upstream, settings)
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'))
  if (file === undefined) throw new Error(`The gateway has left no profile in ${folder}`)
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile
  const rate = `${Math.round(run.messagesPerSecond)} messages/s, ${run.cpuUsPerMessage.toFixed(1)} µs of CPU each, with the profiler on`
  return [rate, join(folder, file), '', ...formatSelfTimes(profile), ''].join('\n')
}

function formatSelfTimes({ nodes, samples, timeDeltas }: CpuProfile): readonly string[] {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const times = new Map<string, number>()
  for (const [index, sample] of samples.entries()) {
    const name = names.get(sample) ?? '?'
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[index] ?? 0))
  }
  times.delete('(idle)')
  times.delete('(program)')
  const total = [...times.values()].reduce((sum, time) => sum + time, 0)
  return [...times]
    .sort(([, one], [, other]) => other - one)
    .slice(0, shownCount)
    .map(([name, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${name}`)
}

function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  const name = functionName || '(anonymous)'
  if (url === '') return name
  const place = url.includes('node_modules/') ? url.slice(url.lastIndexOf('node_modules/') + 13) : basename(url)
  return `${name}  ${place}:${lineNumber + 1}`
}
