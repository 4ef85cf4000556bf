import { request } from 'node:http'

/** A message with unique numbers, which identify it in every file and socket. */
export type Posted = { readonly key: string; readonly to: readonly string[] }
export type Reply = {
  /** 0 if there was no answer. */
  readonly status: number
  /** The problem, or how the connection failed. */
  readonly code: string | undefined
  readonly outcomes: ReadonlyMap<string, string>
}

/** @param index from 0; no two messages share a number */
export function createPosted(index: number, size = 1): Posted {
  const to = Array.from(
    { length: size },
    (_, at) => `+2135${String(index).padStart(5, '0')}${String(at).padStart(3, '0')}`,
  )
  return { key: `key-of-message-${index}`, to }
}

/** Sends on a separate connection, so that a connection without an answer is a message without an answer. */
export async function post(address: string, { key, to }: Posted): Promise<Reply> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key }
  const body = JSON.stringify({ to, from: 'ACME', text: 'Your code is 1234' })
  const { status, text, error } = await exchange(`${address}/messages`, 'POST', headers, body)
  const json = parse(text)
  const outcomes = (json.recipients ?? []).map(({ to, outcome }): [string, string] => [to, outcome])
  return { status, code: error ?? json.code, outcomes: new Map(outcomes) }
}

/** The outcomes of a number in the journal; empty if the journal does not know it. */
export async function recordedOutcomes(address: string, number: string): Promise<readonly string[]> {
  const { status, text } = await exchange(`${address}/messages?to=${encodeURIComponent(number)}`, 'GET')
  if (status !== 200) throw new Error(`GET /messages: ${status} ${text}`)
  return (parse(text).messages ?? []).flatMap(({ recipients }) =>
    recipients.filter(({ to }) => to === number).map(({ outcome }) => outcome),
  )
}

/** The status of `/readyz`; 0 if there is no answer, which also means not ready. */
export const probe = async (address: string): Promise<number> => (await exchange(`${address}/readyz`, 'GET')).status

type Recipients = readonly { readonly to: string; readonly outcome: string }[]
type Body = {
  readonly code?: string
  readonly recipients?: Recipients
  readonly messages?: readonly { readonly recipients: Recipients }[]
}
const parse = (text: string): Body => (text === '' ? {} : (JSON.parse(text) as Body))

type Exchanged = { readonly status: number; readonly text: string; readonly error?: string }

function exchange(url: string, method: string, headers = {}, body = ''): Promise<Exchanged> {
  return new Promise((resolve) => {
    const failed = ({ code = 'failed' }: NodeJS.ErrnoException) => resolve({ status: 0, text: '', error: code })
    const outgoing = request(url, { method, headers: { ...headers, 'content-length': body.length }, agent: false })
    outgoing.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      response.on('error', failed)
    })
    outgoing.on('error', failed)
    outgoing.end(body)
  })
}

/** Runs turns concurrently until all are done or one returns false. */
export async function runConcurrently(width: number, count: number, turn: (index: number) => Promise<boolean>) {
  let next = 0
  let stopped = false
  async function run(): Promise<void> {
    while (next < count && !stopped) stopped = !(await turn(next++)) || stopped
  }
  await Promise.all(Array.from({ length: width }, run))
}
