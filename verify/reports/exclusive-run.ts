import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import type { Journal, JournaledMessage, NewMessage } from '../../src/messages/journal.ts'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import { failed, type RecipientResult, upstreamIdsOf } from '../../src/messages/outcome.ts'
import { createProviderClock } from '../../src/observability/provider-clock.ts'
import { createTestClocks, newMessage, start } from '../../test/journal/entries.ts'
import { createRandom } from '../../test/upstream/random.ts'
import { createHistory, createProvider, type History, type TrueMessage } from './provider.ts'

export type ExclusiveReport = {
  readonly seed: number
  readonly histories: number
  readonly messages: number
  /** By what is known of the zone, and how often the number repeats. */
  readonly counts: ReadonlyMap<string, Counts>
  /** Ids that no answer has named, of messages that are accepted; and those of them that were found. */
  readonly furtherIds: Pick<Counts, 'settleable' | 'settled'>
  readonly durationMs: number
  readonly violations: readonly string[]
}

/** `taken`: unknown outcomes of messages that the provider took. `settleable`: those of which a report arrived. */
export type Counts = { unknown: number; taken: number; settleable: number; settled: number }

/** Histories of one provider share a journal. */
const historiesPerJournal = 200

/** Plays histories of single numbers in a journal whose account is exclusive, and compares it with the truth. */
export async function runExclusive(seed: number, histories: number): Promise<ExclusiveReport> {
  const startedAt = performance.now()
  const counts = new Map<string, Counts>()
  const furtherIds = { settleable: 0, settled: 0 }
  const violations: string[] = []
  let messages = 0
  for (let first = 0; first < histories; first += historiesPerJournal) {
    const random = createRandom(seed + first)
    const provider = createProvider(random)
    const clock = createProviderClock(() => {})
    const { journal } = openSqliteJournal({
      file: ':memory:',
      retentionMs: Number.MAX_SAFE_INTEGER,
      settle: 'exclusive',
      clocks: createTestClocks(),
      observer: { committed() {}, compared: clock.compared },
      datesAgree: clock.agrees,
      onFailure(error) {
        throw error
      },
    })
    for (let index = first; index < Math.min(first + historiesPerJournal, histories); index++) {
      const history = createHistory(random, provider, `+2135${String(index).padStart(9, '0')}`, start)
      messages += history.messages.length
      const found = await play(journal, history)
      const key = `zone ${provider.isZoneKnown ? 'known' : 'unknown'}, ${history.isDense ? 'dense' : 'sparse'} numbers`
      const own = counts.get(key) ?? { unknown: 0, taken: 0, settleable: 0, settled: 0 }
      counts.set(key, own)
      const faults = history.messages.flatMap((message) =>
        judge(history, message, found[message.index], own, furtherIds),
      )
      violations.push(...faults.map((fault) => `history ${index} of seed ${seed}: ${fault}`))
    }
    await journal.close()
  }
  return { seed, histories, messages, counts, furtherIds, durationMs: performance.now() - startedAt, violations }
}

type Step = { readonly at: number; readonly act: () => Promise<unknown> }

/** Does everything in the order of its time. */
async function play(journal: Journal, { to, messages, arrivals }: History): Promise<readonly JournaledMessage[]> {
  const recorded = messages.map(
    ({ at, from, segments }): NewMessage =>
      newMessage({ to: [to], id: createMessageId(at), createdAt: at, from, segments }),
  )
  const steps = arrivals.map(({ at, report }): Step => ({ at, act: () => journal.recordReport(report, at) }))
  for (const [index, message] of recorded.entries()) {
    const { answeredAt, ...truth } = messages[index] as TrueMessage
    steps.push({ at: truth.at, act: () => journal.begin(message, { sending: [to] }) })
    if (truth.fate === 'refused-first') {
      const refused = failed(to, { code: 'upstream-user-validation-failed', upstreamCode: 1709 })
      steps.push({ at: truth.at, act: () => journal.endAttempts(message.id, [refused], truth.at) })
      steps.push({ at: truth.at, act: () => journal.startAttempts(message.id, [to], truth.at) })
    }
    steps.push({ at: answeredAt, act: () => journal.endAttempts(message.id, [resultOf(to, truth)], answeredAt) })
    steps.push({ at: answeredAt, act: () => journal.finish(message.id) })
  }
  // Stable, so that the steps of a message stay in order. Writes apply in the order of the calls.
  await Promise.all(steps.sort((one, other) => one.at - other.at).map(({ act }) => act()))
  return Promise.all(
    recorded.map(async ({ id }) => {
      const found = await journal.findMessage(undefined, id)
      if (found === undefined) throw new Error('A message is missing')
      return found
    }),
  )
}

function resultOf(to: string, { fate, namedIds }: Pick<TrueMessage, 'fate' | 'namedIds'>): RecipientResult {
  if (fate === 'unknown') return failed(to, { code: 'outcome-unknown' })
  if (fate === 'rejected') return failed(to, { code: 'invalid-destination', upstreamCode: 1706 })
  return { to, accepted: true, ...upstreamIdsOf(namedIds) }
}

/** What the journal says of a message against what happened. */
function judge(
  { arrivals }: History,
  truth: TrueMessage,
  found: JournaledMessage | undefined,
  counts: Counts,
  furtherIds: { settleable: number; settled: number },
): readonly string[] {
  const attempt = found?.recipients[0]?.attempts.at(-1)
  if (attempt === undefined) return ['a message has no attempt']
  const faults: string[] = []
  const ids = attempt.upstreamMessageIds ?? (attempt.upstreamMessageId ? [attempt.upstreamMessageId] : [])
  const foreign = ids.filter((id) => !truth.ids.includes(id))
  if (foreign.length > 0) faults.push(`message ${truth.index} has ids of another one: ${foreign}`)
  const isArrived = (id: string) =>
    arrivals.some(({ message, report }) => message === truth.index && report.upstreamMessageId === id)
  if (truth.fate === 'unknown') {
    counts.unknown++
    if (truth.ids.length > 0) counts.taken++
    if (truth.ids.some(isArrived)) counts.settleable++
    if (attempt.state === 'accepted') counts.settled++
    if (attempt.state === 'accepted' && truth.ids.length === 0) faults.push(`message ${truth.index} was never taken`)
  } else if ((attempt.state === 'accepted') !== truth.ids.length > 0)
    faults.push(`message ${truth.index} is ${attempt.state}`)
  if (attempt.state === 'accepted' && ids.length > 0) {
    const further = truth.ids.filter((id) => !truth.namedIds.includes(id) && isArrived(id))
    const others = truth.fate === 'unknown' ? further.slice(1) : further
    furtherIds.settleable += others.length
    furtherIds.settled += ids.length - Math.max(1, truth.namedIds.length)
  }
  return faults
}

/** How many of the unknown outcomes with a report are settled where the provider's zone is known; 1 if there are none. */
export function knownShareOf({ counts }: ExclusiveReport): number {
  const known = [...counts].filter(([name]) => name.startsWith('zone known')).map(([, own]) => own)
  const sum = (key: keyof Counts) => known.reduce((total, own) => total + own[key], 0)
  return sum('settleable') === 0 ? 1 : sum('settled') / sum('settleable')
}

export function formatExclusive(report: ExclusiveReport): string {
  const { seed, histories, messages, counts, furtherIds, durationMs, violations } = report
  const known = knownShareOf(report)
  const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`
  return [
    `seed ${seed}: ${histories} histories of ${messages} messages, ${(durationMs / 1000).toFixed(0)} s`,
    ...[...counts].map(
      ([name, { unknown, taken, settleable, settled }]) =>
        `${name}: ${unknown} unknown, ${taken} taken, ${settleable} of them reported, ${settled} settled (${share(settled, settleable)})`,
    ),
    `where the zone is known: ${(100 * known).toFixed(1)} % of those with a report are settled`,
    `other parts of long messages: ${furtherIds.settleable} reported, ${furtherIds.settled} found (${share(furtherIds.settled, furtherIds.settleable)})`,
    `wrong: ${violations.length}`,
    ...violations.slice(0, 20).map((violation) => `  - ${violation}`),
    '',
  ].join('\n')
}
