import type { Stage } from '../contestants/contestant.ts'
import { recordMessage } from '../journal-message.ts'
import { cpuMsOf } from '../processes.ts'
import { connectJournal } from './remote-journal.ts'
import { type Running, startJournal } from './start.ts'

/** As many messages under way as with eight HTTP processes. */
export const senderCount = 512

/** The process with the journal alone, kept busy by senders in this process. */
export async function startFed(stage: Stage, isKeyed: boolean): Promise<Running> {
  const program = await startJournal(stage)
  const journal = await connectJournal(program.socket, () => {})
  let count = 0
  async function send(messageCount: number): Promise<void> {
    let left = messageCount
    const sendSome = async () => {
      while (left-- > 0) await recordMessage(journal, [`+2135${String(count++).padStart(9, '0')}`], isKeyed)
    }
    await Promise.all(Array.from({ length: senderCount }, sendSome))
  }
  return {
    load: { send, close: async () => {} },
    cost: () => ({ http: 0, journal: cpuMsOf(program.pid) }),
    stop: program.stop,
  }
}
