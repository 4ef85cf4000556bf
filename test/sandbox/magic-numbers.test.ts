import t from 'tap'
import { type BodyShapeName, bodyShapes, type TupleShapeName, tupleShapes } from '../../sandbox/answer-shapes.ts'
import { type DialectName, dialects } from '../../sandbox/dialects.ts'
import { type FaultName, faults } from '../../sandbox/faults.ts'
import { codeOfNumber, magicNumbers } from '../../sandbox/magic-numbers.ts'
import { reportScripts } from '../../sandbox/report-scripts.ts'
import { outcomeOf } from '../../src/messages/outcome.ts'
import { problems } from '../../src/messages/problems.ts'
import { readAnswer } from '../../src/upstream/answer.ts'
import { statusCodes } from '../../src/upstream/status-codes.ts'
import { bodyOf, getBytes } from '../support/raw-client.ts'
import { sendTarget, startSandbox } from './start-sandbox.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
const stranger = '99910009999'

/** The body that each shape answers in the document's dialect; `<D>` is the destination as it was sent. */
const shapeBodies: Record<TupleShapeName | BodyShapeName, string> = {
  'no-id': '1701\\|<D>',
  'colon-id': `1701\\|<D>:${uuid}`,
  'bare-code': '1707',
  'na-tuple': '1706\\|NA',
  'missing-tuple': '',
  'stopped-batch': '1725\\|<D>',
  'extra-tuple': `1701\\|<D>\\|${uuid},1701\\|${stranger}\\|${uuid}`,
  'wrong-destination': `1701\\|${stranger}\\|${uuid}`,
  'trailing-newline': `1701\\|<D>\\|${uuid}\r\n`,
  'contradictory-tuples': `1701\\|<D>\\|${uuid},1706\\|<D>`,
  'duplicate-tuple': `(1701\\|<D>\\|${uuid}),\\1`,
  'no-plus': `1701\\|999\\d{8}\\|${uuid}`,
  'with-plus': `1701\\|\\+999\\d{8}\\|${uuid}`,
  'trailing-pipe': '1706\\|<D>\\|',
  'unknown-code': '9999\\|<D>',
  'code-zero': '0\\|<D>',
  'free-text': 'Your message has been queued for delivery\\.',
  'empty-body': '',
  'json-body': `{"status":1701,"response":"1701\\|<D>\\|${uuid}"}`,
  'html-body': `<html><body><p>1701\\|<D>\\|${uuid}</p></body></html>`,
  'first-1709-then-accepted': '1709\\|<D>',
  'refused-with-id': `1706\\|<D>\\|${uuid}`,
  'several-ids': `1701\\|<D>\\|${uuid},1701\\|<D>\\|${uuid}`,
}

/** Every byte of each fault, and how the connection ended. `<A>` is the healthy answer. */
const faultReplies: Record<FaultName, { readonly bytes: string; readonly ending?: 'ECONNRESET' }> = {
  'reset-after-request': { bytes: '', ending: 'ECONNRESET' },
  'close-after-request': { bytes: '' },
  'half-header': { bytes: 'HTTP/1\\.1 200 OK\r\ncontent-type: text/plain\r\ncontent-le' },
  'half-body': { bytes: 'HTTP/1\\.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 108\r\n\r\n<A>' },
  'cut-body': { bytes: 'HTTP/1\\.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n1701\\|\\+999' },
  'never-answer': { bytes: '' },
  'informational-drip': { bytes: '(HTTP/1\\.1 102 Processing\r\n\r\n)+' },
  'body-drip': { bytes: 'HTTP/1\\.1 200 OK\r\n[^]*content-length: 75\r\n\r\n1[^]{0,73}' },
  slow: { bytes: 'HTTP/1\\.1 200 OK\r\n[^]*content-length: 54\r\n[^]*\r\n\r\n<A>' },
  'huge-header': { bytes: 'HTTP/1\\.1 200 OK\r\n[^]*x-padding: x{262144}\r\n\r\n<A>' },
  'huge-body': { bytes: 'HTTP/1\\.1 200 OK\r\n[^]*content-length: 8388662\r\n[^]*\r\n\r\n<A>\n+' },
  garbage: { bytes: '\0\0\0\x10\x80\0\0\x04\0\0\0X\0\0\0\x01' },
  redirect: { bytes: 'HTTP/1\\.1 301 Moved Permanently\r\n[^]*location: /bulksms/moved\r\n\r\n' },
  'status-500-html': { bytes: 'HTTP/1\\.1 500 [^]*text/html\r\n[^]*\r\n\r\n<html>.*</html>' },
  'status-503-accepted': { bytes: 'HTTP/1\\.1 503 [^]*content-length: 54\r\n[^]*\r\n\r\n<A>' },
  'wrong-content-type': { bytes: 'HTTP/1\\.1 200 OK\r\ncontent-type: image/png\r\n[^]*\r\n\r\n<A>' },
  chunked: {
    bytes: 'HTTP/1\\.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n1701\\|\\+999\r\n2d\r\n[^]{45}\r\n0\r\n\r\n',
  },
  'keep-alive-then-close': { bytes: 'HTTP/1\\.1 200 OK\r\n[^]*connection: keep-alive\r\n[^]*\r\n\r\n<A>' },
  'refuse-next': { bytes: 'HTTP/1\\.1 200 OK\r\n[^]*\r\n\r\n<A>' },
  'reset-next': { bytes: 'HTTP/1\\.1 200 OK\r\n[^]*\r\n\r\n<A>' },
  'continue-first': { bytes: 'HTTP/1\\.1 100 Continue\r\n\r\nHTTP/1\\.1 200 OK\r\n[^]*\r\n\r\n<A>' },
  gzip: { bytes: 'HTTP/1\\.1 200 OK\r\n[^]*content-encoding: gzip\r\n[^]*\r\n\r\n\x1f[^]*' },
  'gzip-cut': { bytes: 'HTTP/1\\.1 200 OK\r\n[^]*content-encoding: gzip\r\n[^]*\r\n\r\n\x1f[^]*' },
  'two-answers': { bytes: 'HTTP/1\\.1 200 OK\r\n[^]*\r\n\r\n1709HTTP/1\\.1 200 OK\r\n[^]*\r\n\r\n<A>' },
}

/** Faults that take their time take as little as shows them. A door that is shut opens again at once. */
const timings = { slowMs: 1, dripMs: 1, holdMs: 20, shutMs: 0 }

const expectedBytes = (pattern: string, number: string): RegExp =>
  new RegExp(`^${pattern.replaceAll('<A>', `1701\\|<D>\\|${uuid}`).replaceAll('<D>', `\\${number}`)}$`)

t.test('every code, shape and fault has exactly one magic number, from the unassigned range', async (t) => {
  t.equal(new Set(magicNumbers.map(({ number }) => number)).size, magicNumbers.length)
  for (const { number } of magicNumbers) t.match(number, /^\+999\d{8}$/)
  const namesOf = (kind: string) => magicNumbers.filter((magic) => magic.kind === kind).map(({ name }) => name)
  t.same(
    magicNumbers.flatMap(({ code }) => (code === undefined ? [] : [code])),
    [...statusCodes.keys()].sort((a, b) => a - b),
  )
  t.same(namesOf('shape').sort(), [...Object.keys(tupleShapes), ...Object.keys(bodyShapes)].sort())
  t.same(namesOf('fault').sort(), Object.keys(faults).sort())
  t.same(namesOf('report').sort(), Object.keys(reportScripts).sort())
  t.notOk(magicNumbers.some(({ number }) => number.endsWith(stranger)))
})

t.test('the number of a code is +9990000 and the code in four digits', async (t) => {
  const numberOf = (code: number) => magicNumbers.find((magic) => magic.code === code)?.number
  t.equal(numberOf(1706), '+99900001706')
  t.equal(numberOf(88), '+99900000088')
  t.equal(numberOf(1701), '+99900001701')
})

t.test('the outcome expected of a code is the one that the table of problems gives it', async (t) => {
  for (const { code, expected } of magicNumbers) {
    if (code === undefined) continue
    const problem = statusCodes.get(code)?.problem
    t.equal(expected, problem === undefined ? 'accepted' : problems[problem].outcome, `code ${code}`)
  }
})

t.test('every magic number answers its bytes, and exactly one request arrives', async (t) => {
  const sandbox = await startSandbox(t, { timings })
  for (const { number, name, kind, code } of magicNumbers) {
    sandbox.inbox.clear()
    const reply = await sendUntilTaken(sandbox, number)
    t.equal(sandbox.inbox.receivedCount(), 1, `${name} arrives once`)
    const faultName = name === 'report-after-reset' ? 'reset-after-request' : name
    if (kind === 'fault' || faultName !== name) {
      const { bytes, ending = 'end' } = faultReplies[faultName as FaultName]
      // Compared without `t.match`, whose report of eight megabytes would bury the failure.
      t.ok(expectedBytes(bytes, number).test(reply.text), `${name} writes its bytes: ${reply.text.slice(0, 200)}`)
      t.equal(reply.ending, ending, `${name} ends the connection`)
      continue
    }
    const shape =
      code === 1701 || kind === 'report'
        ? '<A>'
        : code === undefined
          ? shapeBodies[name as TupleShapeName]
          : `${code}\\|<D>`
    t.match(reply.text, /^HTTP\/1\.1 200 OK\r\n/, `${name} has status 200`)
    t.match(bodyOf(reply), expectedBytes(shape, number), `${name} has its body`)
  }
})

/** After `refuse-next` and `reset-next` the door opens again in a moment; who is turned away before tries again. */
async function sendUntilTaken(
  sandbox: Pick<Awaited<ReturnType<typeof startSandbox>>, 'send' | 'inbox'>,
  number: string,
) {
  for (;;) {
    const reply = await sandbox.send({ destination: number })
    if (sandbox.inbox.receivedCount() > 0) return reply
  }
}

t.test('every code and shape reads as its expected outcome in every dialect', async (t) => {
  for (const dialect of Object.keys(dialects) as DialectName[]) {
    const { answerTo } = await startSandbox(t, { dialect })
    for (const { number, name, kind, expected } of magicNumbers) {
      if (kind === 'fault' || name === 'first-1709-then-accepted' || name === 'report-after-reset') continue
      const text = await answerTo({ destination: number })
      const [result] = readAnswer({ text, endProven: true }, [number], false)
      t.equal(result && outcomeOf(result), expected, `${dialect} ${name}: ${text}`)
    }
  }
})

t.test('1709 comes the first time and accepted the next, in turn', async (t) => {
  const { answerTo, inbox } = await startSandbox(t)
  const destination = '+99910000021'
  t.equal(await answerTo({ destination }), `1709|${destination}`)
  t.match(await answerTo({ destination }), /^1701\|/)
  t.equal(await answerTo({ destination }), `1709|${destination}`)
  t.equal(inbox.receivedCount(), 3)
})

t.test('1709 by its code comes every time', async (t) => {
  const { answerTo, inbox } = await startSandbox(t)
  for (const _ of [1, 2, 3]) t.equal(await answerTo({ destination: '+99900001709' }), '1709|+99900001709')
  t.equal(inbox.receivedCount(), 3)
})

t.test('in a list each destination gets its own tuple, and shapes act on their own place', async (t) => {
  const { answerTo } = await startSandbox(t)
  const list = (...numbers: string[]) => answerTo({ destination: numbers.join(',') })
  const accepted = (number: string) => `1701\\|\\${number}\\|${uuid}`
  t.match(
    await list('+99900001706', '+213550000001', '+99900000088'),
    new RegExp(`^1706\\|\\+99900001706,${accepted('+213550000001')},88\\|\\+99900000088$`),
  )
  t.match(
    await list('+213550000001', '+99910000006', '+213550000002'),
    new RegExp(`^${accepted('+213550000001')},1725\\|\\+99910000006$`),
  )
  t.match(
    await list('+213550000001', '+99910000005', '+213550000002'),
    new RegExp(`^${accepted('+213550000001')},${accepted('+213550000002')}$`),
  )
  t.match(await list('+213550000001', '+99910000004'), new RegExp(`^${accepted('+213550000001')},1706\\|NA$`))
  t.equal(await list('+213550000001', '+99910000003'), '1707')
})

t.test('the first faulty destination of a list decides over the whole answer', async (t) => {
  const { send, inbox } = await startSandbox(t)
  const { text, ending } = await send({ destination: '+213550000001,+99910000101,+99910000102' })
  t.same({ text, ending }, { text: '', ending: 'ECONNRESET' })
  t.equal(inbox.receivedCount(), 1)
  t.equal(inbox.entries()[0]?.fault, 'reset-after-request')
})

for (const [destination, ending] of [
  ['+99910000119', 'ECONNREFUSED'],
  ['+99910000120', 'ECONNRESET'],
] as const) {
  t.test(
    `after ${destination} was accepted a new connection meets ${ending}, until the door opens again`,
    async (t) => {
      const shut = await startSandbox(t, { timings: { shutMs: 3_600_000 } })
      t.match(await shut.answerTo({ destination }), /^1701\|/)
      const met = await shut.send()
      t.same(met, { text: '', ending })
      t.equal(shut.inbox.receivedCount(), 1)

      const soonOpen = await startSandbox(t, { timings: { shutMs: 20 } })
      t.match(await soonOpen.answerTo({ destination }), /^1701\|/)
      while ((await getBytes(soonOpen.origin, '/healthz')).ending !== 'end');
      t.match(await soonOpen.answerTo(), /^1701\|/)
      t.equal(soonOpen.inbox.receivedCount(), 2)
    },
  )
}

t.test('a destination without its plus is the same magic number', async (t) => {
  const { answerTo } = await startSandbox(t)
  t.equal(await answerTo({ destination: '99900001706' }), '1706|99900001706')
  t.ok(sendTarget().includes('%2B'), 'the plus of the other tests is encoded')
})

t.test('any four digits after +9990000 are answered with that code, defined or not', async (t) => {
  const { origin } = await startSandbox(t)
  const codes = [1, 8, 255, 256, 1000, 1025, 1032, 1700, 1702, 1711, 1716, 1799, 4242, 9999]
  for (const code of codes) {
    const number = `+9990000${String(code).padStart(4, '0')}`
    t.equal(bodyOf(await getBytes(origin, sendTarget({ destination: number }))), `${code}|${number}`)
  }
  const all = Array.from({ length: 10_000 }, (_, code) => codeOfNumber(`9990000${String(code).padStart(4, '0')}`))
  t.strictSame(all, [...all.keys()])
  t.equal(codeOfNumber('99900001'), undefined)
})
