import t from 'tap'
import type { RecipientResult } from '../../src/messages/outcome.ts'
import { withoutSecretIds } from '../../src/upstream/secret-ids.ts'
import { answerWith } from '../support/raw-upstream.ts'
import { to } from './fixtures.ts'
import { countOf, password, startClient, startUpstream } from './start-client.ts'

const credential = { username: 'acme', password: 'S3cret, & more' }
const accepted = (...ids: string[]): RecipientResult => {
  const [id] = ids
  if (id === undefined) return { to, accepted: true }
  if (ids.length === 1) return { to, accepted: true, upstreamMessageId: id }
  return { to, accepted: true, upstreamMessageId: id, upstreamMessageIds: ids }
}
const utf16Hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex')
const base64 = (text: string) => Buffer.from(text).toString('base64')

t.test('an id that holds a secret is dropped, in every form, and the acceptance stays', async (t) => {
  const dropped = [
    'S3cret',
    'id-s3cret-1',
    'S3cret%2C%20%26%20more',
    'S3cret%2c+%26+more',
    'S3cret%252C%2520%2526%2520more',
    '%53%33%63%72%65%74',
    ` ${base64('S3cret, & more')}`,
    base64('acme:S3cret, & more'),
    Buffer.from('S3cret, & more').toString('hex'),
    // At each offset within base64, and amid other text.
    base64('x:S3cret, & more'),
    base64('xy:S3cret, & more.'),
    base64('xyz:S3cret, & more!?'),
    encodeURIComponent(base64('??S3cret, & more')),
    Buffer.from('>>S3cret, & more').toString('base64url'),
    utf16Hex('S3cret, & more'),
    utf16Hex('S3cret, & more').toUpperCase(),
    Buffer.from('S3cret, & more', 'utf16le').toString('hex'),
    // The username alone.
    base64('acme'),
    base64('x-acme-1'),
    base64('of acme'),
    Buffer.from('acme').toString('hex'),
    utf16Hex('acme'),
    'S3cret, &amp; more',
    'S3cret, &#38; more',
    'S3cret, &#x26; more',
    'S3cret, \\u0026 more',
    'S3cret, %u0026 more',
    'S3\\cret',
    '%E9-%53%33cret',
    '%ZZ-%53%33cret',
    'acme',
    'ACME-1',
    'message.of:acme',
  ]
  for (const id of dropped) t.strictSame(withoutSecretIds([accepted(id)], credential), [accepted()], id)
  const kept = ['7dac7a43-2f3e-4b0e-9c59-0a1b2c3d4e5f', 'S3cre', '%', '100%25', 'acmeist', 'more', 'x'.repeat(256)]
  for (const id of kept) t.strictSame(withoutSecretIds([accepted(id)], credential), [accepted(id)], id)
})

t.test('of several ids the others stay, and so does what was refused', async (t) => {
  const failure = { to, accepted: false, failure: { code: 'invalid-destination' } } as const
  t.strictSame(
    withoutSecretIds([accepted('part-1', 'S3cret', 'part-3'), accepted('S3cret', 'part-2'), failure], credential),
    [accepted('part-1', 'part-3'), accepted('part-2'), failure],
  )
  const untouched = [accepted('part-1', 'part-2'), accepted(), failure]
  t.equal(withoutSecretIds(untouched, credential), untouched)
})

t.test('a password that is found everywhere counts as a whole id alone', async (t) => {
  const short = { username: '1', password: 'ab' }
  t.strictSame(withoutSecretIds([accepted('ab'), accepted('cab-12'), accepted('no-1')], short), [
    accepted(),
    accepted('cab-12'),
    accepted(),
  ])
})

t.test('a short username is not looked for in encoded form, in which any id might contain it', async (t) => {
  const short = { username: 'ab', password: 'open&sesame' }
  for (const id of ['00006162', 'YWI1', '00610062'])
    t.strictSame(withoutSecretIds([accepted(id)], short), [accepted(id)])
})

t.test('at a real socket, an upstream that returns the password as the id has accepted the message', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  const forms = [password, encodeURIComponent(password), base64(password)]
  server.behave(...forms.map((form) => answerWith(`1701|${to}|${form}`)), answerWith(`1701|${to}|another-id`))
  for (const form of forms) {
    t.strictSame(await client.submit(form), accepted(), form)
    t.equal(countOf(server, form), 1)
  }
  t.strictSame(await client.submit('last'), accepted('another-id'))
  t.equal(server.requestCount, 4)
})
