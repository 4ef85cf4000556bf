import { connect, type Socket } from 'node:net'
import { readAnswer, type WireAnswer } from './answer-reader.ts'
import type { FuzzCase } from './fuzz-case.ts'

export type Address = { readonly host: string; readonly port: number }

/** The answers, and the fault of the connection if there was one. */
export type Exchange = { readonly answers: readonly WireAnswer[]; readonly fault?: string }

/** How long a connection may be silent while an answer is due. Generous: the test looks for faults, not for slowness. */
const silenceMs = 30_000

const isBodiless = ({ expected }: FuzzCase): boolean => 'bodiless' in expected

/** A kept-alive connection on which requests with known ends are pipelined. */
export type SharedConnection = {
  /** Writes requests at once. Resolves with one answer for each, or with fewer and the fault. */
  exchange(cases: readonly FuzzCase[]): Promise<Exchange>
  isOpen(): boolean
  close(): void
}

export function openShared(address: Address): SharedConnection {
  const socket = connect(address)
  let received = ''
  let bodiless: readonly boolean[] = []
  let answers: WireAnswer[] = []
  let settle: ((fault?: string) => void) | undefined
  let surplus = ''

  function read(): void {
    while (answers.length < bodiless.length) {
      const reading = readAnswer(received, bodiless[answers.length] ?? false)
      if (reading.kind === 'incomplete') return
      if (reading.kind === 'malformed') {
        end(reading.fault)
        return
      }
      received = received.slice(reading.length)
      answers.push(reading.answer)
    }
    // Bytes that answer no request: the answer to a smuggled request, or part of a split answer.
    surplus = received
    if (surplus !== '') end(`bytes behind the last answer: ${JSON.stringify(surplus.slice(0, 100))}`)
    else settle?.()
  }

  function end(fault: string): void {
    settle?.(fault)
    socket.destroy()
  }

  socket.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk
    read()
  })
  let failure = 'the connection was closed'
  socket.on('error', (error) => {
    failure = error.message
  })
  socket.once('close', () => settle?.(failure))
  socket.setTimeout(silenceMs, () => end('no answer in time'))

  return {
    isOpen: () => !socket.destroyed && socket.writable,
    close: () => void socket.destroy(),
    exchange(cases) {
      bodiless = cases.map(isBodiless)
      answers = []
      return new Promise((resolve) => {
        settle = (fault) => {
          settle = undefined
          resolve({ answers, ...(fault !== undefined && { fault }) })
        }
        if (surplus !== '') return settle('the connection was not quiet')
        socket.write(Buffer.concat(cases.map(({ bytes }) => bytes)))
      })
    },
  }
}

/** Writes bytes on a separate connection, ends our side, and reads until the other side ends. */
export async function exchangeAlone(address: Address, fuzzCase: FuzzCase): Promise<Exchange> {
  const socket: Socket = connect({ ...address, allowHalfOpen: true })
  let received = ''
  let fault: string | undefined
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    // The gateway refuses and closes before it has read everything, so the remaining bytes cause a reset.
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') fault = error.message
  })
  socket.once('end', () => socket.destroy())
  socket.setTimeout(silenceMs, () => {
    fault = 'the connection was not closed in time'
    socket.destroy()
  })
  socket.end(fuzzCase.bytes)
  await new Promise((resolve) => socket.once('close', resolve))

  const answers: WireAnswer[] = []
  while (fault === undefined && received !== '') {
    const reading = readAnswer(received, isBodiless(fuzzCase))
    if (reading.kind !== 'answer') {
      fault = reading.kind === 'malformed' ? reading.fault : `half an answer: ${JSON.stringify(received.slice(0, 100))}`
      break
    }
    received = received.slice(reading.length)
    answers.push(reading.answer)
  }
  return { answers, ...(fault !== undefined && { fault }) }
}
