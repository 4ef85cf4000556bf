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
}

export type MessageParts = {
  readonly row: MessageRow
  readonly finished: boolean
  /** By position and number. */
  readonly attempts: readonly AttemptRow[]
  readonly resolutions: readonly ResolutionRow[]
}

export function messageFromRows({ row, finished, attempts, resolutions }: MessageParts): JournaledMessage {
  const byPosition = Map.groupBy(attempts, (attempt) => attempt.position)
  const recipients = [...byPosition.values()].map(recipientFromRows)
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
    finished,
    recipients,
    resolutions: resolutions.map(({ position, outcome, reason, resolved_by, resolved_at }) => ({
      to: byPosition.get(position)?.[0]?.recipient ?? '',
      outcome,
      reason,
      by: resolved_by,
      at: resolved_at,
    })),
  }
}

function recipientFromRows(attempts: readonly AttemptRow[]): JournaledRecipient {
  return { to: attempts[0]?.recipient ?? '', attempts: attempts.map(attemptFromRow) }
}

function attemptFromRow(row: AttemptRow): Attempt {
  const { number, state, problem, upstream_code, smpp_name, upstream_id, duplicate_of, started_at, ended_at } = row
  const failure: RecipientFailure | undefined =
    problem === null
      ? undefined
      : {
          code: problem,
          ...(upstream_code !== null && { upstreamCode: upstream_code }),
          ...(smpp_name !== null &&
            upstream_code !== null && { smpp: { commandStatus: upstream_code, name: smpp_name } }),
          ...(duplicate_of !== null && { duplicateOf: duplicate_of }),
        }
  return {
    number,
    state,
    ...(failure && { failure }),
    ...(upstream_id !== null && upstreamIdsOf(upstream_id.split(','))),
    ...(started_at !== null && { startedAt: started_at }),
    ...(ended_at !== null && { endedAt: ended_at }),
  }
}
