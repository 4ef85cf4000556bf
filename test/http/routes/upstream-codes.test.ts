import t, { type Test } from 'tap'
import { magicNumbers } from '../../../sandbox/magic-numbers.ts'
import type { MagicNumber } from '../../../sandbox/magic-row.ts'
import { reportScripts } from '../../../sandbox/report-scripts.ts'
import { type Answer, startGateway, validBody } from '../../support/gateway.ts'
import { type StatusCodeFixture, statusCodeFixtures } from '../../upstream/status-codes.fixtures.ts'

/** The code that accepts. Typed out, as the fixtures are. */
const acceptedCode = 1701

/** The answers of codes: see `test/upstream/status-codes.fixtures.ts`, where a new code has its row. */
const fixtures = new Map(statusCodeFixtures.map((fixture) => [fixture.code, fixture]))

/** What an answer comes to. The code is absent where none came. */
type Expected = Omit<StatusCodeFixture, 'code'> & { readonly code?: number }

const notUnderstood: Expected = {
  problem: 'upstream-answer-not-understood',
  httpStatus: 502,
  outcome: 'unknown',
  resend: 'forbidden',
}
const incomplete: Expected = { ...notUnderstood, problem: 'upstream-answer-incomplete' }
const outcomeUnknown: Expected = { ...notUnderstood, problem: 'outcome-unknown', httpStatus: 504 }

/** The sandbox's answer shapes and faults: the code whose fixture says what they come to, or what no code says. */
const expectedByName: Readonly<Record<string, number | Expected>> = {
  'no-id': acceptedCode,
  'colon-id': acceptedCode,
  'bare-code': 1707,
  'na-tuple': 1706,
  'missing-tuple': notUnderstood,
  'stopped-batch': 1725,
  'extra-tuple': acceptedCode,
  'wrong-destination': incomplete,
  'trailing-newline': acceptedCode,
  'contradictory-tuples': notUnderstood,
  'duplicate-tuple': acceptedCode,
  'no-plus': acceptedCode,
  'with-plus': acceptedCode,
  'trailing-pipe': 1706,
  'unknown-code': { ...notUnderstood, code: 9999 },
  'code-zero': notUnderstood,
  'free-text': notUnderstood,
  'empty-body': notUnderstood,
  'json-body': notUnderstood,
  'html-body': notUnderstood,
  'first-1709-then-accepted': acceptedCode,
  'reset-after-request': outcomeUnknown,
  'close-after-request': outcomeUnknown,
  'half-header': outcomeUnknown,
  'half-body': outcomeUnknown,
  'cut-body': notUnderstood,
  'never-answer': outcomeUnknown,
  'informational-drip': outcomeUnknown,
  'body-drip': outcomeUnknown,
  slow: acceptedCode,
  'huge-header': outcomeUnknown,
  'huge-body': outcomeUnknown,
  garbage: outcomeUnknown,
  redirect: notUnderstood,
  'status-500-html': notUnderstood,
  'status-503-accepted': notUnderstood,
  'wrong-content-type': acceptedCode,
  chunked: acceptedCode,
  'keep-alive-then-close': acceptedCode,
  'refuse-next': acceptedCode,
  'reset-next': acceptedCode,
  'refused-with-id': 1706,
  'several-ids': acceptedCode,
  'continue-first': acceptedCode,
  gzip: acceptedCode,
  'gzip-cut': notUnderstood,
  'two-answers': { ...notUnderstood, code: 1709 },
  // Their reports come after the answer, and are not sent here.
  ...Object.fromEntries(Object.keys(reportScripts).map((name) => [name, acceptedCode])),
  'report-after-reset': outcomeUnknown,
}

/** What is asked for once arrives once, but for the one code that may be tried again: twice more by default. */
const requestCounts: Readonly<Record<string, number>> = { 'code-1709': 3, 'first-1709-then-accepted': 2 }

const endless = ['never-answer', 'informational-drip', 'body-drip']

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const bodies = {
  '/messages': {},
  '/scheduled-messages': { sendAt: new Date(Date.now() + 86_400_000).toISOString() },
} as const

for (const [route, extra] of Object.entries(bodies)) {
  t.test(`POST ${route} answers what the fixtures say for every magic number`, async (t) => {
    const timings = { slowMs: 5, dripMs: 5, holdMs: 60_000, shutMs: 0 }
    const patient = await startGateway(t, { sandbox: { timings } })
    // For what never answers.
    const hasty = await startGateway(t, { sandbox: { timings }, submission: { timeoutMs: 600 } })
    for (const magic of magicNumbers) {
      const { post, inbox } = endless.includes(magic.name) ? hasty : patient
      inbox.clear()
      await t.test(magic.name, async (t) => {
        const answer = await post(route, { ...validBody, to: [magic.number], reference: 'order-42', ...extra })
        t.equal(inbox.receivedCount(), requestCounts[magic.name] ?? 1, 'the count of requests at the upstream')
        checkAnswer(t, magic, answer)
      })
    }
  })
}

function expectedOf({ name, code }: MagicNumber): Expected {
  const expected = code ?? expectedByName[name]
  if (expected === undefined) throw new Error(`${name} lacks a row in test/http/routes/upstream-codes.test.ts`)
  if (typeof expected !== 'number') return expected
  const fixture = fixtures.get(expected)
  if (fixture === undefined) throw new Error(`${expected} lacks a fixture in test/upstream/status-codes.fixtures.ts`)
  return fixture
}

function checkAnswer(t: Test, magic: MagicNumber, { status, json, headers }: Answer): void {
  const { number: to, name, kind } = magic
  const { code, problem, httpStatus, outcome, resend, smppName } = expectedOf(magic)
  t.match(json.id, uuidV7)
  t.equal(headers['location'], `/messages/${json.id}`)
  t.equal(json.reference, 'order-42')
  const [recipient] = json.recipients
  if (problem === undefined) {
    t.equal(status, 201)
    t.equal(json.status, 'accepted')
    t.strictSame(json.summary, { accepted: 1, rejected: 0, unknown: 0, notAttempted: 0 })
    t.match(recipient, { to, outcome: 'accepted', error: undefined, resend: undefined })
    t.equal('upstreamMessageId' in recipient, name !== 'no-id')
    return
  }
  t.equal(status, httpStatus)
  t.match(json, { code: problem, resend, status, type: `/problems/${problem}`, instance: `/messages/${json.id}` })
  t.equal(headers['retry-after'], resend === 'safe' ? '5' : undefined)
  t.strictSame(Object.keys(recipient), ['to', 'outcome', 'resend', 'error'])
  t.match(recipient, { to, outcome, resend, error: { code: problem, title: json.title } })
  t.match(json.summary, { accepted: 0, [outcome]: 1 })
  // An answer of more than one code has none that counts.
  if (code !== undefined || kind === 'fault') {
    t.equal(json.upstreamCode, code)
    t.equal(recipient.error.upstreamCode, code)
  }
  const smpp = smppName === undefined ? undefined : { commandStatus: code, name: smppName }
  t.strictSame([json.smpp, recipient.error.smpp], [smpp, smpp])
}

t.test('the table above covers every magic number without a code, and nothing else', async (t) => {
  const names = magicNumbers.flatMap(({ code, name }) => (code === undefined ? [name] : []))
  t.strictSame(Object.keys(expectedByName).sort(), names.sort())
})

t.test('every fixture of a code has a magic number', async (t) => {
  const tried = new Set(magicNumbers.map(({ code }) => code))
  t.strictSame(
    [...fixtures.keys()].filter((code) => !tried.has(code)),
    [],
    'these fixtures lack a row in src/upstream/status-codes.ts',
  )
})
