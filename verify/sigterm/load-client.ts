import { connect, type Socket } from 'node:net'
import type { LiveGateway } from '../../test/support/live-gateway.ts'
import { type Reading, readAnswer } from '../fuzz/answer-reader.ts'

/** What happened to a request that was written completely. */
export type Fate =
  | {
      readonly kind: 'answered'
      readonly to: string
      readonly status: number
      readonly body: string
      /** Whether the gateway announced that it closes the connection. */
      readonly isLast: boolean
    }
  /** The connection was closed normally, without any byte of an answer. */
  | { readonly kind: 'closed'; readonly to: string }
  /** The connection was reset during the request, or the answer is incomplete. */
  | { readonly kind: 'broken'; readonly to: string; readonly how: string }
  /** The system reset a connection that the process never accepted, because its listening socket was closed first. */
  | { readonly kind: 'never-accepted'; readonly to: string }

/** Whether the client keeps its connection open or opens one per request. */
export type LoadKind = 'keep-alive' | 'new-connection'

/** Sends one message after another until the gateway answers that it is stopping, or no longer listens. */
export async function runLoadClient(
  { host, port }: LiveGateway,
  kind: LoadKind,
  nextNumber: () => string,
): Promise<readonly Fate[]> {
  const fates: Fate[] = []
  for (;;) {
    const socket = await open(host, port)
    if (socket === undefined) return fates
    for (let answeredCount = 0; ; answeredCount++) {
      const fate = await exchange(socket, nextNumber(), kind === 'keep-alive', answeredCount > 0)
      if (fate === undefined) break
      fates.push(fate)
      if (fate.kind === 'answered' && fate.status === 503) {
        socket.destroy()
        return fates
      }
      if (fate.kind !== 'answered' || fate.isLast) break
    }
    socket.destroy()
  }
}

/** @returns undefined if the gateway no longer listens */
function open(host: string, port: number): Promise<Socket | undefined> {
  const socket = connect({ host, port })
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(socket))
    socket.on('error', () => resolve(undefined))
  })
}

/** @returns undefined if the request could not be written, so that it does not count */
function exchange(socket: Socket, to: string, keepAlive: boolean, hadAnswers: boolean): Promise<Fate | undefined> {
  const body = JSON.stringify({ to: [to], text: 'Sent while the gateway is stopped' })
  const bytes =
    `POST /messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${body.length}\r\n${keepAlive ? '' : 'Connection: close\r\n'}\r\n${body}`
  return new Promise((resolve) => {
    let received = ''
    let reading: Reading = { kind: 'incomplete' }
    let error: NodeJS.ErrnoException | undefined
    const onData = (chunk: Buffer) => {
      received += chunk.toString('latin1')
      reading = readAnswer(received, false)
      if (reading.kind !== 'incomplete') settle()
    }
    const onError = (cause: NodeJS.ErrnoException) => {
      error = cause
    }
    function settle(): void {
      socket.off('data', onData).off('error', onError).off('end', settle).off('close', settle)
      resolve(fateOf())
    }
    function fateOf(): Fate | undefined {
      if (reading.kind === 'answer') {
        const { status, headers, body } = reading.answer
        return { kind: 'answered', to, status, body, isLast: headers.get('connection') === 'close' }
      }
      if (received !== '') return { kind: 'broken', to, how: `half an answer: ${received.slice(0, 60)}` }
      // The gateway had closed the connection before the bytes were sent.
      if (error?.code === 'EPIPE' || error?.syscall === 'write') return undefined
      if (error === undefined) return { kind: 'closed', to }
      return hadAnswers ? { kind: 'broken', to, how: error.message } : { kind: 'never-accepted', to }
    }
    socket.on('data', onData).on('error', onError).on('end', settle).on('close', settle)
    if (socket.destroyed || socket.readableEnded) settle()
    else socket.write(bytes)
  })
}
