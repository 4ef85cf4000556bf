import { DatabaseSync } from 'node:sqlite'

export type JournalFile = {
  /** Recipients that the journal says were accepted. */
  readonly acceptedCount: number
  /** All faults of the file: damage, or messages that are still in progress. */
  readonly faults: readonly string[]
}

/** Reads the journal of a gateway that has ended. */
export function readJournalFile(file: string): JournalFile {
  const database = new DatabaseSync(file, { readOnly: true })
  const first = (text: string) => Object.values(database.prepare(text).get() ?? {})[0]
  const integrity = first('PRAGMA integrity_check')
  const live = first(`SELECT count(*) FROM attempts WHERE state IN ('queued', 'sending')`)
  const accepted = first(`SELECT count(*) FROM attempts WHERE state = 'accepted'`)
  database.close()
  return {
    acceptedCount: Number(accepted),
    faults: [
      ...(integrity === 'ok' ? [] : [`the database is damaged: ${integrity}`]),
      ...(live === 0 ? [] : [`${live} attempts are left open`]),
    ],
  }
}
