import t from 'tap'
import { openConnections } from '../../../src/journal/postgres/connections.ts'
import { findPostgres, howToInstall, startPostgres } from '../../support/postgres-server.ts'
import { journalContract } from '../contract.ts'
import { journalModel } from '../model.ts'
import { reportContract } from '../report-contract.ts'
import { keepConnections } from './kept-connections.ts'
import { createModelStorage, createOpenJournal } from './open-journals.ts'

const bin = findPostgres()
t.setTimeout(300_000)

if (bin === undefined) t.test('the contract on a PostgreSQL server', { skip: howToInstall }, () => {})
else {
  // A crash of the machine is not tested here, so commits need not reach the disk.
  const server = await startPostgres(bin, ['fsync=off'])
  const { database, close } = keepConnections(openConnections(await server.createDatabase(), 'test'))
  t.teardown(async () => {
    await close()
    await server.remove()
  })
  const open = createOpenJournal(database)
  t.test('the contract on a PostgreSQL server', { timeout: 300_000 }, async (t) => journalContract(t, open, 23))
  t.test('the contract of reports on a PostgreSQL server', { timeout: 300_000 }, async (t) =>
    reportContract(t, open, 11),
  )
  t.test('the oracle on PostgreSQL', { timeout: 300_000 }, async (t) =>
    journalModel(t, createModelStorage(database), 25),
  )
}
