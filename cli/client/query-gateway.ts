import { toPrintable } from '../../src/logging/printable.ts'
import { type Context, tell } from '../context.ts'
import type { Exit } from '../exit-codes.ts'
import { problemOfBody, type ShownProblem } from './answers.ts'
import type { ClientSettings } from './client-settings.ts'
import { exchangeJson, type Json, type JsonRequest } from './exchange-json.ts'

/** What is wrong has been said, but for a problem of the gateway. */
export type QueryFailure = { readonly ok: false; readonly exit: Exit; readonly problem?: ShownProblem }
export type Queried = { readonly ok: true; readonly body: Json } | QueryFailure

/** Asks for something that never sends, and says what is wrong if there is no answer of success. */
export async function queryGateway(context: Context, settings: ClientSettings, request: JsonRequest): Promise<Queried> {
  const reply = await exchangeJson(settings, request, context.interrupted)
  if (reply.kind !== 'answer') return unreachable(context, settings, reply.reason)
  if (reply.status >= 200 && reply.status < 300) return { ok: true, body: reply.body }
  const problem = problemOfBody(reply.body)
  if (problem === undefined)
    return unreachable(context, settings, `an answer with status ${reply.status} that is not the gateway's`)
  return { ok: false, exit: 'refused', problem }
}

export function unreachable(context: Context, { url }: ClientSettings, reason: string): QueryFailure {
  tell(context, toPrintable(`No gateway answers at ${url} (${reason})`))
  return { ok: false, exit: 'unreachable' }
}

/** Shows a problem with all its violations. */
export function tellProblem(context: Context, { code, title, detail, violations = [] }: ShownProblem): void {
  tell(context, toPrintable(`${title} (${code})`))
  for (const { pointer, name, message } of violations)
    tell(context, toPrintable(`  - ${pointer ?? name ?? ''} ${message}`))
  if (violations.length === 0) tell(context, toPrintable(`  ${detail}`))
  if (code === 'authentication-required') tell(context, '  Set GATEWAY_API_KEY or GATEWAY_API_KEY_FILE to a valid key.')
}
