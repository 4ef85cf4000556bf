import type { ProblemCode } from '../../src/messages/problems.ts'

/** What must come back. A refusal is always one answer, in the form of every problem. */
export type Expected =
  /** 201, for exactly these recipients. */
  | { readonly kind: 'accepted'; readonly to: readonly string[] }
  | { readonly kind: 'served'; readonly status: number; readonly bodiless?: true }
  | {
      readonly kind: 'refused'
      /** Any 4xx, where nothing is said. */
      readonly status?: number
      readonly code?: ProblemCode
      /** One violation names this field, or something in it. */
      readonly pointer?: string
      readonly bodiless?: true
    }
  /** Accepted or refused; refused, where the published description of the API does not allow the body. */
  | { readonly kind: 'judged'; readonly schema: SchemaName; readonly body: string }
  /** Any number of answers, none of them an error of the gateway's. */
  | { readonly kind: 'open' }

export type SchemaName = 'SendMessage' | 'ScheduleMessage'

/** One hostile, odd or honest request, and what it deserves. */
export type FuzzCase = {
  readonly name: string
  readonly bytes: Buffer
  /** Bytes of which nobody can say where their request ends have a connection of their own. */
  readonly connection: 'shared' | 'own'
  readonly expected: Expected
}

export type RequestParts = {
  readonly method?: string
  readonly path?: string
  /** Header lines without their CRLF, in place of the one that says JSON. */
  readonly headers?: readonly string[]
  readonly body?: string | Buffer
}

export const jsonHeader = 'Content-Type: application/json'

/** The bytes of a request that is well-formed, whatever is in it. One character of its head is one byte. */
export function formatCase({
  method = 'POST',
  path = '/messages',
  headers = [jsonHeader],
  body,
}: RequestParts): Buffer {
  const length = body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...headers, ...length]
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  return body === undefined ? head : Buffer.concat([head, Buffer.from(body)])
}
