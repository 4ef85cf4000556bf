/** One metric: the row from which it is made and documented. */
export type MetricRow = {
  readonly type: 'counter' | 'gauge' | 'histogram'
  /** What it tells, as a sentence. */
  readonly help: string
  /** Names of labels whose values come from a table or from the list of routes: never a number, an id, a key or a text. */
  readonly labels: readonly string[]
  /** Upper bounds of a histogram, in its base unit. */
  readonly buckets?: readonly number[]
}

/** From a fast answer to UPSTREAM_TIMEOUT_MS and beyond it. */
const upstreamBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
/** An fsync takes from a tenth of a millisecond to a second on a disk in trouble. */
const commitBuckets = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1]

/**
 * Every metric of the gateway's own, by its name. Names, alerts, dashboards and docs/metrics.md are held to this table by
 * tests.
 */
export const metrics = {
  bulksms_gateway_sends_total: {
    type: 'counter',
    help: 'Recipients by what came of them. `code` is the problem, or `none` where accepted.',
    labels: ['outcome', 'code', 'kind', 'when'],
  },
  bulksms_gateway_segments_total: {
    type: 'counter',
    help: 'Segments that were submitted, by the outcome of their recipient. A WAP push has none that can be counted.',
    labels: ['outcome'],
  },
  bulksms_gateway_messages_total: {
    type: 'counter',
    help: 'Messages by status. One that is tried again under its key counts again, with the recipients of that try.',
    labels: ['status'],
  },
  bulksms_gateway_replays_total: {
    type: 'counter',
    help: 'Answers that were given again to a repeated Idempotency-Key. Nothing was submitted.',
    labels: [],
  },
  bulksms_gateway_fenced_recipients_total: {
    type: 'counter',
    help: 'Recipients that the duplicate fence kept from perhaps getting the same twice.',
    labels: [],
  },
  bulksms_gateway_unknown_recipients: {
    type: 'gauge',
    help: 'Recipients whose outcome is unknown and not settled by anybody.',
    labels: [],
  },
  bulksms_gateway_oldest_unknown_age_seconds: {
    type: 'gauge',
    help: 'For how long the oldest of the unknown recipients has been unknown; 0 where there is none.',
    labels: [],
  },
  bulksms_gateway_upstream_requests_total: {
    type: 'counter',
    help: 'GETs by how they ended. `unanswered` was written; `not-written` and `refused` certainly were not.',
    labels: ['account', 'kind'],
  },
  bulksms_gateway_upstream_request_duration_seconds: {
    type: 'histogram',
    help: 'Time of a GET without its wait.',
    labels: ['kind'],
    buckets: upstreamBuckets,
  },
  bulksms_gateway_upstream_wait_seconds: {
    type: 'histogram',
    help: 'Time that a GET waited for its turn.',
    labels: [],
    buckets: [0, ...upstreamBuckets],
  },
  bulksms_gateway_upstream_waiting: {
    type: 'gauge',
    help: 'GETs that wait for their turn.',
    labels: [],
  },
  bulksms_gateway_upstream_running: {
    type: 'gauge',
    help: 'GETs under way.',
    labels: [],
  },
  bulksms_gateway_upstream_answers_not_understood_total: {
    type: 'counter',
    help: 'Answers, or parts of them, that were not understood, by their shape.',
    labels: ['shape'],
  },
  bulksms_gateway_upstream_faults_total: {
    type: 'counter',
    help: 'GETs that were not written, not answered, or answered in a way that nobody can read, by their cause.',
    labels: ['cause'],
  },
  bulksms_gateway_upstream_unreadable_in_a_row: {
    type: 'gauge',
    help: 'GETs of an account in a row whose answer nobody could read, all for the same cause; 0 after one that could be read.',
    labels: ['account'],
  },
  bulksms_gateway_upstream_breaker_state: {
    type: 'gauge',
    help: 'The state of the circuit breaker of an account: 1 for the one it is in.',
    labels: ['account', 'state'],
  },
  bulksms_gateway_upstream_breaker_changes_total: {
    type: 'counter',
    help: 'Changes of a circuit breaker, by the state it came to.',
    labels: ['account', 'state'],
  },
  bulksms_gateway_upstream_balance: {
    type: 'gauge',
    help: 'Credit of the account as the provider last told it, in its unit. Asked for at most once in UPSTREAM_CREDIT_CACHE_MS; absent without UPSTREAM_CREDIT_PATH.',
    labels: [],
  },
  bulksms_gateway_journal_commit_duration_seconds: {
    type: 'histogram',
    help: 'Time from the beginning of a group of writes until it is durable. Others wait for it; the event loop does not.',
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
    help: 'What stands in the log of the journal and not yet in its database. A checkpoint brings it there at 16 MB; more means that checkpoints fail.',
    labels: [],
  },
  bulksms_gateway_wall_clock_moved_seconds: {
    type: 'gauge',
    help: 'How far the wall clock has moved against the steady one, while it is in doubt; else 0.',
    labels: [],
  },
  bulksms_gateway_http_requests_total: {
    type: 'counter',
    help: "Requests by the pattern of their route (`none` where there is none) and the answer's status.",
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
    help: 'Times that the file of API keys could not be read anew. The keys from before stay valid.',
    labels: [],
  },
  bulksms_gateway_ready: {
    type: 'gauge',
    help: '1 while the gateway takes messages, as /readyz says it.',
    labels: [],
  },
  bulksms_gateway_build_info: {
    type: 'gauge',
    help: 'Always 1; its labels say what runs.',
    labels: ['version', 'mode'],
  },
} as const satisfies Record<string, MetricRow>

export type MetricName = keyof typeof metrics
export const metricNames = Object.keys(metrics) as readonly MetricName[]
