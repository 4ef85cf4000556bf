import { join } from 'node:path'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { deliveryOf, reportStatuses } from '../../src/messages/delivery.ts'
import type { Journal, NewMessage } from '../../src/messages/journal.ts'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import { failed, type RecipientResult, upstreamIdsOf } from '../../src/messages/outcome.ts'
import { createTestClocks, newMessage, start } from '../../test/journal/entries.ts'
import { copyJournal } from '../../test/journal/open-sqlite.ts'
import { createRandom, type Random } from '../../test/upstream/random.ts'
import { type Scope, withScope } from '../durability/scope.ts'
import { expectedDelivery, expectedUnmatched, type KnownRecipient, nameOf, type SentReport } from './oracle.ts'

export type HistoriesReport = {
  readonly seed: number
  readonly histories: number
  readonly crashes: number
  readonly reports: number
  readonly deliveries: ReadonlyMap<string, number>
  readonly violations: readonly string[]
}

/** Histories that share a journal, so that a crash finds each at another point. */
const batchSize = 50
const crashesPerBatch = 4

/** Random histories of messages and reports in any order, with crashes, each compared with the oracle. */
export const runHistories = (seed: number, histories: number): Promise<HistoriesReport> =>
  withScope(async (scope) => {
    const deliveries = new Map<string, number>()
    const violations: string[] = []
    let [crashes, reports] = [0, 0]
    for (let first = 0; first < histories; first += batchSize) {
      const batch = await playBatch(scope, createRandom(seed + first), Math.min(batchSize, histories - first))
      crashes += batch.crashes
      reports += batch.reports
      violations.push(...batch.faults.map((fault) => `histories from ${first} of seed ${seed}: ${fault}`))
      for (const status of batch.deliveries) deliveries.set(status, (deliveries.get(status) ?? 0) + 1)
    }
    return { seed, histories, crashes, reports, deliveries, violations }
  })

/** What the answer says at the end of a message. */
type Planned = { readonly message: NewMessage; readonly results: readonly RecipientResult[] }
type Step = { readonly begin: Planned } | { readonly end: Planned } | { readonly report: SentReport }

type Opened = { readonly journal: Journal; readonly file: string }

async function playBatch(scope: Scope, random: Random, histories: number) {
  const directory = scope.directory()
  const clocks = createTestClocks()
  function open(file: string): Opened {
    const onFailure = (error: Error) => {
      throw error
    }
    return {
      journal: openSqliteJournal({ file, retentionMs: Number.MAX_SAFE_INTEGER, clocks, onFailure }).journal,
      file,
    }
  }

  let crashes = 0
  let opened = open(join(directory, '0.db'))
  const queues = Array.from({ length: histories }, (_, index) => createSteps(random, index))
  const stepCount = queues.reduce((sum, { length }) => sum + length, 0)
  const crashPoints = new Set(Array.from({ length: crashesPerBatch }, () => random.below(stepCount)))
  const running = new Map<string, Planned>()
  const known = new Map<string, KnownRecipient[]>()
  const sent: SentReport[] = []
  let unanswered: SentReport[] = []
  let pending: Promise<unknown>[] = []

  /** As the provider does, which repeats what was not answered. */
  function sendReport(report: SentReport): void {
    const { to, id, status } = report as SentReport & { readonly status: (typeof reportStatuses)[number] }
    unanswered.push(report)
    const recorded = opened.journal.recordReport({ to, upstreamMessageId: id, status, sender: 'ACME' }, start + 1)
    pending.push(recorded.then(() => (unanswered = unanswered.filter((one) => one !== report))).catch(() => {}))
  }

  async function crash(): Promise<void> {
    // The messages' own writes are awaited, so that the test knows what was on the wire. Reports are in any state.
    const copy = join(directory, `${++crashes}.db`)
    copyJournal(opened.file, copy)
    const again = [...unanswered]
    await opened.journal.close()
    await Promise.all(pending)
    pending = []
    opened = open(copy)
    unanswered = []
    for (const planned of running.values()) known.set(planned.message.id, recipientsOf(planned, true))
    running.clear()
    for (const report of again) sendReport(report)
  }

  for (let done = 0; done < stepCount; done++) {
    const queue = random.pick(queues.filter(({ length }) => length > 0))
    const step = queue.shift() as Step
    if ('report' in step) {
      sent.push(step.report)
      sendReport(step.report)
    } else if ('begin' in step) {
      const { message } = step.begin
      await opened.journal.begin(message, { sending: message.to })
      running.set(message.id, step.begin)
    } else if (running.delete(step.end.message.id)) {
      const { message, results } = step.end
      await opened.journal.endAttempts(message.id, results, start + 5)
      known.set(message.id, recipientsOf(step.end, false))
    }
    if (crashPoints.has(done)) await crash()
  }
  await Promise.all(pending)
  const { faults, deliveries } = await compare(opened.journal, known, sent)
  await opened.journal.close()
  return { crashes, reports: sent.length, faults, deliveries }
}

/** After a crash, nobody knows which ids the answer would have named. */
const recipientsOf = ({ message, results }: Planned, isLost: boolean): KnownRecipient[] =>
  results.map((result) => ({
    to: result.to,
    ids: isLost || !result.accepted ? [] : (result.upstreamMessageIds ?? [result.upstreamMessageId ?? '']),
    segments: message.segments ?? 1,
    reportRequested: message.deliveryReport,
  }))

/** The steps of one history: messages to few numbers, and reports anywhere between them. */
function createSteps(random: Random, index: number): Step[] {
  const numbers = Array.from({ length: 1 + random.below(2) }, (_, at) => `+2135${index}00${at}0000`)
  const steps: Step[] = []
  const ids: (readonly [to: string, id: string])[] = []
  for (let count = 1 + random.below(3); count > 0; count--) {
    const segments = 1 + random.below(3)
    const to = numbers.slice(0, 1 + random.below(numbers.length))
    const message = newMessage({ to, segments, id: createMessageId(start), deliveryReport: random.below(4) > 0 })
    const results = to.map((number): RecipientResult => {
      const own = Array.from(
        { length: 1 + random.below(3) },
        (_, at) => `Id-${index}-${count}-${number.slice(-5)}-${at}`,
      )
      for (const id of own) ids.push([number, id])
      if (random.below(6) === 0) return failed(number, { code: 'outcome-unknown' })
      return { to: number, accepted: true, ...upstreamIdsOf(own) }
    })
    const planned = { message, results }
    const at = random.below(steps.length + 1)
    steps.splice(at, 0, { begin: planned })
    steps.splice(at + 1 + random.below(steps.length - at), 0, { end: planned })
  }
  for (let count = random.below(30); count > 0; count--) {
    const [to, id] = random.pick(ids)
    const report = {
      to: random.below(12) === 0 ? '+213599999999' : to,
      id: random.pick([id, id, id.toLowerCase(), id.toUpperCase(), `${id}-x`]),
      status: random.pick([...reportStatuses, 'DELIVRD', 'DELIVRD', 'DELIVRD']),
    }
    for (let times = 1 + random.below(2); times > 0; times--)
      steps.splice(random.below(steps.length + 1), 0, { report })
  }
  return steps
}

async function compare(
  journal: Journal,
  known: ReadonlyMap<string, readonly KnownRecipient[]>,
  sent: readonly SentReport[],
): Promise<{ readonly faults: readonly string[]; readonly deliveries: readonly string[] }> {
  const faults: string[] = []
  const deliveries: string[] = []
  const told = await readTold(journal)
  for (const [id, recipients] of known) {
    const message = await journal.findMessage(undefined, id)
    for (const [position, recipient] of recipients.entries()) {
      const found = message?.recipients[position]
      const last = found?.attempts.at(-1)
      const ids = last?.upstreamMessageIds ?? (last?.upstreamMessageId === undefined ? [] : [last.upstreamMessageId])
      const { segments, reportRequested } = recipient
      const { status } = deliveryOf({ ids, segments, reportRequested }, found?.reports ?? [])
      const expected = expectedDelivery(recipient, sent)
      deliveries.push(status)
      if (status !== expected) faults.push(`${recipient.to} of ${id} is ${status} instead of ${expected}`)
      const event = told.get(`${id} ${recipient.to}`)
      const isTold = ['delivered', 'undelivered', 'partially-delivered'].includes(expected)
      if (isTold && event !== expected) faults.push(`the feed says ${event} of ${recipient.to}, which is ${expected}`)
    }
  }
  const { reports } = await journal.listUnmatchedReports({ limit: 10_000 })
  const unmatched = new Set(
    reports.map(({ to = '', upstreamMessageId: id = '', status }) => nameOf({ to, id, status })),
  )
  const expected = expectedUnmatched([...known.values()].flat(), sent)
  for (const name of expected.symmetricDifference(unmatched))
    faults.push(`${name} is ${expected.has(name) ? 'not ' : ''}among the unmatched reports`)
  return { faults, deliveries }
}

/** The delivery that the feed told last, by message and number. */
async function readTold(journal: Journal): Promise<ReadonlyMap<string, string>> {
  const told = new Map<string, string>()
  for (let after = 0; ; ) {
    const page = await journal.listEvents({ after, limit: 500 })
    if (page.kind === 'gone') throw new Error('The events are gone')
    for (const { messageId, to, delivery } of page.events) if (delivery) told.set(`${messageId} ${to}`, delivery.status)
    if (page.events.length < 500) return told
    after = page.next
  }
}

export function formatHistories({
  seed,
  histories,
  crashes,
  reports,
  deliveries,
  violations,
}: HistoriesReport): string {
  return [
    `seed ${seed}: ${histories} histories with ${crashes} crashes and ${reports} reports`,
    `deliveries: ${[...deliveries].map(([status, count]) => `${status} ${count}`).join(', ')}`,
    `violations: ${violations.length}`,
    ...violations.slice(0, 20).map((violation) => `  - ${violation}`),
    '',
  ].join('\n')
}
