import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingReport, ReadReport } from '../../messages/incoming-report.ts'
import type { Journal } from '../../messages/journal.ts'
import type { ReportObserver } from '../../messages/observer.ts'
import type { ReportRefusal } from '../../messages/reports.ts'
import type { App } from '../server/app-type.ts'
import { refuseAs } from '../server/error-handler.ts'
import { sampleOf } from './report-sample.ts'

/** A report has a dozen short parameters. */
const maxReportBytes = 16 * 1024
const maxParameters = 100

export type ReportRoute = {
  readonly journal: Pick<Journal, 'recordReport'>
  readonly readReport: ReadReport
  /** Each opens the route; two while one replaces the other. */
  readonly secrets: readonly string[]
  /** Whether reports are accepted from an address; absent: from all. */
  readonly isAllowed?: ((address: string) => boolean) | undefined
  readonly nowMs: () => number
  readonly observer: ReportObserver
}

/**
 * `POST` and `GET /delivery-reports/{secret}`: what the provider calls. It has a parser of its own, so that the rest of the
 * API stays strict about bodies. A wrong secret, and a stranger's address, find nothing here.
 */
export function registerDeliveryReports(app: App, route: ReportRoute): void {
  const { journal, readReport, nowMs, observer, isAllowed = () => true } = route
  const isSecret = createSecretCheck(route.secrets)

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // Fastify looks up a type that is named in a cache, and parses any other for each request.
    for (const type of ['application/x-www-form-urlencoded', '*'])
      scope.addContentTypeParser(type, { parseAs: 'string', bodyLimit: maxReportBytes }, (_request, body, done) =>
        done(null, body),
      )
    // Before the body is read.
    scope.addHook('onRequest', (request, reply, done) => {
      const { secret } = request.params as { readonly secret: string }
      const address = request.socket.remoteAddress ?? ''
      if (!isSecret(secret)) refuse(request, reply, 'wrong-secret', {})
      // The secret is right, so this is probably the provider, or a proxy in front of us: the log names its address.
      else if (!isAllowed(address)) refuse(request, reply, 'wrong-network', { address })
      else done()
    })
    scope.route({
      method: ['GET', 'POST'],
      url: '/delivery-reports/:secret',
      // A HEAD with a query would otherwise be a report.
      exposeHeadRoute: false,
      schema: { hide: true },
      handler: receive,
    })
  })

  /** Callers learn nothing of the reason; operators do. */
  function refuse(request: FastifyRequest, reply: FastifyReply, reason: ReportRefusal, fields: { address?: string }) {
    observer.refused(reason)
    request.logFields = { report: 'refused', reason, ...fields }
    refuseAs('not-found', request, reply)
  }

  /** 200 once the report is durable; 202 for one that belongs to nobody yet, or that cannot be read. */
  async function receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const pairs = parametersOf(request)
    if (pairs.length > maxParameters) return refuseAs('content-too-large', request, reply)
    const reading = readReport(pairs)
    if (!reading.ok) {
      observer.received({ status: undefined, result: 'unreadable' })
      request.logFields = { report: 'unreadable', reason: reading.reason, sample: sampleOf(pairs) }
      return accepted(reply)
    }
    const { report } = reading
    const receivedAt = nowMs()
    const result = await journal.recordReport(report, receivedAt)
    observer.received({ status: report.status, result, ...delayOf(report, receivedAt) })
    if (result === 'unmatched') {
      request.logFields = { report: result, sample: sampleOf(pairs) }
      return accepted(reply)
    }
    request.logFields = { report: result }
    return reply.code(200).type(plainText).send('OK\n')
  }
}

type Pairs = Parameters<ReadReport>[0]

const plainText = 'text/plain; charset=utf-8'

const accepted = (reply: FastifyReply): FastifyReply => reply.code(202).type(plainText).send('Accepted\n')

const delayOf = ({ doneAt }: IncomingReport, receivedAt: number) =>
  doneAt === undefined ? {} : { delayMs: receivedAt - doneAt }

/** The parameters of the body, then those of the query. */
function parametersOf({ body, raw }: FastifyRequest): Pairs {
  const pairs: [name: string, value: string][] = []
  const add = (text: string) => new URLSearchParams(text).forEach((value, name) => void pairs.push([name, value]))
  if (typeof body === 'string') add(body)
  const { url = '' } = raw
  const start = url.indexOf('?')
  if (start !== -1) add(url.slice(start + 1))
  return pairs
}

/** Longer than any secret. */
const comparedBytes = 256

/**
 * Compares in constant time, with all of them, and with as many bytes whatever is given. Not by digests: to make one takes
 * longer than to match a report.
 */
function createSecretCheck(secrets: readonly string[]): (given: string) => boolean {
  /** The length, which tells a text from one that is cut or ends in zeros, and then the text. */
  const fill = (bytes: Buffer, text: string): Buffer => {
    bytes.fill(0)
    bytes.writeUInt32LE(text.length)
    bytes.write(text, 4)
    return bytes
  }
  const known = secrets.map((secret) => fill(Buffer.alloc(comparedBytes), secret))
  const compared = Buffer.alloc(comparedBytes)
  return (given) => {
    fill(compared, given)
    return known.map((secret) => timingSafeEqual(secret, compared)).includes(true)
  }
}
