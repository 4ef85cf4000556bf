import type { CreatedHours } from './created-hours.ts'
import { formatJson } from './json.ts'
import { type Change, type WriteKind, writeKinds } from './write.ts'

type Stage = Partial<Record<WriteKind, object[]>>

/** The last place at which a message was written in a group. */
type Place = { readonly stage: number; readonly kind: number }

/**
 * Formats a group for `journal_write_1`. A stage applies all its begins, then all its starts, and so on, each with one
 * statement. A message's next write goes to the same stage if its kind comes later there, and to the next stage otherwise, so
 * that the writes of one message apply in the order of the calls.
 */
export function formatGroup(changes: readonly Change[], seenAt: number, hours: Pick<CreatedHours, 'missing'>): string {
  const stages: Stage[] = []
  const places = new Map<string, Place>()
  for (const [x, { kind, messageId, rows }] of changes.entries()) {
    const rank = writeKinds.indexOf(kind)
    const before = places.get(messageId)
    const stage = before === undefined ? 0 : before.kind < rank ? before.stage : before.stage + 1
    places.set(messageId, { stage, kind: rank })
    const entries = entriesOf(stages, stage, kind)
    for (const row of rows) entries.push({ x, ...row })
  }
  const unknown = changes.flatMap((change, x) => (change.unknown ?? []).map((row) => ({ x, ...row })))
  const ended = changes.flatMap((change) => change.ended ?? [])
  const offsets = hours.missing(changes.flatMap(({ offset }) => offset ?? []))
  return formatJson({
    seenAt,
    stages,
    ...(unknown.length > 0 && { unknown }),
    ...(ended.length > 0 && { ended }),
    ...(offsets.length > 0 && { offsets }),
  })
}

function entriesOf(stages: Stage[], index: number, kind: WriteKind): object[] {
  const stage = stages[index] ?? {}
  const entries = stage[kind] ?? []
  stages[index] = stage
  stage[kind] = entries
  return entries
}
