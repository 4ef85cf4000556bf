import t from 'tap'
import { journalContract } from '../contract.ts'
import { journalModel } from '../model.ts'
import { reportContract } from '../report-contract.ts'
import { keepConnections } from './kept-connections.ts'
import { createModelStorage, createOpenJournal } from './open-journals.ts'
import { openPglite } from './pglite-database.ts'

t.setTimeout(300_000)

const { database, close } = keepConnections(await openPglite())
t.teardown(close)
const open = createOpenJournal(database)
const timeout = 300_000
t.test('the contract on PostgreSQL in this process', { timeout }, async (t) => journalContract(t, open, 97))
t.test('the contract of reports on PostgreSQL in this process', { timeout }, async (t) => reportContract(t, open, 11))
t.test('the oracle on PostgreSQL', { timeout: 300_000 }, async (t) => journalModel(t, createModelStorage(database), 10))
