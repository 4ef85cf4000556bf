import type { Random } from '../../test/upstream/random.ts'
import { type Expected, formatCase, jsonHeader, type RequestParts } from './fuzz-case.ts'
import { numberOf } from './valid-messages.ts'

/** A request with a definite end and an unusual part other than its body. */
type RequestMutation = readonly [
  name: string,
  make: (json: string, random: Random, index: number) => RequestParts,
  expected: Expected | ((index: number) => Expected),
]

const refused = (status: number, code?: Extract<Expected, { kind: 'refused' }>['code']): Expected => ({
  kind: 'refused',
  status,
  ...(code !== undefined && { code }),
})
const served: Expected = { kind: 'served', status: 200 }
const accepted = (index: number): Expected => ({ kind: 'accepted', to: [numberOf(index)] })

const strangeTypes = [
  'text/plain',
  'text/json',
  'application/jsonx',
  'application/json;',
  'application/json; a',
  'application/json; charset=latin1',
  'application/json; charset=utf-8; charset=utf-16',
  'application/json, text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/ json',
  '"application/json"',
  '*/*',
  '\xff',
  '',
  'application/json\xa0',
  `application/json; charset=${'u'.repeat(2_000)}`,
]
const codings = ['gzip', 'br, gzip', 'identity', '', 'x'.repeat(1_000)]
const strangeKeys = [
  '',
  'short',
  '"0123456789abcdef',
  'x'.repeat(256),
  '0123456789 abcdef',
  '0123456789abcde\xe9',
  '0123456789abcdef, 0123456789abcdef',
  "0123456789abcde'--",
  '0123456789abcdef\t\\',
]
const strangePaths = [
  '/messages/',
  '/Messages',
  '//messages',
  '/messages/..',
  '/./messages',
  '/messages;a=b',
  '/messages%00',
  '/messages%0d%0aX-Injected:%201',
  '/docs/static/..%2f..%2fpackage.json',
  '/docs/static/../../package.json',
  '/.env',
  `/${'a'.repeat(8_000)}`,
  `/${'%41'.repeat(2_000)}`,
  `/${'a/'.repeat(4_000)}`,
]
const brokenPaths = ['/%', '/%zz', '/%ff', '/problems/%c0%af', '/messages/%', '/%f0%28%8c%28', '/problems/%80']
const strangeQueries = [
  'limit=0',
  'limit=1e2',
  'limit=10&limit=10',
  'cursor=x',
  'a=b',
  '__proto__=x',
  'createdAfter=%ff',
]
const methods = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH', 'M-SEARCH', 'PURGE', 'QUERY']

const manyHeaders = (count: number) => Array.from({ length: count }, (_, at) => `X-Header-${at}: ${at}`)

export const requestMutations: readonly RequestMutation[] = [
  [
    'a strange media type',
    (body, random) => ({ headers: [`Content-Type: ${random.pick(strangeTypes)}`], body }),
    refused(415),
  ],
  ['no media type', (body) => ({ headers: [], body }), refused(415)],
  ['two media types', (body) => ({ headers: [jsonHeader, 'Content-Type: text/plain'], body }), refused(415)],
  [
    'a coded body',
    (body, random) => ({ headers: [jsonHeader, `Content-Encoding: ${random.pick(codings)}`], body }),
    refused(415),
  ],
  [
    'a strange key',
    (body, random) => ({ headers: [jsonHeader, `Idempotency-Key: ${random.pick(strangeKeys)}`], body }),
    refused(400, 'idempotency-key-malformed'),
  ],
  [
    'two keys',
    (body) => ({
      headers: [jsonHeader, 'Idempotency-Key: 0123456789abcdef', 'Idempotency-Key: fedcba9876543210'],
      body,
    }),
    refused(400, 'idempotency-key-malformed'),
  ],
  [
    'a query on a route without parameters',
    (body, random) => ({ path: `/messages?${random.pick(strangeQueries)}`, body }),
    refused(400, 'invalid-request'),
  ],
  [
    'a strange query',
    (_body, random) => ({ method: 'GET', path: `/messages?${random.pick(strangeQueries)}`, headers: [] }),
    refused(400, 'invalid-request'),
  ],
  ['a strange path', (body, random) => ({ path: random.pick(strangePaths), body }), { kind: 'refused' }],
  [
    'a path that cannot be decoded',
    (body, random) => ({ path: random.pick(brokenPaths), body }),
    refused(400, 'malformed-request'),
  ],
  ['a method that is not served', (body, random) => ({ method: random.pick(methods), body }), { kind: 'refused' }],
  [
    'HEAD on a route without GET',
    () => ({ method: 'HEAD', path: '/scheduled-messages', headers: [] }),
    { kind: 'refused', status: 405, bodiless: true },
  ],
  ['HEAD', () => ({ method: 'HEAD', path: '/healthz', headers: [] }), { kind: 'served', status: 200, bodiless: true }],
  [
    'a GET with a body',
    (body) => ({ method: 'GET', path: '/healthz', headers: ['Content-Type: text/plain'], body }),
    { kind: 'open' },
  ],
  ['90 headers on a GET', () => ({ method: 'GET', path: '/healthz', headers: manyHeaders(90) }), served],
  ['90 headers on a message', (body) => ({ headers: [jsonHeader, ...manyHeaders(90)], body }), accepted],
  ['300 headers on a GET', () => ({ method: 'GET', path: '/healthz', headers: manyHeaders(300) }), refused(431)],
  ['300 headers on a message', (body) => ({ headers: [jsonHeader, ...manyHeaders(300)], body }), refused(431)],
  [
    'a request id that tries to inject a line break',
    (body) => ({ headers: [jsonHeader, 'X-Request-Id: a\xe9%0d%0aX-Injected: 1'], body }),
    accepted,
  ],
  [
    'hop-by-hop and proxy headers',
    (body) => ({
      headers: [
        jsonHeader,
        'Connection: keep-alive, content-type',
        'Keep-Alive: timeout=1',
        'TE: trailers',
        'X-HTTP-Method-Override: DELETE',
        'X-Forwarded-For: \t1',
      ],
      body,
    }),
    accepted,
  ],
  ['an absolute address', (body) => ({ path: 'http://other.test/messages', body }), accepted],
  ['a percent-encoded letter', (body) => ({ path: '/%6dessages', body }), accepted],
  [
    'a key of 255',
    (body, _random, index) => ({ headers: [jsonHeader, `Idempotency-Key: ${String(index).padStart(255, 'k')}`], body }),
    accepted,
  ],
  ['a preview', (body) => ({ path: '/messages/preview', body }), served],
  [
    'a broken preview',
    (body) => ({ path: '/messages/preview', body: body.slice(1) }),
    refused(400, 'malformed-request'),
  ],
  [
    'no such message',
    (_body, random) => ({
      method: 'GET',
      path: `/messages/0000000${random.below(10)}-0000-7000-8000-000000000000`,
      headers: [],
    }),
    refused(404),
  ],
  ['a malformed id', () => ({ method: 'GET', path: "/messages/'%20OR%201=1--", headers: [] }), { kind: 'refused' }],
  [
    'a resolution of a nonexistent message',
    (body) => ({ path: '/messages/00000000-0000-7000-8000-000000000000/resolution', body }),
    { kind: 'refused' },
  ],
  [
    'the list',
    (_body, random) => ({ method: 'GET', path: `/messages?limit=${1 + random.below(3)}`, headers: [] }),
    served,
  ],
  [
    'the list filtered by a reference with SQL',
    () => ({ method: 'GET', path: '/messages?limit=1&reference=%27%20OR%201=1--', headers: [] }),
    served,
  ],
  [
    'a page of a problem',
    () => ({ method: 'GET', path: '/problems/overloaded', headers: ['Accept: text/html'] }),
    served,
  ],
  ['no such problem', () => ({ method: 'GET', path: '/problems/__proto__', headers: [] }), refused(404)],
]

export function createRequestCase(json: string, random: Random, index: number) {
  const [name, make, expected] = random.pick(requestMutations)
  const bytes = formatCase(make(json, random, index))
  return {
    name,
    bytes,
    connection: 'shared',
    expected: typeof expected === 'function' ? expected(index) : expected,
  } as const
}
