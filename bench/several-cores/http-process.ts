import { runGateway } from '../contestants/run-gateway.ts'
import { connectJournal } from './remote-journal.ts'

/**
 * One of several processes that are the whole gateway on one port, but for the journal, which is in another process.
 *
 * It only shows what that costs, and must never send real messages. Each process has its own rate, quotas, breaker, running
 * keys, installation key and clock of the journal; a repeated key is found, but cannot be resumed or waited for; lists,
 * pages, events and delivery reports come from an empty journal of its own; and when it dies, nobody ends its runs.
 */
const remote = await connectJournal(process.env['JOURNAL_SOCKET'] ?? '', () => process.exit(1))
await runGateway((own) => ({ ...own, ...remote }), { reusePort: true })
