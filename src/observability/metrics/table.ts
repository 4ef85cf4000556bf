/** One metric: the row from which it is created and documented. */
export type MetricRow = {
  readonly type: 'counter' | 'gauge' | 'histogram'
  /** What it measures, as a sentence. */
  readonly help: string
  /** Label names. Their values come from a table or the list of routes: never a number, an id, a key or a text. */
  readonly labels: readonly string[]
  /** Upper bounds of a histogram, in its base unit. */
  readonly buckets?: readonly number[]
}

/** From a fast answer to beyond UPSTREAM_TIMEOUT_MS. */
const upstreamBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
/** An fsync takes a tenth of a millisecond on a good disk and up to a second on a bad one. */
const commitBuckets = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1]

/**
 * Every metric of the gateway's own, by name. Tests keep names, alerts, dashboards and docs/metrics.md in sync with
 * this table.
 */
export const metrics = {
  bulksms_gateway_sends_total: {
    type: 'counter',
    help: 'Recipients by outcome. `code` is the problem, or `none` if accepted.',
    labels: ['outcome', 'code', 'kind', 'when'],
  },
  bulksms_gateway_segments_total: {
    type: 'counter',
    help: 'Segments that were submitted, by the outcome of their recipient. Those of a WAP push cannot be counted.',
    labels: ['outcome'],
  },
  bulksms_gateway_messages_total: {
    type: 'counter',
    help: 'Messages by status. A message that is retried under its key counts again, with the recipients of the retry.',
    labels: ['status'],
  },
  bulksms_gateway_replays_total: {
    type: 'counter',
    help: 'Answers replayed for a repeated Idempotency-Key. Nothing was submitted.',
    labels: [],
  },
  bulksms_gateway_fenced_recipients_total: {
    type: 'counter',
    help: 'Recipients that the duplicate fence protected from a possible second copy.',
    labels: [],
  },
  bulksms_gateway_live_replicas: {
    type: 'gauge',
    help: 'With PostgreSQL: the gateways on this journal that are alive, as this one sees it. Its share of the limits is one by this number.',
    labels: [],
  },
  bulksms_gateway_unknown_recipients: {
    type: 'gauge',
    help: 'Recipients whose outcome is unknown and has not been settled.',
    labels: [],
  },
  bulksms_gateway_oldest_unknown_age_seconds: {
    type: 'gauge',
    help: 'How long the oldest unknown recipient has been unknown; 0 if there is none.',
    labels: [],
  },
  bulksms_gateway_upstream_requests_total: {
    type: 'counter',
    help: 'GETs by result. `unanswered` was written; `not-written` and `refused` certainly were not.',
    labels: ['account', 'kind'],
  },
  bulksms_gateway_upstream_request_duration_seconds: {
    type: 'histogram',
    help: 'Duration of a GET, without the time in the queue.',
    labels: ['kind'],
    buckets: upstreamBuckets,
  },
  bulksms_gateway_upstream_wait_seconds: {
    type: 'histogram',
    help: 'Time that a GET waited in the queue.',
    labels: [],
    buckets: [0, ...upstreamBuckets],
  },
  bulksms_gateway_upstream_waiting: {
    type: 'gauge',
    help: 'GETs waiting in the queue.',
    labels: [],
  },
  bulksms_gateway_upstream_running: {
    type: 'gauge',
    help: 'GETs in progress.',
    labels: [],
  },
  bulksms_gateway_upstream_answers_not_understood_total: {
    type: 'counter',
    help: 'Answers, or parts of them, that were not understood, by their shape.',
    labels: ['shape'],
  },
  bulksms_gateway_upstream_faults_total: {
    type: 'counter',
    help: 'GETs that were not written, not answered, or answered unreadably, by cause.',
    labels: ['cause'],
  },
  bulksms_gateway_upstream_unreadable_in_a_row: {
    type: 'gauge',
    help: 'Consecutive GETs of an account with an unreadable answer, all for the same cause; 0 after a readable one.',
    labels: ['account'],
  },
  bulksms_gateway_upstream_breaker_state: {
    type: 'gauge',
    help: 'The state of the circuit breaker of an account: 1 for the current state.',
    labels: ['account', 'state'],
  },
  bulksms_gateway_upstream_breaker_changes_total: {
    type: 'counter',
    help: 'State changes of a circuit breaker, by new state.',
    labels: ['account', 'state'],
  },
  bulksms_gateway_upstream_balance: {
    type: 'gauge',
    help: 'Credit of the account as last reported by the provider, in its unit. Queried at most once per UPSTREAM_CREDIT_CACHE_MS; absent without UPSTREAM_CREDIT_PATH.',
    labels: [],
  },
  bulksms_gateway_journal_commit_duration_seconds: {
    type: 'histogram',
    help: 'Time from the start of a group of writes until it is durable. Later writes wait for it; the event loop does not.',
    labels: [],
    buckets: commitBuckets,
  },
  bulksms_gateway_journal_commit_writes: {
    type: 'histogram',
    help: 'Writes that shared one fsync.',
    labels: [],
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
  },
  bulksms_gateway_journal_log_backlog_bytes: {
    type: 'gauge',
    help: 'Data in the log of the journal that is not yet in its database. A checkpoint moves it there at 16 MB; more means that checkpoints fail.',
    labels: [],
  },
  bulksms_gateway_wall_clock_moved_seconds: {
    type: 'gauge',
    help: 'How far the wall clock has moved against the monotonic clock while it is in doubt; otherwise 0.',
    labels: [],
  },
  bulksms_gateway_delivery_reports_enabled: {
    type: 'gauge',
    help: '1 if delivery reports are received, because a secret for them is configured; otherwise 0.',
    labels: [],
  },
  bulksms_gateway_delivery_reports_requested_total: {
    type: 'counter',
    help: 'Accepted recipients for which the provider was asked for a delivery report.',
    labels: ['when'],
  },
  bulksms_gateway_delivery_reports_total: {
    type: 'counter',
    help: 'Delivery reports by status (`none` if unreadable) and by what became of them.',
    labels: ['status', 'result'],
  },
  bulksms_gateway_delivery_report_delay_seconds: {
    type: 'histogram',
    help: "Time from the provider's date of a status to the arrival of its report. Only with DELIVERY_REPORTS_TIME_ZONE.",
    labels: [],
    buckets: [1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400],
  },
  bulksms_gateway_delivery_report_clock_offset_seconds: {
    type: 'gauge',
    help: "How far the provider's dates are ahead of our clock: the median of the newest 101 reports with a submit date. A multiple of 900 is a wrong DELIVERY_REPORTS_TIME_ZONE. Absent without it, and for fewer than 5 reports.",
    labels: [],
  },
  bulksms_gateway_delivery_report_refusals_total: {
    type: 'counter',
    help: 'Calls of the address for delivery reports that were answered with 404, by reason.',
    labels: ['reason'],
  },
  bulksms_gateway_unmatched_delivery_reports: {
    type: 'gauge',
    help: 'Delivery reports that belong to no recipient, as far as is known. Kept for 7 days.',
    labels: [],
  },
  bulksms_gateway_event_consumer_lag_seconds: {
    type: 'gauge',
    help: 'Age of the oldest event that a consumer of the feed has not confirmed by its cursor: 0 if there is none, infinite if such events were removed. `consumer` is a caller, or `(others)` beyond 100; `events` is `own`, or `all` with `caller=*`.',
    labels: ['consumer', 'events'],
  },
  bulksms_gateway_http_requests_total: {
    type: 'counter',
    help: 'Requests by route pattern (`none` if there is no route) and status.',
    labels: ['method', 'route', 'status'],
  },
  bulksms_gateway_http_request_duration_seconds: {
    type: 'histogram',
    help: 'Time from the arrival of a request to the end of its answer.',
    labels: ['method', 'route'],
    buckets: upstreamBuckets,
  },
  bulksms_gateway_http_refusals_total: {
    type: 'counter',
    help: 'Requests that were refused as a whole, by problem. The problems of recipients are in sends.',
    labels: ['problem'],
  },
  bulksms_gateway_api_keys_reload_failures_total: {
    type: 'counter',
    help: 'Failed reloads of the file of API keys. The previous keys stay valid.',
    labels: [],
  },
  bulksms_gateway_ready: {
    type: 'gauge',
    help: '1 while the gateway accepts messages, as reported by /readyz.',
    labels: [],
  },
  bulksms_gateway_build_info: {
    type: 'gauge',
    help: 'Always 1; the labels identify the running version.',
    labels: ['version', 'mode'],
  },
} as const satisfies Record<string, MetricRow>

export type MetricName = keyof typeof metrics
export const metricNames = Object.keys(metrics) as readonly MetricName[]
