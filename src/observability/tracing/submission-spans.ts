import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import type { Journal } from '../../messages/journal.ts'
import { type RecipientResult, statusOf, summarize } from '../../messages/outcome.ts'
import { type Batch, defaultAccount, type Upstream } from '../../messages/upstream.ts'
import type { Message } from '../../sms/message.ts'
import type { Spans } from './spans.ts'

/**
 * A span around each GET. It contains neither the GET's URL nor the upstream's host, which would show credentials and
 * text. The trace is not propagated: the upstream's parameters are a fixed list, it does not support tracing, and the
 * header would disclose information to it.
 */
export const traceUpstream = (spans: Spans, upstream: Upstream): Upstream => ({
  ...upstream,
  async takeTurn(message, batch, patience) {
    const turn = await upstream.takeTurn(message, batch, patience)
    if ('code' in turn) return turn
    return {
      ...turn,
      submit: (batch, deadline) => aroundSubmission(spans, message, batch, () => turn.submit(batch, deadline)),
    }
  },
})

/** The span of one submission of a batch. */
function aroundSubmission(
  spans: Spans,
  { content, account = defaultAccount }: Message,
  batch: Batch,
  submit: () => Promise<readonly RecipientResult[]>,
): Promise<readonly RecipientResult[]> {
  const attributes = {
    'bulksms.account': account,
    'bulksms.destination_count': batch.length,
    // The segments of a WAP push cannot be counted.
    ...(content.kind === 'text' && { 'bulksms.segment_count': content.segments * batch.length }),
  }
  return spans.around('upstream submit', SpanKind.CLIENT, attributes, submit, (span, results) => {
    const outcome = statusOf(summarize(results))
    span.setAttribute('bulksms.outcome', outcome)
    if (outcome === 'unknown') span.setStatus({ code: SpanStatusCode.ERROR })
  })
}

/** A span around the awaited writes of a message, including the group's other writes and the fsync. */
export const traceJournal = (spans: Spans, journal: Journal): Journal => ({
  ...journal,
  begin: (message, options) =>
    spans.around('journal begin', SpanKind.INTERNAL, {}, () => journal.begin(message, options)),
  startAttempts: (id, recipients, startedAt) =>
    spans.around('journal start', SpanKind.INTERNAL, {}, () => journal.startAttempts(id, recipients, startedAt)),
  finish: (id) => spans.around('journal finish', SpanKind.INTERNAL, {}, () => journal.finish(id)),
})
