import type { BeginOptions, Fence, KeyClaim, NewMessage } from '../../messages/journal.ts'
import type { RecipientResult } from '../../messages/outcome.ts'
import { outcomeOf } from '../../messages/outcome.ts'
import { problemOf } from '../../messages/problems.ts'
import { dayMs } from '../../sms/instant.ts'
import { instantOfId } from '../message-number.ts'
import { formatUpstreamIds } from '../rows.ts'

/** The kinds of writes, in the order in which a stage of a group applies them. */
export const writeKinds = ['begins', 'starts', 'ends', 'finishes', 'reopens'] as const
export type WriteKind = (typeof writeKinds)[number]

/** The result of a write, where it is not just success. */
export type WriteResult = {
  readonly claimed?: true
  readonly fenced?: Readonly<Record<string, string>> | null
  /** A message that was reopened. */
  readonly message?: unknown
  readonly refused?: string
}

/** What a write changes: its rows for the function that applies it, and what the group notes beside them. */
export type Change = {
  readonly kind: WriteKind
  readonly messageId: string
  readonly rows: readonly object[]
  /** The outcomes that have become unknown, for the feed. */
  readonly unknown?: readonly object[]
  /** The numbers whose attempts end: reports may wait for them. */
  readonly ended?: readonly string[]
  /** The difference between the clock that people see and the id's time. */
  readonly offset?: { readonly idAt: number; readonly offsetMs: number }
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')

export function beginChange(message: NewMessage, { claim, sending, ...fence }: BeginOptions): Change {
  const { id, to, createdAt, scheduledAt, contentHash } = message
  const idAt = instantOfId(id)
  const sends = new Set(sending)
  const row = {
    id,
    caller: message.caller,
    request_id: message.requestId,
    created_at: createdAt,
    sender: message.from,
    encoding: message.encoding,
    segments: message.segments,
    reference: message.reference,
    scheduled_at: scheduledAt,
    hash: hexOf(contentHash),
    wants_report: message.deliveryReport,
    // It counts as young until 30 days before its time, so that a purge need not step over it each time.
    ages_from: scheduledAt === undefined ? undefined : idAt + Math.max(0, scheduledAt - createdAt - 30 * dayMs),
    ...claimRow(claim),
    ...fenceRow(fence),
    recipients: to.map((number) => [number, sends.has(number) ? 's' : 'q']),
  }
  return { kind: 'begins', messageId: id, rows: [row], offset: { idAt, offsetMs: createdAt - idAt } }
}

const claimRow = (claim: KeyClaim | undefined) =>
  claim && { route: claim.route, key: claim.key, fingerprint: hexOf(claim.fingerprint) }

const fenceRow = ({ fencedSince, acknowledged }: Fence) => ({ fenced_since: fencedSince, acknowledged })

/** @param positions of the recipients in their message */
export const startChange = (messageId: string, positions: readonly number[], at: number): Change => ({
  kind: 'starts',
  messageId,
  rows: positions.map((p) => ({ m: messageId, p, at })),
})

export function endChange(
  messageId: string,
  results: readonly RecipientResult[],
  positions: readonly number[],
  at: number,
): Change {
  const rows = results.map((result, index) => ({ m: messageId, p: positions[index], at, ...resultRow(result) }))
  const unknown = results.flatMap((result) =>
    !result.accepted && outcomeOf(result) === 'unknown'
      ? [{ m: messageId, recipient: result.to, resend: problemOf(result.failure.code).resend, at }]
      : [],
  )
  return { kind: 'ends', messageId, rows, unknown, ended: results.map(({ to }) => to) }
}

function resultRow(result: RecipientResult) {
  if (result.accepted) return { state: 'accepted', ids: formatUpstreamIds(result) }
  const { code: problem, upstreamCode: code, smpp } = result.failure
  return { state: outcomeOf(result), problem, code, smpp: smpp?.name }
}

/**
 * @param waits whether recipients may still wait
 * @param open whether an attempt may have no result
 */
export const finishChange = (messageId: string, { waits, open }: { waits: boolean; open: boolean }): Change => ({
  kind: 'finishes',
  messageId,
  rows: [{ m: messageId, waits, open }],
})

/** Notes that an attempt may be left without a result, because it could not be recorded. */
export const openChange = (messageId: string): Change => ({
  kind: 'finishes',
  messageId,
  rows: [{ m: messageId, open: true, stays: true }],
})

export const reopenChange = (messageId: string, fence: Fence): Change => ({
  kind: 'reopens',
  messageId,
  rows: [{ m: messageId, ...fenceRow(fence) }],
})
