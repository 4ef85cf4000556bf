import type { FastifyReply, FastifyRequest } from 'fastify'
import { createProblem } from '../schemas/problem-details.ts'
import { apiHeaders } from './answer-headers.ts'
import { sendProblem } from './error-handler.ts'
import { formatHtmlPage, htmlMediaType, htmlPolicyHeader, prefersHtml } from './html-page.ts'

/** Answers that there is nothing at the address: with a page to a browser, and with a problem to a program. */
export function sendNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  reply.header('vary', 'accept')
  if (!reads || !prefersHtml(request)) return sendProblem(reply, createProblem('not-found', request.id))
  reply.headers({ ...apiHeaders, 'content-security-policy': htmlPolicyHeader })
  reply.problem = 'not-found'
  return reply.code(404).type(htmlMediaType).send(page)
}

/** Without the address, which may be anything, and without a link, which would have to know how deep the address is. */
const page = formatHtmlPage(
  'There is nothing at this address',
  `<p>bulksms-gateway does not serve this address. Check it for a typing error.</p>
<p>The problem is <code>not-found</code>, HTTP 404. Messages are sent with <code>POST /messages</code>, problems are explained at <code>/problems</code>.</p>`,
)
