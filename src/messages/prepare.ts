import type { Message } from '../sms/message.ts'
import type { Violation } from '../sms/violation.ts'
import type { Caller } from './caller.ts'
import { type ComposeSettings, composeMessage, type MessageRequest } from './compose-message.ts'
import { findForbidden } from './permission.ts'
import type { Unfit } from './send-result.ts'
import { listMsOf } from './submit.ts'
import type { Batch, Plan, Upstream } from './upstream.ts'

export type Checked<T> = ({ readonly ok: true } & T) | ({ readonly ok: false } & Unfit)

/** A checked message and the GETs it takes. */
export type Prepared = { readonly message: Message; readonly batches: readonly Batch[] }

/** Creates a message from a request, or reports everything that is invalid or not permitted to its caller. */
export type Prepare = (request: MessageRequest, caller: Caller) => Checked<Prepared>

/** @param nowMs milliseconds since 1970 */
export function createPrepare(
  { plan }: Pick<Upstream, 'plan'>,
  settings: ComposeSettings & { readonly timeoutMs: number },
  nowMs: () => number,
): Prepare {
  function settingsOf({ maxSegments }: Caller): ComposeSettings {
    if (maxSegments === undefined || maxSegments >= settings.maxSegments) return settings
    return { ...settings, maxSegments }
  }

  return (request, caller) => {
    const composed = composeMessage(request, settingsOf(caller), nowMs())
    if (!composed.ok) return { ...composed, kind: 'invalid' }
    const message: Message =
      caller.account === undefined ? composed.message : { ...composed.message, account: caller.account }
    const planned = plan(message, listMsOf(settings.timeoutMs))
    if (!planned.ok) return { ok: false, kind: 'invalid', violations: [explainMisfit(planned)] }
    const violations = findForbidden(message, caller)
    if (violations.length > 0) return { ok: false, kind: 'forbidden', violations }
    return { ok: true, message, batches: planned.batches }
  }
}

function explainMisfit(plan: Extract<Plan, { ok: false }>): Violation {
  if (plan.limit === 'time') {
    const message = `must hold at most ${plan.maxRecipients} phone numbers: with this text more cannot be submitted in the time that a message has`
    return { pointer: '/to', message }
  }
  const message = `must be shorter: with one recipient it makes an upstream request of ${plan.urlBytes} bytes, of at most ${plan.maxUrlBytes}`
  return { pointer: '/text', message }
}
