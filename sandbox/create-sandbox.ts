import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { formatReachableHost, isLoopback } from '../src/config/loopback.ts'
import { type AnnouncedReport, createAnswerer } from './answer.ts'
import { describeSandbox } from './description.ts'
import { type DialectName, dialects } from './dialects.ts'
import { createDoor, type ListenAddress } from './door.ts'
import { defaultFaultTimings, type FaultTimings, faults } from './faults.ts'
import { createInbox, type Inbox, type InboxEntry, type SentReport } from './inbox.ts'
import { parseParameters, showParameters } from './parameters.ts'
import { createReportSender, type ReportClock } from './report-sender.ts'
import { readFormBody } from './request-body.ts'
import { readSubmission, type Submission } from './submission.ts'

export type SandboxOptions = {
  /** The sandbox's own credential: never one of a real account. */
  readonly username: string
  readonly password: string
  readonly dialect: DialectName
  readonly sendPath?: string
  readonly schedulePath?: string
  readonly creditPath?: string
  /** The body of the answer about the balance. */
  readonly creditAnswer?: string
  /** Called for each request on a submit path, before it is answered. */
  readonly onRequest?: (entry: InboxEntry) => void
  /** Where delivery reports are sent, asked for each one; none are sent without. */
  readonly deliveryReportsUrl?: () => string | undefined
  readonly timings?: Partial<SandboxTimings>
  /** Of the delivery reports. Scheduled messages are reported after their time. */
  readonly clock?: ReportClock
}

/** `reportUnitMs`: a second of the scripts of delivery reports. */
type SandboxTimings = FaultTimings & { readonly reportUnitMs: number }

export type Sandbox = {
  /** Listens, and resolves with the origin: `http://127.0.0.1:<port>`. */
  listen(address: ListenAddress): Promise<{ origin: string }>
  /** Destroys every connection, including hung ones. */
  close(): Promise<void>
  readonly inbox: Inbox
}

/** More than any gateway sends: the largest list seen, 1,000 destinations, takes 13 KB. */
const maxUrlBytes = 32 * 1024

/** Connections held by faults. Beyond this the oldest is reset, so that faults cannot exhaust the sandbox. */
const maxHeldConnections = 256

/** Longer than any fault, so that it only ends forgotten connections. */
const inactivityMs = 150_000

/** The simulated upstream: a real HTTP server that speaks the provider's protocol and sends nothing to anyone. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { username, password, onRequest } = options
  const dialect = dialects[options.dialect]
  const timings: SandboxTimings = { ...defaultFaultTimings, reportUnitMs: 1_000, ...options.timings }
  const sendPath = options.sendPath ?? '/bulksms/bulksms'
  const schedulePath = options.schedulePath ?? '/bulksms/schedulemsg'
  const creditPath = options.creditPath ?? '/CreditCheck/checkcredits'
  const creditAnswer = options.creditAnswer ?? 'Credits:1000.00'
  const reportsUrl = options.deliveryReportsUrl ?? (() => undefined)
  const inbox = createInbox()
  const answer = createAnswerer(dialect)
  const reportSender = createReportSender(reportsUrl, timings.reportUnitMs, options.clock)
  const busy = new Set<Socket>()
  const held = new Set<Socket>()

  /** Set while listening: on a loopback address, a web page must not reach the inbox by DNS rebinding. */
  let loopbackNamesOnly = true

  const isServed = (host: string | undefined): boolean =>
    // HTTP/1.0 clients may omit it. Browsers never do.
    !loopbackNamesOnly || host === undefined || isLoopback(host.replace(/:[0-9]*$/, ''))

  const server = createServer({ maxHeaderSize: 2 * maxUrlBytes }, (request, response) => {
    busy.add(request.socket)
    response.once('close', () => busy.delete(request.socket))
    route(request, response).catch((error: unknown) => {
      process.emitWarning(asError(error))
      request.socket.destroy()
    })
  })
  server.timeout = inactivityMs
  const door = createDoor({
    admit: (socket) => server.emit('connection', socket),
    isBusy: (socket) => busy.has(socket),
  })

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = splitOnce(request.url ?? '', '?')
    const method = request.method ?? ''
    if (!isServed(request.headers.host)) {
      return reply(response, 421, 'Only localhost, 127.0.0.0/8 and [::1], unless SANDBOX_HOST is no loopback address\n')
    }
    if ((request.url ?? '').length > maxUrlBytes) return reply(response, 414, 'The URL is too long\n')
    if (path === sendPath || path === schedulePath) {
      if (method !== 'GET' && method !== 'POST') return notAllowed(response, 'GET, POST')
      return submit(request, response, path, query)
    }
    if (path === creditPath) {
      if (method !== 'GET') return notAllowed(response, 'GET')
      const given = new URLSearchParams(query)
      const known = given.get('username') === username && given.get('password') === password
      return reply(response, 200, known ? creditAnswer : 'PERMISSION DENIED')
    }
    if (path === '/inbox') {
      if (method === 'DELETE') inbox.clear()
      else if (method !== 'GET') return notAllowed(response, 'GET, DELETE')
      return replyJson(response, { received: inbox.receivedCount(), entries: inbox.entries() })
    }
    if (path !== '/' && path !== '/healthz') return reply(response, 404, 'Nothing here; GET / says what there is\n')
    if (method !== 'GET') return notAllowed(response, 'GET')
    if (path === '/healthz') return replyJson(response, { status: 'ok' })
    return replyJson(response, describeSandbox({ dialect: options.dialect, sendPath, schedulePath, creditPath }))
  }

  async function submit(request: IncomingMessage, response: ServerResponse, path: string, query: string) {
    const form = await readFormBody(request)
    if (form === undefined) return reply(response, 413, 'The body is too large\n')
    const parameters = parseParameters(query, form)
    const scheduleRequired = path === schedulePath && path !== sendPath
    const reading = readSubmission(parameters, { username, password, dialect, scheduleRequired })
    const { body, answers, fault, reports } = reading.accepted
      ? answer(reading.submission)
      : { body: String(reading.code), answers: undefined, fault: undefined, reports: [] }
    const announcement = reading.accepted ? planReports(reading.submission, reports) : 'none'
    const entry: InboxEntry = {
      id: randomUUID(),
      receivedAt: new Date().toISOString(),
      method: request.method ?? '',
      path,
      parameters: parameters === undefined ? {} : showParameters(parameters),
      ...(reading.accepted ? { message: reading.submission } : {}),
      answer: body,
      ...(answers === undefined ? {} : { answers }),
      ...(fault === undefined ? {} : { fault }),
      ...(announcement === 'too-far' || announcement === 'too-many' ? { notReported: announcement } : {}),
    }
    const onSent = inbox.add(entry, query.length + form.length + 2 * body.length)
    onRequest?.(entry)
    if (reading.accepted && announcement === 'possible') await announce(reading.submission, reports, onSent)
    if (fault === undefined) return reply(response, 200, body)
    const { socket } = request
    hold(socket)
    faults[fault]({ socket, body, timings, door, reset: () => socket.resetAndDestroy() })
  }

  function planReports({ deliveryReport, schedule }: Submission, reports: readonly AnnouncedReport[]) {
    if (!deliveryReport || reportsUrl() === undefined) return 'none'
    return schedule === undefined ? 'possible' : reportSender.canPostpone(Date.parse(schedule.sendAt), reports.length)
  }

  async function announce(
    { source, schedule }: Submission,
    reports: readonly AnnouncedReport[],
    onSent: (report: SentReport) => void,
  ) {
    if (schedule !== undefined) {
      const sendAtMs = Date.parse(schedule.sendAt)
      for (const { digits, id, script } of reports)
        reportSender.postpone({ source, digits, id, sendAtMs, onSent }, script)
      return
    }
    const submittedAt = new Date()
    await Promise.all(
      reports.map(({ digits, id, script }) => reportSender.send({ source, digits, id, submittedAt, onSent }, script)),
    )
  }

  /** From here on the fault owns the connection: `response` is never used, and the fault ends the socket. */
  function hold(socket: Socket): void {
    held.add(socket)
    socket.once('close', () => held.delete(socket))
    const [oldest] = held
    if (held.size > maxHeldConnections) oldest?.resetAndDestroy()
  }

  function reply(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
    // A client with an open connection would not notice the shut door. After a refusal there may be an unread body.
    const connection = door.isShut() || status >= 400 ? { connection: 'close' } : {}
    const type = { 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(body) }
    response.writeHead(status, { ...type, ...connection, ...headers }).end(body)
  }

  const replyJson = (response: ServerResponse, value: unknown): void =>
    reply(response, 200, `${JSON.stringify(value, null, 2)}\n`, { 'content-type': 'application/json' })

  const notAllowed = (response: ServerResponse, allow: string): void =>
    reply(response, 405, `Only ${allow}\n`, { allow })

  return {
    inbox,
    async listen(address) {
      loopbackNamesOnly = isLoopback(address.host)
      const { port } = await door.listen(address)
      return { origin: `http://${formatReachableHost(address.host)}:${port}` }
    },
    async close() {
      reportSender.close()
      await door.close()
    },
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
