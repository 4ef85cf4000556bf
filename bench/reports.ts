import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Pool } from 'undici'
import { readScriptOptions } from '../scripts/long-script.ts'
import { createProgress } from '../scripts/progress.ts'
import { createCountingUpstream } from '../test/support/counting-upstream.ts'
import { gatewayEnvironment, sourceProgram } from './contestants/gateway.ts'
import { openJournal, recipientOf, seedJournal } from './growth/seed.ts'
import { answering, cores, freePort, type Process, startProcess } from './processes.ts'
import { formatSpread, spreadOf } from './statistics.ts'

/**
 * Measures delivery reports over a large journal, durable and with everything that the route does, and what a send costs
 * where reports are received. CPU time is what counts: it is the same on a busy machine, and a rate is not.
 */
const values = readScriptOptions({
  name: 'bench:reports',
  about: 'Measures delivery reports over a large journal, and what a send costs where reports are received.',
  options: {
    messages: { value: 'COUNT', number: true, default: '1000000', about: 'the messages of the journal' },
    reports: { value: 'COUNT', number: true, default: '120000', about: 'how many reports' },
    rounds: { value: 'COUNT', number: true, default: '15', about: 'how many rounds of sends' },
    before: { value: 'FILE', about: 'src/main.ts of another tree, to compare with' },
    sends: { value: 'COUNT', number: true, default: '3000', about: 'how many sends a round has' },
    journal: { value: 'FILE', about: 'a journal that is seeded already' },
  },
})
const progress = createProgress()
const { messages: messageCount, reports: reportCount, rounds: roundCount } = values
const print = progress.say

const secret = randomBytes(24).toString('hex')
const withReports = {
  DELIVERY_REPORTS_SECRET: secret,
  DELIVERY_REPORTS_TIME_ZONE: 'UTC',
  DELIVERY_REPORTS_SETTLE: 'exclusive',
}
const connections = 64
const sendsPerRound = values.sends
const folder = mkdtempSync(join(tmpdir(), 'reports-bench-'))
const upstream = await createCountingUpstream()
try {
  await measureReports()
  await measureSends()
} finally {
  await upstream.close()
  rmSync(folder, { recursive: true, force: true })
}

type Gateway = { readonly pool: Pool; readonly process: Process; stop(): Promise<void> }

async function startGateway(
  name: string,
  environment: Record<string, string>,
  program = sourceProgram,
): Promise<Gateway> {
  const port = await freePort()
  const stage = { upstreamOrigin: upstream.origin, folder: join(folder, name) }
  const gateway = startProcess([process.execPath, '--max-semi-space-size=16', program], {
    core: cores.server,
    // A log line for each request, written as in production.
    outputFile: join(folder, `${name}.log`),
    environment: { ...gatewayEnvironment(stage, port), AUTH: 'off', REQUESTS_PER_MINUTE: '100000000', ...environment },
  })
  const origin = `http://127.0.0.1:${port}`
  await answering(`${origin}/readyz`, gateway)
  const pool = new Pool(origin, { connections })
  return {
    pool,
    process: gateway,
    async stop() {
      await pool.close()
      await gateway.stop()
    },
  }
}

/** The CPU time of all threads, in µs. Finer than the hundredths of a second that `/proc/<pid>/stat` counts. */
function cpuUsOf(pid: number): number {
  return readdirSync(`/proc/${pid}/task`)
    .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1000)
    .reduce((sum, micros) => sum + micros, 0)
}

/** Sends requests from as many clients as there are connections. */
async function sendAll(count: number, send: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < count) await send(next++)
    }),
  )
}

async function request(pool: Pool, path: string, type: string, body: string, expected: number): Promise<void> {
  const answer = await pool.request({ method: 'POST', path, headers: { 'content-type': type }, body })
  await answer.body.dump()
  if (answer.statusCode !== expected) throw new Error(`${path.slice(0, 18)} was answered ${answer.statusCode}`)
}

/** ENROUTE and DELIVRD for messages that are spread over the whole journal. */
async function measureReports(): Promise<void> {
  if (reportCount === 0) return
  const directory = join(folder, 'reports')
  mkdirSync(directory)
  const file = join(directory, 'gateway.db')
  if (values.journal !== undefined)
    for (const end of ['', '-wal'].filter((end) => existsSync(values.journal + end)))
      copyFileSync(values.journal + end, file + end)
  const journal = openJournal(file)
  if (values.journal === undefined) await seedJournal(journal, { from: 0, to: messageCount })
  await journal.close()
  const { bodies, size } = readReports(file)
  const gateway = await startGateway('reports', withReports)
  const path = `/delivery-reports/${secret}`
  const type = 'application/x-www-form-urlencoded'
  // As for sends: until V8 has compiled what reports need, each takes a fifth more.
  const warmCount = Math.min(30_000, Math.floor(bodies.length / 4))
  await sendAll(warmCount, (index) => request(gateway.pool, path, type, bodies[index] as string, 200))
  const [cpuBefore, startedAt] = [cpuUsOf(gateway.process.pid), performance.now()]
  const count = bodies.length - warmCount
  await sendAll(count, (index) => request(gateway.pool, path, type, bodies[warmCount + index] as string, 200))
  const seconds = (performance.now() - startedAt) / 1000
  const cpuUs = (cpuUsOf(gateway.process.pid) - cpuBefore) / count
  await gateway.stop()
  print(
    `${size} messages, ${count} reports: ${cpuUs.toFixed(0)} µs of CPU each, ${(1e6 / cpuUs).toFixed(0)} a second of one core; ${(count / seconds).toFixed(0)} a second here`,
  )
}

function readReports(file: string): { readonly bodies: readonly string[]; readonly size: number } {
  const database = new DatabaseSync(file, { readOnly: true })
  const size = Number(database.prepare('SELECT count(*) AS count FROM messages').get()?.['count'])
  const step = Math.max(1, Math.floor((2 * size) / reportCount))
  const bodies: string[] = []
  let index = 0
  const dateOf = (at: unknown) => new Date(Number(at)).toISOString().slice(0, 19)
  for (const { recipient, upstream_id: id, started_at: at } of database
    .prepare('SELECT recipient, upstream_id, started_at FROM attempts')
    .iterate()) {
    if (index++ % step !== 0) continue
    const submit = dateOf(at)
    for (const sStatus of ['ENROUTE', 'DELIVRD']) {
      const fields = {
        sSender: 'ACME',
        sMobileNo: String(recipient),
        sStatus,
        sMessageId: String(id),
        dtSubmit: submit,
        // As long after as a handset takes.
        dtDone: dateOf(Number(at) + 1_000 * (index % 20)),
        iErrCode: '000',
        iCostPerSms: '1',
      }
      bodies.push(new URLSearchParams(fields).toString())
    }
  }
  database.close()
  return { bodies, size }
}

/** Interleaved, so that the machine's state is the same for each. */
async function measureSends(): Promise<void> {
  if (roundCount === 0) return
  const variants: readonly (readonly [name: string, environment: Record<string, string>, program?: string])[] = [
    ['without', {}],
    ['with', withReports],
    ...(values.before === undefined ? [] : [['before', {}, values.before] as const]),
  ]
  const gateways = new Map<string, Gateway>()
  for (const [name, environment, program] of variants) {
    mkdirSync(join(folder, name))
    gateways.set(name, await startGateway(name, environment, program))
  }
  const cpuUs = new Map<string, number[]>(variants.map(([name]) => [name, []]))
  let sent = 0
  // The first round warms them up.
  for (let round = -1; round < roundCount; round++) {
    progress.report((round + 1) / (roundCount + 1), `round ${round + 2} of ${roundCount + 1}`)
    for (const [name] of round % 2 === 0 ? variants : variants.toReversed()) {
      const { pool, process } = gateways.get(name) as Gateway
      const before = cpuUsOf(process.pid)
      await sendAll(sendsPerRound, () => {
        const body = JSON.stringify({ to: [recipientOf(sent++)], from: 'ACME', text: 'Your code is 1234' })
        return request(pool, '/messages', 'application/json', body, 201)
      })
      const each = (cpuUsOf(process.pid) - before) / sendsPerRound
      if (round >= 0) cpuUs.get(name)?.push(each)
    }
  }
  for (const gateway of gateways.values()) await gateway.stop()
  const figures = cpuUs.get('with') ?? []
  print(`a send with reports: ${formatSpread(spreadOf(figures), 0)} µs of CPU`)
  for (const [name, others] of cpuUs) {
    if (name === 'with') continue
    const ratios = figures.map((figure, round) => 100 * (figure / (others[round] ?? Number.NaN) - 1))
    print(
      `${name} them: ${formatSpread(spreadOf(others), 0)} µs; with them it costs ${formatSpread(spreadOf(ratios), 1)} % more`,
    )
  }
}
