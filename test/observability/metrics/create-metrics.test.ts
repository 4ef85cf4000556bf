import t from 'tap'
import type { WallClockStatus } from '../../../src/messages/clocks.ts'
import { reportStatuses } from '../../../src/messages/delivery.ts'
import { JournalError } from '../../../src/messages/journal.ts'
import { failed, type RecipientResult } from '../../../src/messages/outcome.ts'
import { recipientProblemCodes } from '../../../src/messages/problems.ts'
import { reportResults } from '../../../src/messages/reports.ts'
import type { UpstreamStatus } from '../../../src/messages/upstream.ts'
import { createMetrics } from '../../../src/observability/metrics/create-metrics.ts'
import type { GaugeSources } from '../../../src/observability/metrics/gauges.ts'
import { metricNames, metrics } from '../../../src/observability/metrics/table.ts'
import type { Message } from '../../../src/sms/message.ts'
import { faultCauses } from '../../../src/upstream/fault-causes.ts'
import { answerShapes } from '../../../src/upstream/observer.ts'
import { parseExposition, seriesValue } from './exposition.ts'

const [a, b, c] = ['+213550000001', '+213550000002', '+213550000003']
const facts = {
  id: 'id',
  caller: 'orders',
  requestId: 'request',
  createdAt: 0,
  from: 'ACME',
  deliveryReport: true,
  recorded: true,
} as const
const textMessage = (changes: Partial<Message> = {}): Message => ({
  to: [a, b, c],
  from: 'ACME',
  content: { kind: 'text', text: 'x', encoding: 'gsm7', flash: false, segments: 3 },
  deliveryReport: true,
  ...changes,
})
const accepted = (to: string): RecipientResult => ({ to, accepted: true })
const idle: UpstreamStatus = { waiting: 0, running: 0, accounts: [] }
const journalOf = (changes: Partial<GaugeSources['journal']> = {}): GaugeSources['journal'] => ({
  countUnknown: async () => ({ count: 0 }),
  countUnmatchedReports: async () => 0,
  seenAt: () => 100_000,
  wallClock: () => ({ state: 'trusted' }),
  logBacklogBytes: () => 0,
  ...changes,
})
const sources = (changes: Partial<GaugeSources> = {}): GaugeSources => ({
  version: '1.2.3',
  mode: 'sandbox',
  ready: () => true,
  reportsEnabled: true,
  journal: journalOf(),
  eventLags: async () => [],
  upstream: { status: () => idle },
  providerOffsetMs: () => undefined,
  ...changes,
})

t.test('recipients are counted by outcome, code, kind and time, and segments where they were submitted', async (t) => {
  const { send, exposition } = createMetrics()
  const results = [accepted(a), failed(b, { code: 'outcome-unknown' }), failed(c, { code: 'message-stopped' })]
  send.sent(textMessage(), { ...facts, results })
  const flash = { kind: 'text', text: 'x', encoding: 'gsm7', flash: true, segments: 1 } as const
  const schedule = { sendAt: Temporal.Instant.fromEpochMilliseconds(0), upstream: { date: '', time: '', gmt: '' } }
  send.sent(textMessage({ content: flash, schedule }), { ...facts, results: [accepted(a)] })
  const push = { kind: 'wap-push', title: 'x', url: 'http://x' } as const
  send.sent(textMessage({ content: push }), { ...facts, results: [accepted(a), accepted(b)] })
  send.replayed()
  send.fenced(3)

  const text = await exposition.format()
  const sends = (outcome: string, code: string, kind = 'text', when = 'immediate') =>
    seriesValue(text, 'bulksms_gateway_sends_total', { outcome, code, kind, when })
  t.equal(sends('accepted', 'none'), 1)
  t.equal(sends('unknown', 'outcome-unknown'), 1)
  t.equal(sends('not-attempted', 'message-stopped'), 1)
  t.equal(sends('accepted', 'none', 'flash', 'scheduled'), 1)
  t.equal(sends('accepted', 'none', 'wap-push'), 2)
  for (const code of recipientProblemCodes) {
    const series = parseExposition(text).filter(({ labels }) => labels['code'] === code)
    t.equal(series.length, 6, `${code} is there before it happens`)
  }
  t.equal(seriesValue(text, 'bulksms_gateway_segments_total', { outcome: 'accepted' }), 4)
  t.equal(seriesValue(text, 'bulksms_gateway_segments_total', { outcome: 'unknown' }), 3)
  t.equal(seriesValue(text, 'bulksms_gateway_segments_total', { outcome: 'not-attempted' }), undefined)
  t.equal(seriesValue(text, 'bulksms_gateway_messages_total', { status: 'partial' }), 1)
  t.equal(seriesValue(text, 'bulksms_gateway_messages_total', { status: 'accepted' }), 2)
  t.equal(seriesValue(text, 'bulksms_gateway_replays_total'), 1)
  t.equal(seriesValue(text, 'bulksms_gateway_fenced_recipients_total'), 3)
})

t.test('GETs, their waits, breakers and answers that are not understood are counted', async (t) => {
  const { upstream, exposition } = createMetrics()
  const event = { account: 'default', destinationCount: 2, segmentCount: 2, waitMs: 0, durationMs: 20 }
  upstream.exchange({ ...event, kind: 'answered', statusCode: 200 })
  upstream.exchange({ ...event, kind: 'refused', waitMs: 400, durationMs: 0 })
  upstream.exchange({ ...event, kind: 'unanswered', account: 'orders', reason: 'UND_ERR_SOCKET' })
  for (const shape of answerShapes) upstream.notUnderstood({ shape })
  upstream.notUnderstood({ shape: 'html' })
  upstream.breaker({ account: 'default', state: 'open', cause: 'upstream-credentials-invalid' })
  upstream.breaker({ account: 'orders', state: 'half-open' })

  const text = await exposition.format()
  const requests = (account: string, kind: string) =>
    seriesValue(text, 'bulksms_gateway_upstream_requests_total', { account, kind })
  t.equal(requests('default', 'answered'), 1)
  t.equal(requests('default', 'refused'), 1)
  t.equal(requests('default', 'not-written'), 0)
  t.equal(requests('orders', 'unanswered'), 1)
  const duration = (suffix: string, labels: Record<string, string>) =>
    seriesValue(text, `bulksms_gateway_upstream_request_duration_seconds_${suffix}`, labels)
  t.equal(duration('bucket', { kind: 'answered', le: '0.01' }), 0)
  t.equal(duration('bucket', { kind: 'answered', le: '0.025' }), 1)
  t.equal(duration('sum', { kind: 'answered' }), 0.02)
  t.equal(duration('count', { kind: 'refused' }), undefined, 'what got no turn took no time')
  t.equal(seriesValue(text, 'bulksms_gateway_upstream_wait_seconds_bucket', { le: '0' }), 2)
  t.equal(seriesValue(text, 'bulksms_gateway_upstream_wait_seconds_sum'), 0.4)
  const shape = (name: string) =>
    seriesValue(text, 'bulksms_gateway_upstream_answers_not_understood_total', { shape: name })
  t.equal(shape('html'), 2)
  t.equal(shape('empty'), 1)
  const changes = (account: string, state: string) =>
    seriesValue(text, 'bulksms_gateway_upstream_breaker_changes_total', { account, state })
  t.equal(changes('default', 'open'), 1)
  t.equal(changes('default', 'closed'), 0)
  t.equal(changes('orders', 'half-open'), 1)
})

t.test('each GET that came to nothing is counted by its cause, and a cause that is new as one of three', async (t) => {
  const { upstream, watch, exposition } = createMetrics()
  const event = { account: 'default', destinationCount: 1, segmentCount: 1, waitMs: 0, durationMs: 1 }
  for (const reason of ['HPE_INVALID_HEADER_TOKEN', 'answer-deadline'])
    upstream.exchange({ ...event, kind: 'unanswered', reason })
  for (const reason of ['EMFILE', 'EMFILE', 'CERT_HAS_EXPIRED', 'ENEW'])
    upstream.exchange({ ...event, kind: 'not-written', reason })
  for (const statusCode of [404, 999])
    upstream.exchange({ ...event, kind: 'answered', statusCode, reason: `http-${statusCode}` })
  upstream.exchange({ ...event, kind: 'refused', reason: 'overloaded' })
  const accounts = [
    { account: 'default', breaker: 'closed' },
    { account: 'orders', breaker: 'open', unreadableCount: 12 },
  ] as const
  watch(sources({ upstream: { status: () => ({ waiting: 0, running: 0, accounts }) } }))

  const text = await exposition.format()
  const counted = faultCauses.flatMap((cause) => {
    const value = seriesValue(text, 'bulksms_gateway_upstream_faults_total', { cause })
    return value === 0 ? [] : [[cause, value]]
  })
  t.strictSame(Object.fromEntries(counted), {
    HPE_INVALID_HEADER_TOKEN: 1,
    'answer-deadline': 1,
    EMFILE: 2,
    tls: 1,
    other: 1,
    'http-404': 1,
    'http-other': 1,
  })
  const inARow = (account: string) => seriesValue(text, 'bulksms_gateway_upstream_unreadable_in_a_row', { account })
  t.strictSame([inARow('default'), inARow('orders')], [0, 12])
})

t.test('delivery reports are counted by what was asked for, what came and what was refused', async (t) => {
  const { send, report, watch, exposition } = createMetrics()
  const schedule = { sendAt: Temporal.Instant.fromEpochMilliseconds(0), upstream: { date: '', time: '', gmt: '' } }
  const results = [accepted(a), accepted(b), failed(c, { code: 'outcome-unknown' })]
  send.sent(textMessage(), { ...facts, results })
  send.sent(textMessage({ schedule }), { ...facts, results: [accepted(a)] })
  send.sent(textMessage({ deliveryReport: false }), { ...facts, deliveryReport: false, results: [accepted(a)] })
  report.received({ status: 'DELIVRD', result: 'applied', delayMs: 4_000 })
  report.received({ status: 'UNDELIV', result: 'unmatched', delayMs: -3_600_000 })
  report.received({ status: undefined, result: 'unreadable' })
  report.refused('wrong-secret')
  report.refused('wrong-network')
  report.refused('wrong-network')
  watch(sources())

  const text = await exposition.format()
  const requested = (when: string) => seriesValue(text, 'bulksms_gateway_delivery_reports_requested_total', { when })
  t.strictSame([requested('immediate'), requested('scheduled')], [2, 1])
  const came = (status: string, result: string) =>
    seriesValue(text, 'bulksms_gateway_delivery_reports_total', { status, result })
  t.strictSame([came('DELIVRD', 'applied'), came('UNDELIV', 'unmatched'), came('none', 'unreadable')], [1, 1, 1])
  for (const status of reportStatuses) for (const result of reportResults) t.type(came(status, result), 'number')
  const refused = (reason: string) => seriesValue(text, 'bulksms_gateway_delivery_report_refusals_total', { reason })
  t.strictSame([refused('wrong-secret'), refused('wrong-network')], [1, 2])
  t.equal(
    seriesValue(text, 'bulksms_gateway_delivery_report_delay_seconds_sum'),
    4,
    'a report of the future came at once',
  )
  t.equal(seriesValue(text, 'bulksms_gateway_delivery_report_delay_seconds_count'), 2)
  t.equal(seriesValue(text, 'bulksms_gateway_delivery_reports_enabled'), 1)
})

t.test('gauges are read from their sources when they are asked for', async (t) => {
  const { watch, keysReloadFailed, exposition } = createMetrics()
  let ready = true
  let balance: number | undefined
  let offsetMs: number | undefined
  let wallClock: WallClockStatus = { state: 'trusted' }
  const status: UpstreamStatus = { waiting: 4, running: 64, accounts: [{ account: 'default', breaker: 'half-open' }] }
  watch(
    sources({
      ready: () => ready,
      journal: journalOf({
        countUnknown: async () => ({ count: 7, since: 40_000 }),
        wallClock: () => wallClock,
        logBacklogBytes: () => 4_096,
      }),
      upstream: { status: () => status },
      balance: () => balance,
      providerOffsetMs: () => offsetMs,
    }),
  )
  keysReloadFailed()
  const first = await exposition.format()
  t.equal(seriesValue(first, 'bulksms_gateway_build_info', { version: '1.2.3', mode: 'sandbox' }), 1)
  t.equal(seriesValue(first, 'bulksms_gateway_ready'), 1)
  t.equal(seriesValue(first, 'bulksms_gateway_unknown_recipients'), 7)
  t.equal(seriesValue(first, 'bulksms_gateway_oldest_unknown_age_seconds'), 60)
  t.equal(seriesValue(first, 'bulksms_gateway_upstream_waiting'), 4)
  t.equal(seriesValue(first, 'bulksms_gateway_upstream_running'), 64)
  const offsetOf = (text: string) => seriesValue(text, 'bulksms_gateway_delivery_report_clock_offset_seconds')
  const breaker = (state: string) =>
    seriesValue(first, 'bulksms_gateway_upstream_breaker_state', { account: 'default', state })
  t.strictSame([breaker('closed'), breaker('open'), breaker('half-open')], [0, 0, 1])
  t.equal(seriesValue(first, 'bulksms_gateway_upstream_balance'), undefined, 'no credit is not a credit of 0')
  t.equal(seriesValue(first, 'bulksms_gateway_api_keys_reload_failures_total'), 1)
  t.equal(seriesValue(first, 'bulksms_gateway_wall_clock_moved_seconds'), 0)
  t.equal(seriesValue(first, 'bulksms_gateway_journal_log_backlog_bytes'), 4_096)
  t.equal(offsetOf(first), undefined, 'an unknown offset is not an offset of 0')
  ready = false
  balance = 12.5
  offsetMs = 3_600_000
  wallClock = { state: 'in-doubt', movedMs: -86_400_000, confirmedInMs: 1 }
  const second = await exposition.format()
  t.equal(seriesValue(second, 'bulksms_gateway_ready'), 0)
  t.equal(seriesValue(second, 'bulksms_gateway_upstream_balance'), 12.5)
  t.equal(offsetOf(second), 3_600)
  t.equal(seriesValue(second, 'bulksms_gateway_wall_clock_moved_seconds'), -86_400)
})

t.test('a journal that has failed takes its own numbers away and no others', async (t) => {
  const { watch, exposition } = createMetrics()
  const fail = () => {
    throw new JournalError('The journal can no longer be used')
  }
  watch(
    sources({
      ready: () => false,
      reportsEnabled: false,
      journal: journalOf({ countUnknown: fail, logBacklogBytes: fail }),
    }),
  )
  const text = await exposition.format()
  t.equal(seriesValue(text, 'bulksms_gateway_unknown_recipients'), undefined)
  t.equal(seriesValue(text, 'bulksms_gateway_oldest_unknown_age_seconds'), undefined)
  t.equal(seriesValue(text, 'bulksms_gateway_journal_log_backlog_bytes'), undefined)
  t.equal(seriesValue(text, 'bulksms_gateway_ready'), 0)
  t.equal(seriesValue(text, 'bulksms_gateway_delivery_reports_enabled'), 0)
})

t.test('with nothing unknown the age of the oldest is 0', async (t) => {
  const { watch, exposition } = createMetrics()
  watch(sources())
  t.equal(seriesValue(await exposition.format(), 'bulksms_gateway_oldest_unknown_age_seconds'), 0)
})

t.test('exactly the metrics of the table are exposed, with help and type', async (t) => {
  const { watch, exposition } = createMetrics()
  watch(sources())
  const text = await exposition.format()
  const told = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type])
  t.strictSame(
    told,
    Object.entries(metrics).map(([name, { type }]) => [name, type]),
  )
  for (const name of metricNames) t.ok(text.includes(`# HELP ${name} ${metrics[name].help}\n`), name)
})

t.test('names and labels are as Prometheus has them', async (t) => {
  for (const [name, { type, help, labels }] of Object.entries(metrics)) {
    t.match(name, /^bulksms_gateway_[a-z_]+[a-z]$/)
    t.equal(name.endsWith('_total'), type === 'counter', `${name} ends in _total if it is a counter`)
    t.notMatch(name, /_(ms|milliseconds|minutes|kb)$/, 'base units only')
    t.match(help, /^[A-Z0-9`].*\.$/s, `${name} says in a sentence what it is`)
    for (const label of labels) t.match(label, /^[a-z]+$/)
  }
})

t.test('two gateways in a process count for themselves', async (t) => {
  const [one, other] = [createMetrics(), createMetrics()]
  one.send.replayed()
  t.equal(seriesValue(await one.exposition.format(), 'bulksms_gateway_replays_total'), 1)
  t.equal(seriesValue(await other.exposition.format(), 'bulksms_gateway_replays_total'), 0)
})

t.test('the lag of each consumer is shown in seconds, and none while the journal is away', async (t) => {
  const { watch, exposition } = createMetrics()
  const lags = [
    { consumer: 'orders', events: 'own', lagMs: 1_500 },
    { consumer: 'operator', events: 'all', lagMs: Number.POSITIVE_INFINITY },
  ] as const
  let isAway = false
  watch(
    sources({
      async eventLags() {
        if (isAway) throw new JournalError('away')
        return lags
      },
    }),
  )
  const lagOf = (text: string, labels: Record<string, string>) =>
    seriesValue(text, 'bulksms_gateway_event_consumer_lag_seconds', labels)
  const text = await exposition.format()
  t.equal(lagOf(text, { consumer: 'orders', events: 'own' }), 1.5)
  t.match(text, /lag_seconds\{consumer="operator",events="all"\} \+Inf\n/)
  isAway = true
  t.notMatch(await exposition.format(), /event_consumer_lag_seconds\{/)
})

t.test('the live gateways are shown where several can share the journal, and not where there is one', async (t) => {
  const [one, other] = [createMetrics(), createMetrics()]
  one.watch(sources({ liveReplicas: () => 3 }))
  other.watch(sources())
  t.equal(seriesValue(await one.exposition.format(), 'bulksms_gateway_live_replicas'), 3)
  t.equal(seriesValue(await other.exposition.format(), 'bulksms_gateway_live_replicas'), undefined)
})
