import t from 'tap'
import { openConnections } from '../../../src/journal/postgres/connections.ts'
import { findPostgres, howToInstall, startPostgres } from '../../support/postgres-server.ts'
import { journalContract } from '../contract.ts'
import { reportContract } from '../report-contract.ts'
import { createOpenJournal } from './open-journals.ts'

const bin = findPostgres()
t.setTimeout(300_000)

if (bin === undefined) t.test('the contract on a PostgreSQL server', { skip: howToInstall }, () => {})
else {
  // A crash of the machine is not tested here, so commits need not reach the disk.
  const server = await startPostgres(bin, ['fsync=off'])
  t.teardown(server.remove)
  const url = await server.createDatabase()
  const open = createOpenJournal(() => openConnections(url, 'test'))
  t.test('the contract on a PostgreSQL server', async (t) => journalContract(t, open))
  t.test('the contract of reports on a PostgreSQL server', async (t) => reportContract(t, open))
}
