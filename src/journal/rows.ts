import type { RecordedReport } from '../messages/delivery.ts'
import type { Attempt, AttemptState, JournaledMessage, JournaledRecipient } from '../messages/journal.ts'
import { type RecipientFailure, type UpstreamIds, upstreamIdsOf } from '../messages/outcome.ts'
import type { RecipientProblemCode } from '../messages/problems.ts'
import type { Encoding } from '../sms/message.ts'

export type MessageRow = {
  readonly number: number
  readonly id: string
  readonly caller: string
  readonly request_id: string
  readonly created_at: number
  readonly sender: string
  readonly encoding: Encoding | null
  readonly segments: number | null
  readonly reference: string | null
  readonly scheduled_at: number | null
  readonly wants_report: 0 | 1
}

export type AttemptRow = {
  readonly position: number
  readonly number: number
  readonly recipient: string
  readonly state: AttemptState
  readonly problem: RecipientProblemCode | null
  readonly upstream_code: number | null
  readonly smpp_name: string | null
  /** Several are separated by commas, which no id contains. */
  readonly upstream_id: string | null
  readonly duplicate_of: string | null
  readonly started_at: number | null
  readonly ended_at: number | null
}

export const formatUpstreamIds = ({ upstreamMessageId, upstreamMessageIds }: UpstreamIds): string | null =>
  upstreamMessageIds?.join(',') ?? upstreamMessageId ?? null

export type ResolutionRow = {
  readonly position: number
  readonly outcome: 'accepted' | 'rejected'
  readonly reason: string
  readonly resolved_by: string
  readonly resolved_at: number
  readonly caller: string | null
  readonly problem: RecipientProblemCode
  readonly upstream_code: number | null
  readonly smpp_name: string | null
}

export type MessageParts = {
  readonly row: Omit<MessageRow, 'number'>
  readonly finished: boolean
  /** By position and number. */
  readonly attempts: readonly AttemptRow[]
  readonly resolutions: readonly ResolutionRow[]
  readonly reports: ReadonlyMap<number, readonly RecordedReport[]>
}

export function messageFromRows({ row, finished, attempts, resolutions, reports }: MessageParts): JournaledMessage {
  const byPosition = Map.groupBy(attempts, (attempt) => attempt.position)
  const recipients = [...byPosition].map(([position, own]) =>
    recipientFromRows(own, reports.get(position) ?? noReports),
  )
  const { encoding, segments, reference, scheduled_at } = row
  return {
    id: row.id,
    caller: row.caller,
    requestId: row.request_id,
    createdAt: row.created_at,
    from: row.sender,
    ...(encoding !== null && { encoding }),
    ...(segments !== null && { segments }),
    ...(reference !== null && { reference }),
    ...(scheduled_at !== null && { scheduledAt: scheduled_at }),
    deliveryReport: row.wants_report === 1,
    finished,
    recipients,
    resolutions: resolutions.map((resolution) => ({
      to: byPosition.get(resolution.position)?.[0]?.recipient ?? '',
      outcome: resolution.outcome,
      reason: resolution.reason,
      by: resolution.resolved_by,
      ...(resolution.caller !== null && { caller: resolution.caller }),
      at: resolution.resolved_at,
      before: failureFromRow(resolution.problem, resolution),
    })),
  }
}

const noReports: readonly RecordedReport[] = []

function recipientFromRows(attempts: readonly AttemptRow[], reports: readonly RecordedReport[]): JournaledRecipient {
  return { to: attempts[0]?.recipient ?? '', attempts: attempts.map(attemptFromRow), reports }
}

function attemptFromRow(row: AttemptRow): Attempt {
  const { number, state, problem, upstream_id, started_at, ended_at } = row
  return {
    number,
    state,
    ...(problem !== null && { failure: failureFromRow(problem, row) }),
    ...(upstream_id !== null && upstreamIdsOf(upstream_id.split(','))),
    ...(started_at !== null && { startedAt: started_at }),
    ...(ended_at !== null && { endedAt: ended_at }),
  }
}

type FailureRow = {
  readonly upstream_code: number | null
  readonly smpp_name: string | null
  readonly duplicate_of?: string | null
}

function failureFromRow(code: RecipientProblemCode, row: FailureRow): RecipientFailure {
  const { upstream_code: upstreamCode, smpp_name: name, duplicate_of: duplicateOf = null } = row
  return {
    code,
    ...(upstreamCode !== null && { upstreamCode }),
    ...(name !== null && upstreamCode !== null && { smpp: { commandStatus: upstreamCode, name } }),
    ...(duplicateOf !== null && { duplicateOf }),
  }
}
