import t from 'tap'
import { parseKeysFile } from '../../src/callers/keys-file.ts'
import { createKeyedCaller } from '../support/gateway.ts'

const { entry } = createKeyedCaller({ name: 'orders', scopes: ['messages:send'] })
const [key] = entry.keys
const parse = (value: unknown) => parseKeysFile(Buffer.from(JSON.stringify(value)))
const faultsOf = (value: unknown): readonly string[] => {
  const read = parse(value)
  return read.ok ? [] : read.faults
}
const withCaller = (changes: object) => ({ callers: [{ ...entry, ...changes }] })

t.test('a file may say all that there is, or next to nothing', async (t) => {
  const full = {
    ...entry,
    scopes: ['messages:send', 'messages:read', 'operations'],
    keys: [
      { ...key, expiresAt: '2027-02-20T09:00:00+01:00' },
      { ...key, id: 'second' },
    ],
    senders: ['ACME', '+213550000000'],
    destinationPrefixes: ['+213', '+1'],
    maxSegments: 3,
    dailySegments: 10_000,
    requestsPerMinute: 600,
    account: { username: 'orders', passwordFile: '/run/secrets/orders' },
  }
  t.strictSame(parse({ callers: [full] }), { ok: true, content: { callers: [full] } })
  t.strictSame(faultsOf({ callers: [] }), [])
  t.strictSame(faultsOf(withCaller({ keys: [] })), [], 'a caller whose keys were all taken back')
})

const rows: readonly (readonly [what: string, value: unknown, faults: readonly RegExp[]])[] = [
  ['no object', [], [/^the whole must be of type object$/]],
  ['no callers', {}, [/^\/callers is required$/]],
  ['an unknown field at the top', { callers: [], more: 1 }, [/^\/more is not a known field$/]],
  ['an unknown field of a caller', withCaller({ sender: ['ACME'] }), [/^\/callers\/0\/sender is not a known field$/]],
  [
    'an unknown field of a key',
    withCaller({ keys: [{ ...key, secret: 'x' }] }),
    [/^\/callers\/0\/keys\/0\/secret is not/],
  ],
  ['no name', { callers: [{ scopes: ['operations'], keys: [] }] }, [/^\/callers\/0\/name is required$/]],
  ['a name in capitals', withCaller({ name: 'Orders' }), [/^\/callers\/0\/name must be a name of/]],
  ['a name of everybody', withCaller({ name: '*' }), [/^\/callers\/0\/name must be a name of/]],
  ['a name that is taken', withCaller({ name: 'anonymous' }), [/^\/callers\/0\/name is reserved$/]],
  ["the gateway's own account as a name", withCaller({ name: 'default' }), [/name is reserved$/]],
  ['an unknown scope', withCaller({ scopes: ['geheim'] }), [/^\/callers\/0\/scopes\/0 must be one of messages:send/]],
  ['no scope', withCaller({ scopes: [] }), [/^\/callers\/0\/scopes must be a list of different scopes/]],
  ['a scope twice', withCaller({ scopes: ['operations', 'operations'] }), [/^\/callers\/0\/scopes must be a list/]],
  [
    'a hash of another kind',
    withCaller({ keys: [{ ...key, hash: 'geheim' }] }),
    [/^\/callers\/0\/keys\/0\/hash must be a hash/],
  ],
  [
    'a day for an instant',
    withCaller({ keys: [{ ...key, expiresAt: '2027-02-20' }] }),
    [/expiresAt must be an instant/],
  ],
  [
    'a day that is none',
    withCaller({ keys: [{ ...key, createdAt: '2027-02-30T00:00:00Z' }] }),
    [/createdAt must be an/],
  ],
  ['a list of no senders', withCaller({ senders: [] }), [/^\/callers\/0\/senders must not be empty$/]],
  ['an empty sender', withCaller({ senders: [''] }), [/^\/callers\/0\/senders\/0 must not be empty$/]],
  ['a list as a text', withCaller({ senders: 'ACME' }), [/^\/callers\/0\/senders must be of type array$/]],
  [
    'a prefix without +',
    withCaller({ destinationPrefixes: ['213'] }),
    [/^\/callers\/0\/destinationPrefixes\/0 must be the/],
  ],
  ['a quota of nothing', withCaller({ dailySegments: 0 }), [/^\/callers\/0\/dailySegments must be a whole number/]],
  [
    'half a request',
    withCaller({ requestsPerMinute: 0.5 }),
    [/^\/callers\/0\/requestsPerMinute must be of type integer$/],
  ],
  ['a text for a number', withCaller({ maxSegments: '3' }), [/^\/callers\/0\/maxSegments must be of type integer$/]],
  [
    'an account without a file',
    withCaller({ account: { username: 'a' } }),
    [/^\/callers\/0\/account\/passwordFile is required$/],
  ],
  [
    'a password in the file',
    withCaller({ account: { username: 'a', passwordFile: 'f', password: 'geheim' } }),
    [/password is not/],
  ],
  [
    'an account with a line break',
    withCaller({ account: { username: 'a\nb', passwordFile: 'f' } }),
    [/username must be text/],
  ],
  ['a caller twice', { callers: [entry, { ...entry, keys: [] }] }, [/^\/callers\/1\/name is that of another caller$/]],
  ['a key twice', withCaller({ keys: [key, key] }), [/^\/callers\/0\/keys\/1\/id is that of another key$/]],
  [
    'several faults',
    {
      callers: [
        { ...entry, name: 1, scopes: ['x'] },
        { ...entry, maxSegments: -1 },
      ],
    },
    [/^\/callers\/0\/name/, /^\/callers\/0\/scopes\/0/, /^\/callers\/1\/maxSegments/],
  ],
]

t.test('every fault is named by its place, once and without a value', async (t) => {
  for (const [what, value, expected] of rows) {
    const faults = faultsOf(value)
    t.equal(faults.length, expected.length, `${what}: ${faults}`)
    for (const [index, pattern] of expected.entries()) t.match(faults[index], pattern, what)
    t.notMatch(faults.join(), /geheim|2027/, what)
  }
})

t.test('what two readers could read in two ways is refused', async (t) => {
  for (const text of ['', '{', '{"callers":[],"callers":[]}', '{"callers":[]}\n{}', '\ufeff{"callers":[]}']) {
    t.match(parseKeysFile(Buffer.from(text)), { ok: false, faults: [/^is not strict JSON: /] }, text)
  }
  const faults = ['is not strict JSON: it is not valid JSON at line 3, column 3']
  t.strictSame(parseKeysFile(Buffer.from('{"callers": [\n  {}\n  {}\n]}')), { ok: false, faults })
  t.match(parseKeysFile(Buffer.from('\ufeff{}')), { ok: false, faults: [/byte order mark/] })
  t.match(parseKeysFile(Buffer.from('{"callers":["\xff"]}', 'latin1')), { ok: false, faults: [/UTF-8/] })
})
