import { attemptRules } from './attempt-rules.ts'
import { moveFunctions } from './move-functions.ts'
import { purgeFunctions } from './purge-functions.ts'
import { readFunctions } from './read-functions.ts'
import { reportFunctions } from './report-functions.ts'
import { runFunctions } from './run-functions.ts'
import { tables } from './schema.ts'
import { writeFunctions } from './write-functions.ts'

/** A version of the schema in PostgreSQL. */
export type PostgresMigration = {
  readonly script: string
  /**
   * The oldest version whose gateways still work with the tables: during a rolling update gateways of two releases run. A
   * change that they cannot stand is split into two releases: one that adds, and a later one that removes.
   */
  readonly compatibleFrom: number
}

/**
 * The versions, in order. Forward only: a released one is never changed. A function that changes gets another name, since
 * gateways of the release before still call the old one.
 */
export const postgresMigrations: readonly PostgresMigration[] = [
  {
    script: [
      tables,
      attemptRules,
      readFunctions,
      moveFunctions,
      writeFunctions,
      runFunctions,
      reportFunctions,
      purgeFunctions,
    ].join(''),
    compatibleFrom: 1,
  },
]
