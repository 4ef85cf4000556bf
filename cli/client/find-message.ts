import { UsageError } from '../command.ts'
import type { Context } from '../context.ts'
import { messageOf, type ShownMessage } from './answers.ts'
import type { ClientSettings } from './client-settings.ts'
import type { Json } from './exchange-json.ts'
import { type QueryFailure, queryGateway, tellProblem, unreachable } from './query-gateway.ts'

export type Found = { readonly ok: true; readonly message: ShownMessage; readonly body: Json } | QueryFailure

/** Reads a message by its id. What is wrong has been said. */
export async function findMessage(context: Context, settings: ClientSettings, id: string): Promise<Found> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new UsageError('ID must be the id of a message, as the answer to it tells')
  const queried = await queryGateway(context, settings, { method: 'GET', path: `/messages/${id}` })
  if (!queried.ok && queried.problem !== undefined) tellProblem(context, queried.problem)
  if (!queried.ok) return queried
  const message = messageOf(queried.body)
  return message === undefined
    ? unreachable(context, settings, 'an answer that the tool cannot read')
    : { ok: true, message, body: queried.body }
}
