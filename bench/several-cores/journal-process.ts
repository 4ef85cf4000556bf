import { openJournal } from '../growth/seed.ts'
import { serveJournal } from './remote-journal.ts'

/** The process with the journal: `journal-process.ts <database> <socket>`. */
const [file = '', path = ''] = process.argv.slice(2)
const journal = openJournal(file)
serveJournal(journal, path)
process.once('SIGTERM', () => void journal.close().then(() => process.exit(0)))
