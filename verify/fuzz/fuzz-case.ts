import type { ProblemCode } from '../../src/messages/problems.ts'

/** The expected answer. A refusal is always a single answer with problem details. */
export type Expected =
  /** 201, with exactly these recipients. */
  | { readonly kind: 'accepted'; readonly to: readonly string[] }
  | { readonly kind: 'served'; readonly status: number; readonly bodiless?: true }
  | {
      readonly kind: 'refused'
      /** Any 4xx if absent. */
      readonly status?: number
      readonly code?: ProblemCode
      /** One violation names this field or a part of it. */
      readonly pointer?: string
      readonly bodiless?: true
    }
  /** Accepted or refused. Must be refused if the published API description does not allow the body. */
  | { readonly kind: 'judged'; readonly schema: SchemaName; readonly body: string }
  /** Any number of answers, none of them a 5xx. */
  | { readonly kind: 'open' }

export type SchemaName = 'SendMessage' | 'ScheduleMessage'

/** A hostile, unusual or ordinary request, and the expected answer. */
export type FuzzCase = {
  readonly name: string
  readonly bytes: Buffer
  /** Bytes whose request has no definite end use a separate connection. */
  readonly connection: 'shared' | 'own'
  readonly expected: Expected
}

export type RequestParts = {
  readonly method?: string
  readonly path?: string
  /** Header lines without CRLF, instead of the JSON Content-Type. */
  readonly headers?: readonly string[]
  readonly body?: string | Buffer
}

export const jsonHeader = 'Content-Type: application/json'

/** Formats a well-formed request with any content. One character of its head is one byte. */
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
