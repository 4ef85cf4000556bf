import t from 'tap'
import { openDatabase } from '../../src/journal/database.ts'
import { recover } from '../../src/journal/recovery.ts'
import { createJournal } from '../../src/journal/sqlite-journal.ts'
import { openClock } from '../../src/journal/stored-clock.ts'
import { journalModel } from './model.ts'
import { failOnFailure } from './open-sqlite.ts'

// One for all runs, because creating the schema takes longer than a history.
const database = openDatabase(':memory:')
t.teardown(() => database.close())

journalModel(
  t,
  {
    async open(clocks, retentionMs) {
      database.exec(
        'DELETE FROM messages; DELETE FROM attempts; DELETE FROM past_attempts; DELETE FROM idempotency_keys; DELETE FROM resolutions; DELETE FROM clock; DELETE FROM created_offsets',
      )
      return createJournal(database, { retentionMs, onFailure: failOnFailure }, openClock(database, { clocks }))
    },
    // The file system is not tested here: a crash keeps the database and loses the state of the process.
    async crash(clocks, retentionMs) {
      const clock = openClock(database, { clocks })
      const recovery = recover(database, clock.seenAt(), clocks)
      return { journal: createJournal(database, { retentionMs, onFailure: failOnFailure }, clock), recovery }
    },
  },
  500,
)
