import t from 'tap'
import { outcomeOf } from '../../src/messages/outcome.ts'
import { type ProblemCode, problemOf } from '../../src/messages/problems.ts'
import { readAnswer } from '../../src/upstream/answer.ts'
import { statusCodes } from '../../src/upstream/status-codes.ts'
import { to } from './fixtures.ts'
import { statusCodeFixtures } from './status-codes.fixtures.ts'

t.test('every code has one fixture, and every fixture a code', async (t) => {
  const codes = statusCodeFixtures.map(({ code }) => code)
  const known = new Set(codes)
  t.equal(known.size, codes.length, 'no fixture stands there twice')
  t.strictSame(
    [...statusCodes.keys()].filter((code) => !known.has(code)),
    [],
    'these codes lack a fixture in test/upstream/status-codes.fixtures.ts',
  )
  t.strictSame(
    codes.filter((code) => !statusCodes.has(code)),
    [],
    'these fixtures lack a row in src/upstream/status-codes.ts',
  )
})

for (const { code, problem, httpStatus, outcome, resend, smppName } of statusCodeFixtures) {
  t.test(`${code} ${smppName ?? ''} is ${problem ?? outcome}`, async (t) => {
    const [tuple] = readAnswer({ text: `${code}|${to}`, endProven: true }, [to], false)
    const [bare] = readAnswer({ text: String(code), endProven: true }, [to], false)
    if (tuple === undefined || bare === undefined) return t.fail('there must be a result')
    t.equal(outcomeOf(tuple), outcome)
    if (problem === undefined) {
      t.strictSame(tuple, { to, accepted: true })
      t.equal(outcomeOf(bare), 'unknown', 'alone it accepts nobody')
      return
    }
    const smpp = smppName === undefined ? {} : { smpp: { commandStatus: code, name: smppName } }
    const expected = { to, accepted: false, failure: { code: problem, upstreamCode: code, ...smpp } }
    t.strictSame(tuple, expected)
    t.strictSame(bare, expected, 'alone it refuses the whole request in the same words')
    const row = problemOf(problem as ProblemCode)
    t.strictSame([row.status, row.outcome, row.resend], [httpStatus, outcome, resend])
  })
}

t.test('any other number from 0 to 9999 is unknown, and never to be sent again', async (t) => {
  const known = new Set(statusCodeFixtures.map(({ code }) => code))
  const wrong: number[] = []
  for (let code = 0; code <= 9999; code++) {
    if (known.has(code)) continue
    const [result] = readAnswer({ text: `${code}|${to}`, endProven: true }, [to], false)
    const failure = result && !result.accepted ? result.failure : undefined
    const upstreamCode = code === 0 ? undefined : code
    if (failure?.code !== 'upstream-answer-not-understood' || failure.upstreamCode !== upstreamCode) wrong.push(code)
  }
  t.strictSame(wrong, [], 'these codes have a meaning, and no fixture in test/upstream/status-codes.fixtures.ts')
  const row = problemOf('upstream-answer-not-understood')
  t.strictSame([row.status, row.outcome, row.resend], [502, 'unknown', 'forbidden'])
})

t.test('only 1709 says that the same message may be sent again', async (t) => {
  const safe = statusCodeFixtures.filter(({ resend }) => resend === 'safe').map(({ code }) => code)
  t.strictSame(safe, [1709])
})
