import t, { type Test } from 'tap'
import { openConnections } from '../../../src/journal/postgres/connections.ts'
import { ordinaryLease } from '../../../src/journal/postgres/lease.ts'
import { openPostgresJournal } from '../../../src/journal/postgres/open-postgres.ts'
import type { PostgresSettings } from '../../../src/journal/postgres/postgres-settings.ts'
import type { Recovery } from '../../../src/journal/recovery.ts'
import { systemClocks } from '../../../src/messages/clocks.ts'
import { type Journal, JournalError, type NewMessage } from '../../../src/messages/journal.ts'
import { createMessageId } from '../../../src/messages/journal-entry.ts'
import { findPostgres, howToInstall, startPostgres } from '../../support/postgres-server.ts'
import { a, b, caller, claimOf, find, newMessage, put, standings, statesOf } from '../entries.ts'
import { startLossyProxy } from './lossy-proxy.ts'
import { installationKey } from './open-journals.ts'

t.setTimeout(240_000)

const away = { name: 'JournalError', message: /^The database / }

const bin = findPostgres()
if (bin === undefined) t.test('several gateways on a PostgreSQL server', { skip: howToInstall }, () => {})
else await testReplicas(bin)

async function testReplicas(bin: string): Promise<void> {
  const server = await startPostgres(bin)
  t.teardown(server.remove)
  const retentionMs = 31 * 86_400_000
  const stamp = () => {
    const createdAt = Date.now()
    return { createdAt, id: createMessageId(createdAt) }
  }
  const message = (changes: Partial<NewMessage> = {}) => newMessage({ ...stamp(), ...changes })

  type Opened = {
    readonly journal: Journal
    readonly failures: JournalError[]
    readonly recoveries: Recovery[]
    readonly live: () => number
    readonly take: (count: number, limit: number) => Promise<boolean>
  }

  async function open(t: Test, url: string, settings: Partial<PostgresSettings> = {}): Promise<Opened> {
    const failures: JournalError[] = []
    const recoveries: Recovery[] = []
    const { journal, replicas, usage } = await openPostgresJournal(
      openConnections(url, 'test'),
      {
        replicaName: crypto.randomUUID(),
        retentionMs,
        lease: ordinaryLease,
        onFailure: (error) => void failures.push(error),
        onRecovered: (recovery) => void recoveries.push(recovery),
        ...settings,
      },
      installationKey,
    )
    t.teardown(() => journal.close())
    const take = (count: number, limit: number) => usage.take(caller, 0, count, limit)
    return { journal, failures, recoveries, live: replicas.liveReplicas, take }
  }

  /** Waits until something holds. */
  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  async function run(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
    const database = openConnections(url, 'test')
    try {
      return await database.query(text)
    } finally {
      await database.close()
    }
  }

  t.test('of twins at several gateways, one begins, and the others are told of it', async (t) => {
    const url = await server.createDatabase()
    const journals = [await open(t, url), await open(t, url), await open(t, url)]
    for (let round = 0; round < 20; round++) {
      const claim = claimOf({ key: `key-of-the-round-${round}` })
      const twins = journals.flatMap(({ journal }) =>
        Array.from({ length: 10 }, () => journal.begin(message(), { sending: [a], claim })),
      )
      const begun = await Promise.all(twins)
      t.equal(begun.filter(({ kind }) => kind === 'begun').length, 1)
      const ids = begun.flatMap((one) => (one.kind === 'claimed' ? [one.claimed.message.id] : []))
      t.equal(new Set(ids).size, 1, 'all others name the same message')
    }
  })

  t.test('of many reopens of one message at several gateways, one succeeds', async (t) => {
    const url = await server.createDatabase()
    const journals = [await open(t, url), await open(t, url)]
    const [first] = journals
    const one = await put(first?.journal as Journal, { [a]: 'not-attempted' }, stamp(), { finished: true })
    for (let round = 0; round < 10; round++) {
      const tries = journals.flatMap((opened) =>
        Array.from({ length: 5 }, async () => ({ opened, won: await opened.journal.reopen(one.id, {}) })),
      )
      const winners = (await Promise.all(tries)).filter(({ won }) => won !== undefined)
      t.equal(winners.length, 1)
      const [winner] = winners
      const others = journals.filter((opened) => opened !== winner?.opened)
      for (const { journal } of others) await t.rejects(journal.startAttempts(one.id, [a], 1), 'it is not their run')
      const waiting = others.map(({ journal }) => journal.whenFinished(one.id, 60_000))
      await winner?.opened.journal.finish(one.id)
      t.strictSame(
        await Promise.all(waiting),
        others.map(() => true),
      )
    }
  })

  t.test('a commit whose answer was lost is written once, and answered all the same', async (t) => {
    const url = await server.createDatabase()
    const proxy = await startLossyProxy(server.port)
    t.teardown(proxy.close)
    const { journal, failures } = await open(t, url.replace(`:${server.port}`, `:${proxy.port}`))
    for (let round = 0; round < 5; round++) {
      const one = message({ to: [a, b] })
      const lost = proxy.loseNextAnswer()
      const begun = journal.begin(one, { sending: [a], claim: claimOf({ key: `key-of-the-round-${round}` }) })
      await lost
      t.strictSame(await begun, { kind: 'begun', fenced: new Map() })
      const again = proxy.loseNextAnswer()
      const ending = Promise.all([journal.endAttempts(one.id, [standings.accepted(a)], 5), journal.finish(one.id)])
      await again
      await ending
      t.strictSame(await statesOf(journal, one), { [a]: ['accepted'], [b]: ['not-attempted'] })
    }
    t.strictSame(failures, [])
  })

  t.test('an old group that arrives late over a lost connection changes nothing', async (t) => {
    const url = await server.createDatabase()
    const proxy = await startLossyProxy(server.port)
    t.teardown(proxy.close)
    const { journal } = await open(t, url.replace(`:${server.port}`, `:${proxy.port}`))
    const one = await put(journal, { [a]: 'refused' }, stamp())
    const letThrough = proxy.hold()
    const starting = journal.startAttempts(one.id, [a], 7)
    // The connection is lost for this side, and what was sent is still on its way.
    proxy.cut()
    proxy.heal()
    await starting
    await journal.endAttempts(one.id, [standings.accepted(a)], 8)
    await letThrough()
    await journal.finish(one.id)
    t.strictSame(await statesOf(journal, one), { [a]: ['rejected', 'accepted'] })
  })

  t.test('a process that is over can write nothing, and is told so', async (t) => {
    const url = await server.createDatabase()
    const { journal, failures } = await open(t, url, { replicaName: 'one' })
    const one = await put(journal, { [a]: 'sending', [b]: 'queued' }, stamp())
    const next = await open(t, url, { replicaName: 'one' })
    t.strictSame(next.recoveries, [{ unknown: 1, notAttempted: 1 }])
    t.strictSame(await statesOf(next.journal, one), { [a]: ['unknown'], [b]: ['not-attempted'] })
    const write = journal.endAttempts(one.id, [standings.accepted(a)], 9)
    await t.rejects(write, JournalError)
    t.match(failures, [{ kind: 'over' }])
    t.notOk(journal.mayStart())
    t.strictSame(await statesOf(next.journal, one), { [a]: ['unknown'], [b]: ['not-attempted'] })
    const events = await next.journal.listEvents({ after: 0, limit: 9 })
    t.match(events, { kind: 'page', events: [{ type: 'recipient.unknown', to: a, resend: 'forbidden' }] })
  })

  t.test('a gateway that stops renewing its lease is ended by another one, and may start nothing', async (t) => {
    const url = await server.createDatabase()
    const proxy = await startLossyProxy(server.port)
    t.teardown(proxy.close)
    const lease = { leaseMs: 1_000, beatMs: 200 }
    const other = await open(t, url, { lease })
    const { journal, failures } = await open(t, url.replace(`:${server.port}`, `:${proxy.port}`), { lease })
    await until(() => other.live() === 2)
    const one = await put(journal, { [a]: 'sending' }, stamp())
    t.ok(journal.mayStart())
    proxy.cut()
    await until(() => !journal.mayStart())
    t.ok(journal.isStalled())
    await until(() => other.recoveries.length > 0)
    t.strictSame(other.recoveries, [{ unknown: 1, notAttempted: 0 }])
    t.strictSame(await statesOf(other.journal, one), { [a]: ['unknown'] })
    await until(() => other.live() === 1)
    proxy.heal()
    await until(() => failures.length > 0)
    t.match(failures, [{ kind: 'over' }])
  })

  t.test('after an outage of the database the first one back ends nobody who is alive', async (t) => {
    const url = await server.createDatabase()
    const lease = { leaseMs: 2_000, beatMs: 200 }
    const journals = [await open(t, url, { lease }), await open(t, url, { lease }), await open(t, url, { lease })]
    await until(() => journals.every(({ live }) => live() === 3))
    await server.stop()
    await until(() => journals.every(({ journal }) => !journal.mayStart()))
    await server.start()
    await until(() => journals.every(({ journal }) => journal.mayStart() && !journal.isStalled()))
    t.strictSame(
      journals.flatMap(({ failures, recoveries }) => [...failures, ...recoveries]),
      [],
    )
  })

  t.test(
    'while the database is away, a beginning is refused, a result is kept, and a late beginning is taken back',
    async (t) => {
      const url = await server.createDatabase()
      const { journal } = await open(t, url, { lease: { leaseMs: 60_000, beatMs: 500 } })
      const running = await put(journal, { [a]: 'sending' }, stamp())
      await server.stop()
      const late = message({ to: [a, b] })
      const [result, ending, begun, next] = await Promise.allSettled([
        journal.endAttempts(running.id, [standings.accepted(a)], 9),
        journal.finish(running.id),
        journal.begin(late, { sending: [a] }),
        journal.begin(message(), { sending: [a] }),
      ])
      for (const write of [result, ending, begun, next])
        t.match(write, { status: 'rejected', reason: { name: 'JournalError', kind: 'unavailable' } })
      await t.rejects(journal.findMessage(caller, running.id), away)
      await server.start()
      await until(async () => (await journal.findMessage(caller, running.id).catch(() => undefined))?.finished === true)
      t.strictSame(await statesOf(journal, running), { [a]: ['accepted'] })
      // What was on its way is taken back by the group after it; what was not is never written.
      await until(async () => (await journal.findMessage(caller, late.id))?.finished ?? true)
      if ((await journal.findMessage(caller, late.id)) !== undefined)
        t.strictSame(await statesOf(journal, late), { [a]: ['not-attempted'], [b]: ['not-attempted'] })
    },
  )

  t.test('a beginning that is committed after nobody waits for it ends not attempted', async (t) => {
    const url = await server.createDatabase()
    const proxy = await startLossyProxy(server.port)
    t.teardown(proxy.close)
    const { journal } = await open(t, url.replace(`:${server.port}`, `:${proxy.port}`))
    await put(journal, { [a]: 'accepted' }, stamp())
    const lost = proxy.loseNextAnswer()
    const one = message({ to: [a, b] })
    const begun = journal.begin(one, { sending: [a], claim: claimOf() })
    await Promise.all([lost.then(proxy.cut), t.rejects(begun, away)])
    proxy.heal()
    await until(async () => (await journal.findMessage(caller, one.id).catch(() => undefined))?.finished === true)
    t.strictSame(await statesOf(journal, one), { [a]: ['not-attempted'], [b]: ['not-attempted'] })
    t.ok(await journal.reopen(one.id, {}), 'and its key may send')
  })

  t.test('acknowledged commits that the database has lost stop the gateway, and the next start', async (t) => {
    const url = await server.createDatabase()
    const { journal, failures } = await open(t, url)
    for (let count = 0; count < 8; count++) await put(journal, { [a]: 'accepted' }, stamp(), { finished: true })
    await run(url, 'UPDATE lanes SET seq = seq - 2')
    const writes = Array.from({ length: 20 }, () => journal.begin(message(), { sending: [a] }))
    const results = await Promise.allSettled(writes)
    t.ok(results.every(({ status }) => status === 'rejected'))
    t.match(failures, [/has lost commits that it had acknowledged/])
    t.notOk(journal.mayStart())
    await until(async () => (await run(url, 'SELECT 1 FROM lost_commits')).length > 0)
    await t.rejects(open(t, url), /has lost commits that it had acknowledged, which a gateway noticed at/)
    await run(url, 'DELETE FROM lost_commits')
    await open(t, url)
  })

  t.test('gateways share a quota to the segment', async (t) => {
    const url = await server.createDatabase()
    const journals = [await open(t, url), await open(t, url), await open(t, url)]
    const takes = journals.flatMap(({ take }) => Array.from({ length: 50 }, () => take(1, 100)))
    t.equal((await Promise.all(takes)).filter(Boolean).length, 100)
  })

  t.test('an event at one gateway wakes who waits at another', async (t) => {
    const url = await server.createDatabase()
    const [one, other] = [await open(t, url), await open(t, url)]
    const { signal } = new AbortController()
    const waiting = other.journal.whenEvent({ caller, after: 0 }, 60_000, signal)
    await put(one.journal, { [a]: 'unknown' }, stamp())
    t.equal(await waiting, true)
    t.match(await other.journal.listEvents({ caller, after: 0, limit: 9 }), { events: [{ type: 'recipient.unknown' }] })
  })

  t.test('a report that came to one gateway while another recorded its answer is joined by a sweep', async (t) => {
    const url = await server.createDatabase()
    const one = await open(t, url, { lease: { leaseMs: 60_000, beatMs: 100 } })
    const sent = await put(one.journal, { [a]: 'accepted' }, stamp(), { finished: true })
    // As if both had looked before the other one's commit.
    await run(
      url,
      `SELECT journal_keep_report_1((SELECT seen_at FROM clock), 100000, json_build_object('to', '${a}', 'id', 'id-${a}',
        'foldedId', 'id-${a}', 'status', 'DELIVRD', 'receivedAt', 5))`,
    )
    await until(async () => (await one.journal.countUnmatchedReports()) === 0)
    t.equal((await find(one.journal, sent)).recipients[0]?.reports.length, 1)
  })

  t.test('a journal that may lose commits is refused live, and so are another key and another mode', async (t) => {
    const url = await server.createDatabase()
    const name = new URL(url).pathname.slice(1)
    await run(url, `ALTER DATABASE ${name} SET synchronous_commit = off`)
    await t.rejects(open(t, url, { purpose: 'live' }), /runs with synchronous_commit=off/)
    const unsafe: string[] = []
    await open(t, url, { purpose: 'sandbox', onUnsafe: (settings) => void unsafe.push(...settings) })
    t.strictSame(unsafe, ['synchronous_commit=off'])
    await t.rejects(open(t, url, { purpose: 'live' }), JournalError)
    await run(url, `ALTER DATABASE ${name} SET synchronous_commit = on`)
    await t.rejects(open(t, url, { purpose: 'live' }), /does not belong to live mode/)
    const settings = { replicaName: 'x', retentionMs, lease: ordinaryLease, onFailure() {}, clocks: systemClocks }
    await t.rejects(
      openPostgresJournal(openConnections(url, 'test'), settings, Buffer.alloc(32, 'other')),
      /INSTALLATION_KEY_FILE holds another key/,
    )
  })
}
