import t, { type Test } from 'tap'
import { type MagicNumber, magicNumbers } from '../../../sandbox/magic-numbers.ts'
import { type Answer, startGateway, validBody } from '../../support/gateway.ts'

/** HTTP status, problem, outcome and `resend`, as the document's table in the design says them. Typed out, not derived. */
type Row = readonly [status: number, code: string, outcome: string, resend: string]

const rowsByCode: Readonly<Record<number, Row>> = {
  1702: [502, 'upstream-rejected-request', 'rejected', 'forbidden'],
  1704: [502, 'upstream-rejected-request', 'rejected', 'forbidden'],
  1708: [502, 'upstream-rejected-request', 'rejected', 'forbidden'],
  1703: [502, 'upstream-credentials-invalid', 'rejected', 'after-correction'],
  1705: [422, 'invalid-message', 'rejected', 'after-correction'],
  1706: [422, 'invalid-destination', 'rejected', 'after-correction'],
  1707: [422, 'invalid-sender', 'rejected', 'after-correction'],
  1709: [503, 'upstream-user-validation-failed', 'rejected', 'safe'],
  1710: [502, 'upstream-internal-error', 'unknown', 'forbidden'],
  8: [502, 'upstream-internal-error', 'unknown', 'forbidden'],
  69: [502, 'upstream-submit-failed', 'rejected', 'forbidden'],
  1715: [504, 'upstream-response-timeout', 'unknown', 'forbidden'],
  1725: [402, 'insufficient-credit', 'rejected', 'after-correction'],
  1025: [402, 'insufficient-credit', 'rejected', 'after-correction'],
  1726: [402, 'insufficient-credit', 'rejected', 'after-correction'],
  1026: [402, 'insufficient-credit', 'rejected', 'after-correction'],
  1732: [422, 'do-not-disturb', 'rejected', 'forbidden'],
  1032: [422, 'do-not-disturb', 'rejected', 'forbidden'],
  1042: [422, 'explicit-do-not-disturb', 'rejected', 'forbidden'],
  1035: [422, 'recipient-opted-out', 'rejected', 'forbidden'],
  1028: [422, 'spam-message', 'rejected', 'after-correction'],
  1033: [422, 'message-template-mismatch', 'rejected', 'after-correction'],
  1041: [409, 'duplicate-message', 'rejected', 'forbidden'],
  1713: [502, 'too-many-destinations', 'rejected', 'forbidden'],
  16: [502, 'ip-blacklisted', 'rejected', 'after-correction'],
  18: [502, 'ip-not-whitelisted', 'rejected', 'after-correction'],
}
const smppRow: Row = [502, 'smpp-error', 'rejected', 'forbidden']

/** Some of SMPP v3.4's table 5-2, read from the specification. */
const smppNames: Readonly<Record<number, string>> = {
  1: 'ESME_RINVMSGLEN',
  11: 'ESME_RINVDSTADR',
  20: 'ESME_RMSGQFUL',
  88: 'ESME_RTHROTTLED',
  255: 'ESME_RUNKNOWNERR',
}

const accepted = 'accepted'
const notUnderstood: Row = [502, 'upstream-answer-not-understood', 'unknown', 'forbidden']
const incomplete: Row = [502, 'upstream-answer-incomplete', 'unknown', 'forbidden']
const outcomeUnknown: Row = [504, 'outcome-unknown', 'unknown', 'forbidden']

const rowsByName: Readonly<Record<string, Row | typeof accepted>> = {
  'no-id': accepted,
  'colon-id': accepted,
  'bare-code': [422, 'invalid-sender', 'rejected', 'after-correction'],
  'na-tuple': [422, 'invalid-destination', 'rejected', 'after-correction'],
  'missing-tuple': notUnderstood,
  'stopped-batch': [402, 'insufficient-credit', 'rejected', 'after-correction'],
  'extra-tuple': accepted,
  'wrong-destination': incomplete,
  'trailing-newline': accepted,
  'contradictory-tuples': notUnderstood,
  'duplicate-tuple': accepted,
  'no-plus': accepted,
  'with-plus': accepted,
  'trailing-pipe': [422, 'invalid-destination', 'rejected', 'after-correction'],
  'unknown-code': notUnderstood,
  'code-zero': notUnderstood,
  'free-text': notUnderstood,
  'empty-body': notUnderstood,
  'json-body': notUnderstood,
  'html-body': notUnderstood,
  'first-1709-then-accepted': accepted,
  'reset-after-request': outcomeUnknown,
  'close-after-request': outcomeUnknown,
  'half-header': outcomeUnknown,
  'half-body': outcomeUnknown,
  'cut-body': notUnderstood,
  'never-answer': outcomeUnknown,
  'informational-drip': outcomeUnknown,
  'body-drip': outcomeUnknown,
  slow: accepted,
  'huge-header': outcomeUnknown,
  'huge-body': outcomeUnknown,
  garbage: outcomeUnknown,
  redirect: notUnderstood,
  'status-500-html': notUnderstood,
  'status-503-accepted': notUnderstood,
  'wrong-content-type': accepted,
  chunked: accepted,
  'keep-alive-then-close': accepted,
  'refuse-next': accepted,
  'reset-next': accepted,
  'refused-with-id': [422, 'invalid-destination', 'rejected', 'after-correction'],
  'several-ids': accepted,
  'continue-first': accepted,
  gzip: accepted,
  'gzip-cut': notUnderstood,
  'two-answers': notUnderstood,
}

/** What is asked for once arrives once, but for the one code that may be tried again: twice more by default. */
const requestCounts: Readonly<Record<string, number>> = { 'code-1709': 3, 'first-1709-then-accepted': 2 }

/** The codes that the answer shapes and faults hold. */
const upstreamCodes: Readonly<Record<string, number>> = {
  'unknown-code': 9999,
  'bare-code': 1707,
  'stopped-batch': 1725,
  'na-tuple': 1706,
  'trailing-pipe': 1706,
  'refused-with-id': 1706,
  'two-answers': 1709,
}
const endless = ['never-answer', 'informational-drip', 'body-drip']

const isDefined = (code: number | undefined): code is number => code !== undefined && code in rowsByCode
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const bodies = {
  '/messages': {},
  '/scheduled-messages': { sendAt: new Date(Date.now() + 86_400_000).toISOString() },
} as const

for (const [route, extra] of Object.entries(bodies)) {
  t.test(`POST ${route} answers what the table says for every magic number`, async (t) => {
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
        checkRow(t, magic, answer)
      })
    }
  })
}

function checkRow(t: Test, { number, name, kind, code }: MagicNumber, answer: Answer): void {
  const { json, headers } = answer
  t.match(json.id, uuidV7)
  t.equal(headers['location'], `/messages/${json.id}`)
  t.equal(json.reference, 'order-42')
  const row = code === 1701 ? accepted : isDefined(code) ? rowsByCode[code] : (rowsByName[name] ?? smppRow)
  const [recipient] = json.recipients
  if (row === accepted) {
    t.equal(answer.status, 201)
    t.equal(json.status, 'accepted')
    t.strictSame(json.summary, { accepted: 1, rejected: 0, unknown: 0, notAttempted: 0 })
    t.match(recipient, { to: number, outcome: 'accepted', error: undefined, resend: undefined })
    t.equal('upstreamMessageId' in recipient, name !== 'no-id')
    return
  }
  const [status, problem, outcome, resend] = row as Row
  t.equal(answer.status, status)
  t.match(json, { code: problem, resend, status, type: `/problems/${problem}`, instance: `/messages/${json.id}` })
  t.equal(headers['retry-after'], resend === 'safe' ? '5' : undefined)
  t.strictSame(Object.keys(recipient), ['to', 'outcome', 'resend', 'error'])
  t.match(recipient, { to: number, outcome, resend, error: { code: problem, title: json.title } })
  t.match(json.summary, { accepted: 0, [outcome]: 1 })

  const upstreamCode = code ?? upstreamCodes[name]
  if (upstreamCode !== undefined) {
    t.equal(json.upstreamCode, upstreamCode)
    t.equal(recipient.error.upstreamCode, upstreamCode)
  }
  if (outcome === 'unknown' && kind === 'fault' && upstreamCode === undefined)
    t.notOk('upstreamCode' in json, 'no code came')
  if (problem === 'smpp-error') {
    t.equal(json.smpp.commandStatus, code)
    t.match(json.smpp.name, /^ESME_R[A-Z_]+$/)
    t.strictSame(recipient.error.smpp, json.smpp)
    if (smppNames[code ?? 0] !== undefined) t.equal(json.smpp.name, smppNames[code ?? 0])
  } else {
    t.notOk('smpp' in json || 'smpp' in recipient.error, 'no command_status came')
  }
}

t.test('the tables above cover every magic number and nothing else', async (t) => {
  const codes = magicNumbers.flatMap(({ code }) => (code === undefined || code === 1701 ? [] : [code]))
  t.strictSame(
    Object.keys(rowsByCode).filter((code) => !codes.includes(Number(code))),
    [],
  )
  for (const code of codes) t.ok(code in rowsByCode || code <= 255, `${code} is of the document or of SMPP`)
  const names = magicNumbers.flatMap(({ code, name }) => (code === undefined ? [name] : []))
  t.strictSame(Object.keys(rowsByName).sort(), names.sort())
})
