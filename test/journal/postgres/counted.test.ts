import t from 'tap'
import type { Beat } from '../../../src/journal/postgres/lease.ts'
import { migratePostgres } from '../../../src/journal/postgres/migrate.ts'
import { openPglite } from './pglite-database.ts'

// When the others count a gateway, so that together they keep to the rate: the rules of test/upstream/membership.ts, in SQL.

t.setTimeout(240_000)

const leaseMs = 15_000
const database = await openPglite()
t.teardown(() => database.close())
await migratePostgres(await database.connect())

async function one(text: string, values: readonly unknown[]): Promise<Beat> {
  const [row] = await database.query(text, values)
  return row?.['beat'] as Beat
}
const enter = (run: string, name: string) =>
  one('SELECT journal_enter_1($1, $2, 1, 2, $3, 0, 0, 0, $4) AS beat', [run, name, leaseMs, 'forbidden'])
const beat = (run: string) =>
  one('SELECT journal_beat_1($1, $2, false, 0, 0, 0, $3) AS beat', [run, leaseMs, 'forbidden'])
const leave = (run: string) => database.query('SELECT journal_leave_1($1, 0, 0, $2)', [run, 'forbidden'])
/** The lease of a gateway, of all by default, as if so much time had passed. */
const age = (ms: number, name = '%') =>
  database.query(
    `UPDATE replicas SET lease_until = lease_until - make_interval(secs => $1 / 1000.0),
       counted_from = counted_from - make_interval(secs => $1 / 1000.0) WHERE name LIKE $2`,
    [ms, name],
  )
const isWhole = ({ countedInMs }: Beat) => countedInMs > leaseMs - 10_000 && countedInMs <= leaseMs

t.beforeEach(() => database.query('DELETE FROM replicas'))

t.test('a gateway that is alone need not wait for others, and one that joins waits a lease', async (t) => {
  const [a, b] = [crypto.randomUUID(), crypto.randomUUID()]
  t.match(await enter(a, 'a'), { live: 1, countedInMs: 0 })
  const joined = await enter(b, 'b')
  t.equal(joined.live, 2)
  t.ok(isWhole(joined))
  t.match(await beat(a), { live: 2, countedInMs: 0 })
  const later = await beat(b)
  t.equal(later.live, 2)
  t.ok(later.countedInMs <= joined.countedInMs, 'a renewal does not prolong the wait')
})

t.test('a process that takes the place of a live one is counted when that one was', async (t) => {
  const [a, b, c, d] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  await enter(a, 'a')
  await enter(b, 'b')
  const early = await enter(c, 'b')
  t.ok(isWhole(early), 'before the end of its wait the wait goes on')
  await age(leaseMs - 1)
  await beat(c)
  await age(10, 'b')
  await beat(a)
  t.match(await enter(d, 'b'), { live: 2, countedInMs: 0 })
  t.equal(await beat(c), null, 'and that one is over')
})

t.test('one whose name is free again, or whose lease was over, is not counted yet', async (t) => {
  const [a, b, c, d] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  await enter(a, 'a')
  await enter(b, 'b')
  await leave(b)
  t.match(await beat(a), { live: 1 })
  t.ok(isWhole(await enter(c, 'b')), 'it left')
  await age(leaseMs + 1_000, 'b')
  t.match(await beat(a), { live: 1 })
  const back = await beat(c)
  t.ok(isWhole(back), 'it was away for too long')
  t.equal(back.live, 2)
  await age(leaseMs + 1_000, 'b')
  t.ok(isWhole(await enter(d, 'b')), 'its predecessor was away for too long')
})

t.test('after an outage that ended all leases the first one back sends at once, and the next one waits', async (t) => {
  const [a, b] = [crypto.randomUUID(), crypto.randomUUID()]
  await enter(a, 'a')
  await enter(b, 'b')
  await age(3 * leaseMs)
  t.match(await beat(a), { live: 1, countedInMs: 0 })
  const next = await beat(b)
  t.equal(next.live, 2)
  t.ok(isWhole(next))
})
