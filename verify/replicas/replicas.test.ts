import { Client } from 'pg'
import t from 'tap'
import { findPostgres, howToInstall } from '../../test/support/postgres-server.ts'
import { seed } from '../../test/upstream/random.ts'
import { applyControl, controlNames, controls } from './controls.ts'
import { shortDeck } from './disturbances.ts'
import { runReplicas } from './replica-run.ts'
import { countKinds, formatReport } from './report.ts'
import { withDatabase } from './test-database.ts'

t.test('the report names each kind of violation', async (t) => {
  const violations = ['submitted twice: x', 'left open: 2 rows (running)', 'submitted twice: y', 'something else']
  t.strictSame(Object.fromEntries(countKinds(violations)), { 'submitted twice': 2, 'left open': 1, other: 1 })
})

const bin = findPostgres()
if (bin === undefined) t.test('three gateways on a PostgreSQL server', { skip: howToInstall }, () => {})
else {
  t.setTimeout(300_000)
  t.test(
    `one disturbance of each kind: nothing is sent twice, lost or left open, and every key gets an answer (SEED=${seed})`,
    { timeout: 240_000 },
    async (t) => {
      const cards = shortDeck
      const report = await runReplicas({ bin, seed, clients: 16, disturbances: cards.length, cards })
      t.comment(formatReport(report))
      t.strictSame(report.violations, [])
      for (const name of cards) t.ok(report.disturbed[name] > 0, `there was a ${name}`)
      t.ok(report.tally.outcomes.accepted > 0, 'messages were sent')
    },
  )
  t.test('every control still takes its safeguard from the functions of the journal', async (t) => {
    await withDatabase(bin, undefined, async ({ createJournal }) => {
      for (const name of controlNames) {
        const client = new Client({ connectionString: await createJournal() })
        await client.connect()
        await t.resolves(applyControl(controls[name], client), name)
        await client.end()
      }
    })
  })
}
