import { createRandom, type Random } from '../../test/upstream/random.ts'
import { type FuzzCase, formatCase } from '../fuzz/fuzz-case.ts'
import { changeBytes } from '../fuzz/raw-requests.ts'

/** What a stranger who knows some of it can put into a callback. */
export type Known = {
  readonly secret: string
  /** Everything that must appear in no output, the secret among it. */
  readonly secrets: readonly string[]
  readonly numbers: readonly string[]
  readonly ids: readonly string[]
}

const form = 'Content-Type: application/x-www-form-urlencoded'
const names = [
  'sMobileNo',
  'sSender',
  'sStatus',
  'sMessageId',
  'dtSubmit',
  'dtDone',
  'iErrCode',
  'sError',
  'sTagName',
  'sUdf1',
]
const statuses = [
  'DELIVRD',
  'delivered',
  'UNDELIV',
  'EXPIRED',
  'REJECTD',
  'ENROUTE',
  'ACKED',
  'UNKNOWN',
  'NULL',
  'xyz',
  '',
]
const badDates = [
  '0000-00-00 00:00:00',
  '2026-02-30 10:00:00',
  '99999999999999',
  '2026-11-29T25:61:61',
  '-271821-04-20 00:00:00',
  '275760-09-14 00:00:00',
  'now',
  '1e9',
  '2026-10-25 02:30:00',
  '١٢٣٤-٠١-٠١ ٠٠:٠٠:٠٠',
]
const garbage = [
  '%',
  '%zz',
  '%u0041',
  '%C3%28',
  '%00',
  '%0d%0aX-Injected:%201',
  '%E0%80%AF',
  '%ED%A0%80',
  '%25%32%35',
  "' OR 1=1 --",
  '{{7*7}}',
  '$%7Bjndi:ldap://x}',
  '../../etc/passwd',
  '\u202e',
  '😀',
  '&amp;',
]
const contentTypes = [
  'application/json',
  'multipart/form-data; boundary=x',
  'text/plain; charset=utf-16',
  'application/x-www-form-urlencoded; charset=shift_jis',
  'application/x-www-form-urlencoded\tx',
  'x',
  '',
  'text/xml',
  '*/*',
]

const encode = encodeURIComponent
const encodeAll = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

/** A callback that is hostile, odd, or ordinary. The same seed and index make the same one. */
export function createCallback(seed: number, index: number, known: Known): FuzzCase {
  const random = createRandom(Math.imul(seed, 0x9e3779b1) + index)
  const [name, make] = random.pick(kinds)
  const { bytes, isAlone = false, isHead = false } = make(random, known)
  return {
    name,
    bytes,
    connection: isAlone ? 'own' : 'shared',
    expected: isHead ? { kind: 'refused', bodiless: true } : { kind: 'open' },
  }
}

type Made = { readonly bytes: Buffer; readonly isAlone?: boolean; readonly isHead?: boolean }

const pathOf = ({ secret }: Known, query = '') => `/delivery-reports/${secret}${query === '' ? '' : `?${query}`}`
const post = (known: Known, body: string | Buffer, headers: readonly string[] = [form]): Made => ({
  bytes: formatCase({ path: pathOf(known), headers, body }),
})

/** Fields of an ordinary report of a known message, or nearly. */
function fieldsOf(random: Random, { numbers, ids, secrets }: Known): [string, string][] {
  const values: Readonly<Record<string, () => string>> = {
    sMobileNo: () =>
      random.pick([random.pick(numbers), random.pick(numbers).slice(1), '', 'NULL', '0', '+999999999999999999']),
    sSender: () => random.pick(['ACME', 'ACME', 'acme', 'Other', 'NULL']),
    sStatus: () => random.pick(statuses),
    sMessageId: () =>
      random.pick([random.pick(ids), random.pick(ids).toUpperCase(), `new-${random.below(1_000)}`, 'a,b', 'a|b']),
    dtSubmit: () => random.pick([new Date(0).toISOString(), '2026-11-29 00:00:00', random.pick(badDates)]),
    dtDone: () => random.pick(['2026-11-29 00:00:00', random.pick(badDates)]),
  }
  const fields = names.map((name): [string, string] => [
    name,
    values[name]?.() ?? random.pick(['000', 'NULL', 'x', '254']),
  ])
  if (random.below(3) === 0) {
    const field = random.pick(fields)
    const secret = random.pick(secrets)
    field[1] = random.pick([
      secret,
      `${'x'.repeat(random.below(70))}${secret}`,
      encode(secret),
      encodeAll(secret),
      secret.toUpperCase(),
    ])
  }
  return fields
}

const bodyOf = (fields: readonly (readonly [string, string])[]) =>
  fields.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')

const kinds: readonly (readonly [name: string, make: (random: Random, known: Known) => Made])[] = [
  ['a report', (random, known) => post(known, bodyOf(fieldsOf(random, known)))],
  [
    'a report by GET',
    (random, known) => ({
      bytes: formatCase({ method: 'GET', path: pathOf(known, bodyOf(fieldsOf(random, known))), headers: [] }),
    }),
  ],
  [
    'a report in body and query',
    (random, known) => {
      const path = pathOf(known, bodyOf(fieldsOf(random, known)))
      return { bytes: formatCase({ path, headers: [form], body: bodyOf(fieldsOf(random, known)) }) }
    },
  ],
  [
    'a GET with a body',
    (random, known) => ({
      bytes: formatCase({ method: 'GET', path: pathOf(known), headers: [form], body: bodyOf(fieldsOf(random, known)) }),
      isAlone: true,
    }),
  ],
  [
    'garbage in a value',
    (random, known) => {
      const fields = fieldsOf(random, known).map(
        ([name, value]) => `${name}=${random.below(3) === 0 ? random.pick(garbage) : encode(value)}`,
      )
      return post(known, fields.join(random.pick(['&', '&&', ';', '&=&'])))
    },
  ],
  [
    'bytes that are no UTF-8',
    (random, known) => {
      const noise = Buffer.from(Array.from({ length: 1 + random.below(40) }, () => random.below(256)))
      return post(known, Buffer.concat([Buffer.from('sStatus=DELIVRD&sMessageId='), noise]))
    },
  ],
  ['UTF-16', (random, known) => post(known, Buffer.from(bodyOf(fieldsOf(random, known)), 'utf16le'))],
  [
    'a huge value',
    (random, known) =>
      post(
        known,
        `${random.pick(names)}=${random.pick(['x', '%', '9', '+', 'é']).repeat(random.below(18_000))}&sStatus=DELIVRD`,
      ),
  ],
  [
    'many parameters',
    (random, known) => post(known, `${'a=1&'.repeat(random.below(4_000))}${bodyOf(fieldsOf(random, known))}`),
  ],
  [
    'parameters twice',
    (random, known) =>
      post(
        known,
        [...fieldsOf(random, known), ...fieldsOf(random, known)]
          .map(
            ([name, value]) =>
              `${random.pick([name, name.toUpperCase(), ` ${name} `.replaceAll(' ', '+')])}=${encode(value)}`,
          )
          .join('&'),
      ),
  ],
  [
    'names of objects',
    (random, known) =>
      post(
        known,
        `${random.pick(['__proto__', 'constructor', 'toString', 'sStatus[]', 'sStatus[0][x]', 'hasOwnProperty'])}=${encode(random.pick(garbage))}&sStatus=DELIVRD`,
      ),
  ],
  [
    'another content type',
    (random, known) =>
      post(known, random.pick([bodyOf(fieldsOf(random, known)), '{"sStatus":"DELIVRD"}', '<a/>']), [
        `Content-Type: ${random.pick(contentTypes)}`,
      ]),
  ],
  ['no content type', (random, known) => post(known, bodyOf(fieldsOf(random, known)), [])],
  [
    'a content coding',
    (random, known) =>
      post(known, bodyOf(fieldsOf(random, known)), [
        form,
        `Content-Encoding: ${random.pick(['gzip', 'br', 'identity', 'x'])}`,
      ]),
  ],
  [
    'a header flood',
    (random, known) => ({
      ...post(known, bodyOf(fieldsOf(random, known)), [
        form,
        ...Array.from({ length: random.below(300) }, (_, at) => `X-${at}: ${random.pick(known.secrets)}`),
      ]),
      isAlone: true,
    }),
  ],
  [
    'chunks',
    (random, known) => {
      const body = bodyOf(fieldsOf(random, known))
      const cut = random.below(body.length)
      const chunks = [body.slice(0, cut), body.slice(cut)]
        .filter((part) => part !== '')
        .map((part) => `${part.length.toString(16)}\r\n${part}\r\n`)
      const head = `POST ${pathOf(known)} HTTP/1.1\r\nHost: localhost\r\n${form}\r\nTransfer-Encoding: chunked\r\n\r\n`
      return { bytes: Buffer.from(`${head}${chunks.join('')}0\r\n\r\n`), isAlone: true }
    },
  ],
  [
    'a length that is wrong',
    (random, known) => ({
      bytes: Buffer.from(
        `POST ${pathOf(known)} HTTP/1.1\r\nHost: localhost\r\n${form}\r\nContent-Length: ${random.below(50_000)}\r\n\r\n${bodyOf(fieldsOf(random, known))}`,
      ),
      isAlone: true,
    }),
  ],
  [
    'bytes changed',
    (random, known) => ({
      bytes: changeBytes(post(known, bodyOf(fieldsOf(random, known))).bytes, random),
      isAlone: true,
    }),
  ],
  [
    'another method',
    (random, known) => {
      const method = random.pick(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      const bytes = formatCase({ method, path: pathOf(known, bodyOf(fieldsOf(random, known))), headers: [] })
      return { bytes, isHead: method === 'HEAD', isAlone: true }
    },
  ],
  [
    'a wrong secret',
    (random, known) => {
      const { secret } = known
      const wrong = random.pick([
        secret.slice(1),
        `${secret}0`,
        secret.toUpperCase(),
        `${secret}%00`,
        `${secret}/`,
        `${secret}/x`,
        `%20${secret}`,
        `../${secret}`,
        '',
        '%',
        'x'.repeat(random.below(3_000)),
        `${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`,
        `${secret},${secret}`,
      ])
      return {
        bytes: formatCase({
          path: `/delivery-reports/${wrong}`,
          headers: [form],
          body: bodyOf(fieldsOf(random, known)),
        }),
      }
    },
  ],
  [
    'the secret in escapes',
    (random, known) => ({
      bytes: formatCase({
        path: `/delivery-reports/${encodeAll(known.secret)}`,
        headers: [form],
        body: bodyOf(fieldsOf(random, known)),
      }),
    }),
  ],
  [
    'a secret elsewhere',
    (random, known) => {
      const secret = encode(random.pick(known.secrets))
      const path = random.pick([
        `/messages/${secret}`,
        `/${secret}`,
        `/delivery-reports/unmatched?cursor=${secret}`,
        `/events?after=${secret}`,
        `/delivery-reports?secret=${secret}`,
        `/messages?reference=${secret}`,
        `/problems/${secret}`,
      ])
      return {
        bytes: formatCase({
          method: 'GET',
          path,
          headers: [`Authorization: Bearer ${secret}`, `Referer: http://x/${secret}`, `User-Agent: ${secret}`],
        }),
      }
    },
  ],
  [
    'a secret for a name',
    (random, known) =>
      post(known, `${encode(random.pick(known.secrets))}=1&sStatus=${random.pick(statuses)}&sMessageId=x`),
  ],
]
