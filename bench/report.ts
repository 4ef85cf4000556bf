import { readFileSync } from 'node:fs'
import type { PacedRun } from './added-latency.ts'
import { contestants } from './contestants/contestants.ts'
import { createRows, type Results, ratio } from './goals.ts'
import { formatTable } from './markdown-table.ts'
import { formatSpread, spreadOf } from './statistics.ts'

export type Circumstances = {
  readonly machine: readonly string[]
  readonly upstreamPerSecond: number | undefined
  readonly settings: string
  /** Contestants that did not take part, and why. */
  readonly leftOut: readonly string[]
  readonly warnings: readonly string[]
  readonly faults: readonly string[]
}

/** The report as `npm run bench` prints it, in Markdown. */
export function formatReport(results: Results, circumstances: Circumstances): string {
  const { machine, upstreamPerSecond, settings, leftOut, warnings, faults } = circumstances
  return [
    ...machine,
    `Peers: ${formatVersions()}`,
    ...(upstreamPerSecond === undefined
      ? []
      : [`The stand-in upstream alone: ${formatRate(upstreamPerSecond)} requests/s`]),
    settings,
    '',
    ...formatTable(
      ['contestant', 'messages/s', 'of fastify-min', 'CPU µs/message', 'p50 ms', 'p99 ms', 'MiB'],
      [...formatContestants(results)],
    ),
    '',
    `One fdatasync of a commit's size: ${Math.round(results.fsyncUs)} µs`,
    ...results.added.map(
      ({ directP50Us, least, gateway }) =>
        `At 2,000 messages/s: p50 ${directP50Us} µs directly, ${formatPaced('fastify-min', least)}, ${formatPaced('the gateway', gateway)}`,
    ),
    '',
    ...formatTable(
      ['goal', 'measured', 'wanted', 'reached'],
      createRows(results).map(({ what, goal, reached }) => [
        what,
        reached?.text ?? 'not measured',
        goal,
        reached === undefined ? '–' : reached.isReached ? 'yes' : 'no',
      ]),
    ),
    ...formatList('Left out', leftOut),
    ...formatList('Warnings: other work or a full core has had a part in these', warnings),
    ...formatList('Faults: there are no figures of these', faults),
    '',
  ].join('\n')
}

function* formatContestants(results: Results): Iterable<readonly string[]> {
  for (const [name, rounds] of results.runs) {
    const runs = rounds.filter((run) => run !== undefined)
    if (runs.length === 0) continue
    const spread = (figure: (run: (typeof runs)[number]) => number, digits: number) =>
      formatSpread(spreadOf(runs.map(figure)), digits)
    const relative = ratio(results, 'messagesPerSecond', name, 'fastify-min')
    yield [
      contestants[name].about,
      spread((run) => run.messagesPerSecond, 0),
      relative === undefined ? '–' : formatSpread(relative, 2),
      spread((run) => run.cpuUsPerMessage, 1),
      spread((run) => run.p50Us / 1_000, 1),
      spread((run) => run.p99Us / 1_000, 1),
      spread((run) => run.peakMemoryMiB, 0),
    ]
  }
}

const formatList = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((text) => `* ${text}`)]

const formatRate = (value: number): string => Math.round(value).toLocaleString('en-US')

function formatVersions(): string {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
    dependencies: Record<string, string>
  }
  return Object.entries(dependencies)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')
}

const formatPaced = (name: string, { p50Us, p99Us, cpuUsPerMessage }: PacedRun): string =>
  `${p50Us} µs through ${name} (p99 ${p99Us} µs, CPU ${Math.round(cpuUsPerMessage)} µs/message)`
