import type { Test } from 'tap'
import {
  type DeliveryStatus,
  deliveryOf,
  deliveryStatuses,
  type ReportStatus,
  reportStatuses,
} from '../../src/messages/delivery.ts'
import type { IncomingReport } from '../../src/messages/incoming-report.ts'
import type { Journal, NewMessage } from '../../src/messages/journal.ts'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import type { ListFilter } from '../../src/messages/message-list.ts'
import type { RecipientResult } from '../../src/messages/outcome.ts'
import { createRandom, seed } from '../upstream/random.ts'
import type { OpenJournal } from './contract.ts'
import { a, b, c, caller, dayMs, newMessage, standings, start } from './entries.ts'

const numbers = [a, b, c] as const

/** A message, what became of each recipient, and the set of reports about it. */
type Story = {
  readonly message: NewMessage
  readonly results: readonly RecipientResult[]
  readonly reports: readonly IncomingReport[]
}

/** One recipient of each delivery, so that chance leaves none out: its reports, and whether any were asked for. */
const oneOfEach: readonly (readonly [statuses: readonly ReportStatus[], isRequested: boolean])[] = [
  [['DELIVRD'], true],
  [['DELIVRD', 'UNDELIV'], true],
  [['EXPIRED'], true],
  [['UNKNOWN'], true],
  [['ENROUTE'], true],
  [[], true],
  [[], false],
]

function fixedStories(): readonly Story[] {
  return oneOfEach.map(([statuses, deliveryReport], index) => {
    const upstreamMessageId = `fixed-${index}`
    const createdAt = start + index
    return {
      message: newMessage({ id: createMessageId(createdAt), createdAt, segments: 2, deliveryReport }),
      results: [{ to: a, accepted: true, upstreamMessageId }],
      reports: statuses.map((status) => ({ status, to: a, upstreamMessageId })),
    }
  })
}

/** Random messages, with reports of every status; some recipients have none, and some two ids. */
function createStories(random: ReturnType<typeof createRandom>, count: number): readonly Story[] {
  const oneOf = <T>(values: readonly T[]): T => values[random.below(values.length)] as T
  return Array.from({ length: count }, (_, index): Story => {
    const createdAt = start + oneOfEach.length + index
    const to = numbers.slice(0, 1 + random.below(3))
    const reference = oneOf([undefined, 'order-1', 'order-2'])
    const message = newMessage({
      id: createMessageId(createdAt),
      createdAt,
      to,
      caller: oneOf([caller, caller, 'caller-two']),
      from: oneOf(['ACME', 'Other']),
      segments: 1 + random.below(2),
      deliveryReport: random.below(4) > 0,
      ...(reference !== undefined && { reference }),
    })
    const reports: IncomingReport[] = []
    const results = to.map((number): RecipientResult => {
      if (random.below(5) === 0) return standings[oneOf(['rejected', 'unknown', 'not-attempted'] as const)](number)
      const ids = [`id-${index}-1`, `id-${index}-2`].slice(0, 1 + (random.below(4) === 0 ? 1 : 0))
      for (const id of ids)
        for (let left = random.below(4); left > 0; left--)
          reports.push({ status: oneOf(reportStatuses), to: number, upstreamMessageId: id, sender: message.from })
      const [first = ''] = ids
      const several = ids.length > 1 ? { upstreamMessageIds: ids } : {}
      return { to: number, accepted: true, upstreamMessageId: first, ...several }
    })
    return { message, results, reports }
  })
}

/** The deliveries of a story's recipients, from the set of its reports alone. */
function deliveriesOf({ message, results, reports }: Story): readonly { to: string; status: DeliveryStatus }[] {
  const { segments, deliveryReport: reportRequested } = message
  return results.flatMap((result) => {
    if (!result.accepted) return []
    const { to, upstreamMessageId = '', upstreamMessageIds: ids = [upstreamMessageId] } = result
    const own = reports
      .filter((report) => report.to === to)
      .map(({ status, upstreamMessageId: id = '' }) => ({ status, upstreamMessageId: id, receivedAt: start }))
    return [{ to, status: deliveryOf({ ids, segments, reportRequested }, own).status }]
  })
}

/** Plays the stories with their reports in random order, some before the answer, and some twice. */
async function play(journal: Journal, stories: readonly Story[], random: ReturnType<typeof createRandom>) {
  const late: IncomingReport[] = []
  for (const { message, results, reports } of stories) {
    await journal.begin(message, { sending: message.to })
    const early = reports.filter(() => random.below(3) === 0)
    for (const report of early) await journal.recordReport(report, start)
    await journal.endAttempts(message.id, results, message.createdAt)
    await journal.finish(message.id)
    late.push(...reports.filter((report) => !early.includes(report) || random.below(4) === 0))
  }
  const order = new Map(late.map((report) => [report, random.below(1e9)]))
  late.sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0))
  await Promise.all(late.map((report) => journal.recordReport(report, start + 1)))
}

async function listIds(journal: Journal, filter: ListFilter, limit: number): Promise<readonly string[]> {
  const ids: string[] = []
  for (let before: string | undefined; ; ) {
    const page = await journal.listMessages({ ...filter, limit, ...(before !== undefined && { before }) })
    ids.push(...page.messages.map(({ id }) => id))
    if (page.next === undefined) return ids
    before = page.next
  }
}

/**
 * What lists by delivery find, whatever keeps the journal.
 *
 * @param listStep of the list queries every n-th is taken
 */
export function deliveryListContract(t: Test, openJournal: OpenJournal, listStep = 1): void {
  t.test(`a list by delivery depends on the set of reports alone, with each other filter (SEED=${seed})`, async (t) => {
    const stories = [...fixedStories(), ...createStories(createRandom(seed), 50)]
    const choices = {
      caller: [undefined, caller],
      to: [undefined, b],
      outcome: [undefined, 'accepted'],
      reference: [undefined, 'order-1'],
      from: [undefined, 'Other'],
      createdAfter: [undefined, start + 10],
    } as const
    const filters = Object.entries(choices).reduce<Record<string, unknown>[]>(
      (partial, [field, values]) =>
        partial.flatMap((filter) =>
          (values as readonly unknown[]).map((value) => (value === undefined ? filter : { ...filter, [field]: value })),
        ),
      deliveryStatuses.map((delivery) => ({ delivery })),
    ) as unknown as readonly ListFilter[]
    const expectedOf = (filter: ListFilter) =>
      stories
        .filter(
          ({ message }) =>
            (filter.caller === undefined || message.caller === filter.caller) &&
            (filter.reference === undefined || message.reference === filter.reference) &&
            (filter.from === undefined || message.from === filter.from) &&
            (filter.createdAfter === undefined || message.createdAt > filter.createdAfter),
        )
        .filter((story) =>
          deliveriesOf(story).some(
            ({ to, status }) => status === filter.delivery && (filter.to === undefined || to === filter.to),
          ),
        )
        .map(({ message }) => message.id)
        .toReversed()
    for (const delivery of deliveryStatuses) t.ok(expectedOf({ delivery }).length > 0, `some are ${delivery}`)
    for (const order of [1, 2] as const) {
      const { journal } = await openJournal(t, { retentionMs: 31 * dayMs, settle: 'off' })
      await play(journal, stories, createRandom(seed + order))
      const wrong: unknown[] = []
      for (const [index, filter] of filters.entries()) {
        if (index % listStep !== 0) continue
        const expected = expectedOf(filter)
        // Small pages for every seventh, because there are thousands.
        const found = await listIds(journal, filter, index % 7 === 0 ? 2 : 100)
        if (found.join() !== expected.join()) wrong.push({ filter, found, expected })
      }
      t.strictSame(wrong, [], `order ${order}`)
    }
  })

  t.test('a later report moves a message from one list to another', async (t) => {
    const { journal } = await openJournal(t, { retentionMs: 31 * dayMs })
    const message = newMessage()
    await journal.begin(message, { sending: [a] })
    const where = async () => {
      const found: string[] = []
      for (const delivery of deliveryStatuses)
        for (const filter of [{ delivery }, { delivery, caller }])
          if ((await listIds(journal, filter, 10)).length > 0) found.push(delivery)
      return found
    }
    t.strictSame(await where(), [], 'what is still being sent has no delivery')
    await journal.endAttempts(message.id, [{ to: a, accepted: true, upstreamMessageId: 'x' }], start)
    t.strictSame(await where(), ['awaited', 'awaited'])
    for (const [status, expected] of [
      ['other', 'awaited'],
      ['ENROUTE', 'pending'],
      ['EXPIRED', 'undelivered'],
      ['ENROUTE', 'undelivered'],
      ['DELIVRD', 'delivered'],
      ['EXPIRED', 'delivered'],
    ] as const) {
      await journal.recordReport({ status, to: a, upstreamMessageId: 'X' }, start)
      t.strictSame(await where(), [expected, expected], status)
    }
  })
}
