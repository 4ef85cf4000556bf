import { systemClocks } from '../../messages/clocks.ts'
import { deliveryOf } from '../../messages/delivery.ts'
import { type Journal, JournalError, type Resolution } from '../../messages/journal.ts'
import { problemOf } from '../../messages/problems.ts'
import type { SharedUsage } from '../../messages/shared-quota.ts'
import { dayMs } from '../../sms/instant.ts'
import type { JournalClock } from '../journal-clock.ts'
import type { Replicas } from '../replicas.ts'
import { unmatchedRetentionMs } from '../report-rules.ts'
import type { Database, Row } from './connections.ts'
import { createOverError, isLoss, isUnavailable, translateError } from './database-errors.ts'
import { createEventFeed } from './feed.ts'
import { formatJson } from './json.ts'
import { createLanes } from './lanes.ts'
import { type Lease, startLease } from './lease.ts'
import { readListPage } from './list.ts'
import { createMessageWrites } from './messages.ts'
import type { PostgresSettings } from './postgres-settings.ts'
import { createPostgresQueries } from './queries.ts'
import { createPostgresReports } from './reports.ts'
import { createRunCalls, type ReplicaRun } from './runs.ts'
import { createSharedUsage } from './segments.ts'

/** The journal, and what is shared with the other gateways on it. */
export type ReplicatedJournal = {
  readonly journal: Journal
  readonly usage: SharedUsage
  readonly replicas: Replicas
}

/** Longer than a commit takes. A group that waits so long means that no message makes progress. */
const stallMs = 2_000
/** How far back a sweep looks for reports whose answer was recorded at the same moment. */
const sweepMs = 600_000

/** Begins a run on a database that is prepared. */
export async function createPostgresJournal(
  database: Database,
  settings: PostgresSettings,
  run: ReplicaRun,
  clock: JournalClock,
): Promise<ReplicatedJournal> {
  const { retentionMs, onFailure, onRecovered, observer, lease: leaseSettings, settle = 'hint' } = settings
  const { clocks = systemClocks, datesAgree = () => true, eventRetentionMs = 7 * dayMs } = settings
  const { seenAt } = clock
  let failure: JournalError | undefined
  let isClosed = false
  let lease: Lease | undefined
  /** Where the next step of a purge goes on. */
  let purgeFrom: string | undefined

  async function query(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    if (isClosed) throw closed()
    try {
      return await database.query(text, values)
    } catch (error) {
      throw translateError(error)
    }
  }

  /** For statements that change nothing: a restart of the server ends pooled connections, and the next one may do. */
  const ask: typeof query = (text, values) =>
    query(text, values).catch((error: unknown) => {
      if (!isUnavailable(error)) throw error
      return query(text, values)
    })

  function fail(error: unknown): JournalError {
    failure ??=
      error instanceof JournalError ? error : new JournalError('The journal can no longer be used', { cause: error })
    lease?.stop()
    lanes.end(failure)
    onFailure(failure)
    return failure
  }

  const queries = createPostgresQueries({ query: ask })
  const feed = createEventFeed({ query: ask })
  const calls = createRunCalls({ query, run, clock, clocks })
  const usage = createSharedUsage({ query }, seenAt)
  const { trustedWallAt } = clock
  const reports = createPostgresReports(
    { query },
    {
      settle,
      datesAgree,
      trustedWallAt,
      seenAt,
      compared: observer?.compared,
      onEvent: (caller) => feed.tell([caller]),
    },
  )
  const lanes = createLanes({ database, run, seenAt, fail: failLanes, observer })
  const nowAt = () => Math.trunc(clocks.wallMs())
  const { rejoinTo } = reports
  const writes = createMessageWrites({ lanes, queries, rejoinTo, onEvents: feed.tell, nowAt })

  function failLanes(error: unknown): JournalError {
    if (failure !== undefined) return failure
    // Every gateway that starts from now on says so, until somebody has looked into it.
    if (isLoss(error)) query('INSERT INTO lost_commits (run) VALUES ($1)', [run.id]).catch(() => {})
    return fail(translateError(error))
  }

  const sweep = () => reports.sweep(seenAt() - sweepMs)

  async function renew(endsOthers: boolean) {
    const beat = await calls.beat(endsOthers)
    if (beat === undefined) return undefined
    if (beat.unknown + beat.notAttempted > 0) onRecovered?.({ unknown: beat.unknown, notAttempted: beat.notAttempted })
    // If it fails, the next one does it.
    sweep().catch(() => {})
    return beat
  }

  const sent = { wallMs: clocks.wallMs(), steadyMs: clocks.steadyMs() }
  const { live, countedInMs, ...recovery } = await calls.enter()
  if (recovery.unknown + recovery.notAttempted > 0) onRecovered?.(recovery)
  await sweep()
  lease = startLease(leaseSettings, clocks, { ...sent, live, countedInMs }, renew, () => void fail(createOverError()))

  async function resolve(messageId: string, { recipients, ...resolution }: Resolution): Promise<number> {
    const problem = resolution.outcome === 'rejected' ? ('settled-as-rejected' as const) : undefined
    const given = {
      ...resolution,
      recipients,
      problem,
      resend: problem && problemOf(problem).resend,
      delivery: deliveryOf({ ids: [], reportRequested: true }, []),
      deliveryUnasked: deliveryOf({ ids: [], reportRequested: false }, []),
    }
    const [row] = await query('SELECT journal_resolve_1($1, $2, $3) AS count', [messageId, seenAt(), formatJson(given)])
    return Number(row?.['count'])
  }

  async function saveClock(): Promise<void> {
    clock.observe()
    const wallAt = clock.trustedWallAt() ?? null
    await query(
      'UPDATE clock SET wall_at = coalesce($2, wall_at + greatest(0, $1 - seen_at)), seen_at = greatest(seen_at, $1)',
      [seenAt(), wallAt],
    )
    await query('DELETE FROM used_segments WHERE seen_at < $1', [seenAt() - retentionMs])
  }

  async function purge(limit: number): Promise<number> {
    const wallAt = clock.trustedWallAt()
    const [row] = await query('SELECT journal_purge_1($1, $2, $3, $4) AS step', [
      limit,
      purgeFrom ?? '00000000-0000-0000-0000-000000000000',
      seenAt() - retentionMs,
      // A scheduled message must also be a day past its time; while the wall clock is in doubt, it is kept.
      wallAt === undefined ? null : wallAt - dayMs,
    ])
    const step = row?.['step'] as { removed: number; next: string | null } | undefined
    purgeFrom = step?.next ?? undefined
    return step?.removed ?? 0
  }

  const journal: Journal = {
    begin: writes.begin,
    startAttempts: writes.startAttempts,
    endAttempts: writes.endAttempts,
    finish: writes.finish,
    reopen: writes.reopen,
    whenFinished: writes.whenFinished,
    resolve,
    recordReport: reports.record,
    findMessage: queries.findMessage,
    findKey: queries.findKey,
    findFenced: queries.findFenced,
    listMessages: (list) => readListPage({ query: ask }, list),
    listUnmatchedReports: ({ before, limit }) => feed.listUnmatched(before, limit),
    countUnmatchedReports: feed.countUnmatched,
    listEvents: feed.list,
    lastEvent: feed.last,
    whenEvent: feed.whenEvent,
    countUnknown: queries.countUnknown,
    countUnknownUntil: queries.countUnknownUntil,
    usedSegments: queries.usedSegments,
    async saveUsedSegments(caller, dayAt, count) {
      // The changes of this turn are part of it.
      await Promise.resolve()
      await query(
        `INSERT INTO used_segments (caller, day, count, seen_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (caller, day) DO UPDATE SET count = excluded.count, seen_at = excluded.seen_at`,
        [caller, dayAt, count(), seenAt()],
      )
    },
    mayStart: () => failure === undefined && lease.isValid(),
    isStalled: () => !lease.isWell() || lanes.waitedMs() > stallMs,
    purge,
    async purgeReports(limit) {
      const [row] = await query('SELECT journal_purge_reports_1($1, $2, $3) AS count', [
        ...[limit, seenAt() - unmatchedRetentionMs, seenAt() - eventRetentionMs],
      ])
      return Number(row?.['count'])
    },
    seenAt,
    saveClock,
    wallClock: clock.status,
    confirmWallClock() {
      clock.confirm()
      return saveClock()
    },
    // PostgreSQL manages its own log.
    logBacklogBytes: () => 0,
    explainLogBacklog: () => undefined,
    async close() {
      if (isClosed) return
      await lanes.close()
      lease.stop()
      feed.close()
      // Where it cannot be reached, another gateway ends this run.
      if (failure === undefined) await calls.leave().catch(() => {})
      failure ??= closed()
      isClosed = true
      await database.close()
    },
  }
  return { journal, usage, replicas: lease }
}

const closed = () => new JournalError('The journal is closed', { kind: 'over' })
