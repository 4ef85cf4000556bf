import type { Journal } from '../../src/messages/journal.ts'
import { runGateway } from './run-gateway.ts'

/** The gateway with a journal that stores nothing, which measures the cost of everything else. */
const forgetful = (journal: Journal): Journal => ({
  ...journal,
  begin: async () => ({ kind: 'begun', fenced: new Map() }),
  startAttempts: async () => {},
  endAttempts: async () => {},
  finish: async () => {},
})

await runGateway(forgetful)
