import fc from 'fast-check'
import t from 'tap'
import {
  deliveryOf,
  foldId,
  type RecordedReport,
  type ReportStatus,
  reportStatuses,
} from '../../src/messages/delivery.ts'

const report = (status: ReportStatus, id = 'id-1', changes: Partial<RecordedReport> = {}): RecordedReport => ({
  upstreamMessageId: id,
  status,
  receivedAt: 1,
  ...changes,
})
const one = { ids: ['id-1'], segments: 1, reportRequested: true }
const long = { ...one, segments: 3 }
const two = { ...one, ids: ['id-1', 'id-2'] }

t.test('what the reports of a recipient add up to', async (t) => {
  const rows: readonly (readonly [name: string, submitted: typeof one, reports: readonly RecordedReport[], string])[] =
    [
      ['none', one, [], 'awaited'],
      ['none, and none asked for', { ...one, reportRequested: false }, [], 'not-requested'],
      ['one that was not asked for', { ...one, reportRequested: false }, [report('DELIVRD')], 'delivered'],
      ['no id at all', { ...one, ids: [] }, [], 'awaited'],
      ...(['ENROUTE', 'ACKED', 'ACCEPTED'] as const).map(
        (status) => [status, one, [report(status)], 'pending'] as const,
      ),
      ...(['UNDELIV', 'REJECTD', 'EXPIRED', 'DELETED'] as const).map(
        (status) => [status, one, [report('ENROUTE'), report(status)], 'undelivered'] as const,
      ),
      ['UNKNOWN', one, [report('UNKNOWN'), report('ENROUTE')], 'unknown'],
      ['a status that nobody knows', one, [report('other')], 'awaited'],
      ['delivered, whatever was before', one, [report('DELIVRD'), report('ENROUTE'), report('UNKNOWN')], 'delivered'],
      ['delivered and failed, one segment', one, [report('DELIVRD'), report('EXPIRED')], 'delivered'],
      ['delivered and failed, several segments', long, [report('DELIVRD'), report('UNDELIV')], 'partially-delivered'],
      ['two ids, both delivered', two, [report('DELIVRD'), report('DELIVRD', 'id-2')], 'delivered'],
      ['two ids, one delivered', two, [report('DELIVRD')], 'pending'],
      ['two ids, one failed', two, [report('UNDELIV')], 'undelivered'],
      ['two ids, one of each', two, [report('DELIVRD'), report('UNDELIV', 'id-2')], 'partially-delivered'],
      ['two ids, one unknown', two, [report('DELIVRD'), report('UNKNOWN', 'id-2')], 'unknown'],
      ['an id in another case', one, [report('DELIVRD', 'ID-1')], 'delivered'],
      ['an id that only a report names', one, [report('DELIVRD'), report('UNDELIV', 'id-9')], 'partially-delivered'],
    ]
  for (const [name, submitted, reports, expected] of rows)
    t.equal(deliveryOf(submitted, reports).status, expected, name)
})

t.test('the worst failure gives the code, and the parts are counted', async (t) => {
  const reports = [
    report('EXPIRED', 'id-1', { error: '1' }),
    report('REJECTD', 'id-1', { error: '2', doneAt: 5 }),
    report('DELIVRD', 'id-2', { error: '000' }),
  ]
  t.strictSame(deliveryOf(two, reports), {
    status: 'partially-delivered',
    error: '2',
    doneAt: 5,
    parts: { count: 2, delivered: 1, undelivered: 1 },
  })
})

t.test('neither order nor repetition of reports matters', async () => {
  const anyReport = fc.record({ status: fc.constantFrom(...reportStatuses), id: fc.constantFrom('a', 'A', 'b', 'c') })
  fc.assert(
    fc.property(
      fc.uniqueArray(anyReport, { selector: ({ status, id }) => `${status} ${foldId(id)}`, maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 1, max: 3 }),
      (chosen, random, segments) => {
        const reports = chosen.map(({ status, id }) => report(status, id))
        const shuffled = [...reports, ...reports.slice(0, 3)]
          .map((item) => ({ item, place: random.next().value as number }))
          .sort((first, second) => first.place - second.place)
          .map(({ item }) => item)
        const submitted = { ids: ['a', 'b'], segments, reportRequested: true }
        const [first, second] = [deliveryOf(submitted, reports), deliveryOf(submitted, shuffled)]
        if (first.status !== second.status || JSON.stringify(first.parts) !== JSON.stringify(second.parts))
          throw new Error(`${JSON.stringify(first)} and ${JSON.stringify(second)}`)
      },
    ),
    { numRuns: 2_000 },
  )
})
