import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Journal } from '../../src/messages/journal.ts'
import { openFrames } from './frames.ts'

/** What a message calls. */
const methods = ['findKey', 'findFenced', 'begin', 'startAttempts', 'endAttempts', 'finish'] as const
export type RemoteJournal = Pick<Journal, (typeof methods)[number]>

type Call = readonly [number: number, method: (typeof methods)[number], args: readonly unknown[]]
type Answer = readonly [number: number, value: unknown]

/** Calls the journal that a process serves at the path of a socket. When that process ends, open calls get no answer. */
export async function connectJournal(path: string, onEnd: () => void): Promise<RemoteJournal> {
  const socket = connect(path)
  await once(socket, 'connect')
  socket.once('close', onEnd)
  /** By number, of the calls without an answer. */
  const open = new Map<number, (value: unknown) => void>()
  let lastNumber = 0
  const send = openFrames(socket, (answers) => {
    for (const [number, value] of answers as readonly Answer[]) {
      open.get(number)?.(value)
      open.delete(number)
    }
  })
  const call = (method: (typeof methods)[number], args: readonly unknown[]) =>
    new Promise<unknown>((resolve) => {
      const number = ++lastNumber
      open.set(number, resolve)
      send([number, method, args] satisfies Call)
    })
  return Object.fromEntries(
    methods.map((method) => [method, (...args: readonly unknown[]) => call(method, args)]),
  ) as RemoteJournal
}

/** Serves a journal to other processes. A call that fails ends this one. */
export function serveJournal(journal: RemoteJournal, path: string): void {
  const served = journal as Record<(typeof methods)[number], (...args: readonly unknown[]) => Promise<unknown>>
  createServer((socket) => {
    const answer = openFrames(socket, (calls) => {
      // In the order of the calls, which the writes of one message rely on.
      for (const [number, method, args] of calls as readonly Call[])
        void served[method](...args).then((value) => answer([number, value] satisfies Answer))
    })
  }).listen(path)
}
