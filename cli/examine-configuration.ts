import { checkKeysFile } from '../src/callers/caller-source.ts'
import { type Config, readConfig } from '../src/config/config.ts'
import { inspectJournal } from '../src/journal/inspect-journal.ts'
import { createSecrets } from '../src/logging/logger.ts'
import { dayMs } from '../src/sms/instant.ts'

/** Soon enough to renew a certificate. */
const certificateNoticeMs = 30 * dayMs

export type Examined = { readonly faults: readonly string[]; readonly notes: readonly string[] }

/** What is wrong with the configuration, and otherwise what it means. Starts and changes nothing. */
export function examine(environment: Parameters<typeof readConfig>[0]): Examined {
  const read = readConfig(environment, process.execArgv)
  if (!read.ok) return { faults: read.faults, notes: [] }
  const { config } = read
  const mode = config.live ? 'live' : 'sandbox'
  const keys = config.keysFile === undefined ? undefined : checkKeysFile(config.keysFile)
  const journal = inspectJournal(config.journal, mode)
  const { strike } = createSecrets(config.live ? [config.live.password] : [])
  return {
    faults: [
      ...(keys?.faults ?? []).map((fault) => `API_KEYS_FILE: ${fault}`),
      ...(journal.ok ? [] : [journal.fault]),
    ].map(strike),
    notes: [
      mode === 'live' ? 'live mode: messages go to the real provider' : 'sandbox mode: nothing real is sent',
      `listens on ${config.host}:${config.port}`,
      keys === undefined ? 'no keys: anybody who reaches it may send' : `keys of ${keys.callers.length} caller(s)`,
      ...(journal.ok ? [journalNotes[journal.state]] : []),
      ...noteCertificate(config),
    ],
  }
}

const journalNotes = {
  'in-memory': 'the journal is in memory: it forgets everything at the end',
  new: 'the journal will be created by the first start',
  usable: 'the journal can be used',
  'in-postgresql': 'the journal is in PostgreSQL: only a start can tell whether it can be used',
  'to-be-judged-at-start': 'a first start was interrupted: only the next one can tell whether the journal can be used',
} as const

function noteCertificate({ live }: Config): readonly string[] {
  const validToMs = live?.clientCertificate?.validToMs
  if (validToMs === undefined || validToMs - Date.now() > certificateNoticeMs) return []
  return [`the client certificate expires on ${new Date(validToMs).toISOString()}: renew it`]
}
