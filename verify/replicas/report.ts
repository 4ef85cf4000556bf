import type { ReplicaReport } from './replica-run.ts'

/** The kinds of violations by their first words, and how often each was found. */
export function countKinds(violations: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const violation of violations) {
    const kind =
      /^(submitted twice|wrong state|acknowledged but lost|key without an answer|left open|lost commits|replay)\b/.exec(
        violation,
      )?.[1] ?? 'other'
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return counts
}

/** The report as docs/measurements.md quotes it. */
export function formatReport(report: ReplicaReport): string {
  const { seed, durationMs, disturbed, left, startMs, keys, recipients, arrivals, tally, violations } = report
  const list = (entries: Iterable<readonly [string, number]>) =>
    [...entries].map(([name, count]) => `${name} ${count}`).join(', ')
  return [
    `seed ${seed}: ${(durationMs / 1000).toFixed(0)} s`,
    `disturbances: ${list(Object.entries(disturbed))}; ${left} gateways left because their run was over`,
    `start to ready: p50 ${startMs.p50.toFixed(0)} ms, p99 ${startMs.p99.toFixed(0)} ms`,
    `${keys} keys for ${recipients} recipients, ${arrivals} of whom the upstream saw`,
    `outcomes: ${list(Object.entries(tally.outcomes))}; unknown, and really sent: ${tally.unknownTaken}`,
    `violations: ${violations.length}${violations.length > 0 ? ` (${list(countKinds(violations))})` : ''}`,
    ...violations.slice(0, 20).map((violation) => `  - ${violation.slice(0, 1_000)}`),
    '',
  ].join('\n')
}
