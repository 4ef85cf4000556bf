import { formatSpread, type Spread } from '../statistics.ts'
import { type PartName, parts, type WholeName, wholes } from './parts.ts'
import type { Estimate } from './statistics.ts'

/** Thousands of instructions per message. */
export type Counts = {
  readonly wholes: Partial<Record<WholeName, Spread>>
  readonly parts: Partial<Record<PartName, Spread>>
}

/** Microseconds of CPU per message: the gateway's, and how much less it takes without a part, or than the yardstick. */
export type CpuTimes = {
  readonly gateway: Estimate
  readonly saved: Partial<Record<PartName | 'fastify-min', Estimate>>
}

const heading = (unit: string) => [`| | ${unit} |`, '|---|--:|']

export function formatCounts(counts: Counts): string {
  const whole = counts.wholes.gateway
  const names = Object.keys(parts) as PartName[]
  const shares = names.flatMap((name) => {
    const count = counts.parts[name]
    return count === undefined || whole === undefined ? [] : [{ name, less: whole.median - count.median }]
  })
  return [
    ...heading('thousands of instructions per message'),
    ...Object.entries(counts.wholes).map(
      ([name, count]) => `| ${wholes[name as WholeName].about} | ${formatSpread(count, 1)} |`,
    ),
    ...(whole && counts.wholes['fastify-min']
      ? [`| the gateway relative to it | ${(whole.median / counts.wholes['fastify-min'].median).toFixed(2)} |`]
      : []),
    '',
    ...heading('without it, fewer'),
    ...shares
      .sort((one, other) => other.less - one.less)
      .map(({ name, less }) => `| ${parts[name].about} | ${less.toFixed(1)} |`),
  ].join('\n')
}

export function formatCpuTimes({ gateway, saved }: CpuTimes): string {
  const abouts: Record<string, { readonly about: string }> = { ...wholes, ...parts }
  return [
    ...heading('µs of CPU per message, with the 95 % confidence interval'),
    `| ${wholes.gateway.about} | ${formatEstimate(gateway)} |`,
    '',
    ...heading('without it, less'),
    ...Object.entries(saved).map(([name, less]) => `| ${abouts[name]?.about} | ${formatEstimate(less)} |`),
  ].join('\n')
}

/** An interval that contains 0 shows no difference, and says so. */
function formatEstimate({ mean, halfWidth }: Estimate): string {
  const text = `${mean.toFixed(1)} ± ${halfWidth.toFixed(1)}`
  return Math.abs(mean) > halfWidth ? text : `${text}, not distinguishable from 0`
}
