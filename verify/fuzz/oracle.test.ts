import t from 'tap'
import type { WireAnswer } from './answer-reader.ts'
import type { Expected } from './fuzz-case.ts'
import { judge } from './oracle.ts'
import { textMark } from './valid-messages.ts'

const problem = {
  type: '/problems/invalid-request',
  title: 'The request is not valid',
  status: 400,
  detail: 'It is not.',
  code: 'invalid-request',
  requestId: 'r-1',
  violations: [{ pointer: '/to/0', message: 'must be right' }],
}
const refusal = (changes: object = {}, status = 400, contentType = 'application/problem+json'): WireAnswer => ({
  status,
  headers: new Map([
    ['content-type', contentType],
    ['x-request-id', 'r-1'],
  ]),
  body: JSON.stringify({ ...problem, ...changes }),
})
const acceptance = (...to: readonly string[]): WireAnswer => ({
  status: 201,
  headers: new Map(),
  body: JSON.stringify({ recipients: to.map((number) => ({ to: number, outcome: 'accepted' })) }),
})

const refused: Expected = { kind: 'refused', status: 400, code: 'invalid-request', pointer: '/to' }
const accepted: Expected = { kind: 'accepted', to: ['+1', '+2'] }
const invalid: Expected = { kind: 'judged', schema: 'SendMessage', body: '{"to":[]}' }

const faultsOf = (expected: Expected, answers: readonly WireAnswer[], connection: 'shared' | 'own' = 'shared') =>
  judge({ connection, expected }, answers, new Map())

t.test('an expected answer is not a violation', async (t) => {
  t.strictSame(faultsOf(refused, [refusal()]), [])
  t.strictSame(faultsOf(accepted, [acceptance('+1', '+2')]), [])
  t.strictSame(faultsOf(invalid, [refusal()]), [])
  t.strictSame(faultsOf({ kind: 'refused' }, [refusal(), refusal()], 'own'), [])
  t.strictSame(faultsOf({ kind: 'open' }, []), [])
})

t.test('every broken rule is a violation', async (t) => {
  const rows: readonly [name: string, expected: Expected, answers: readonly WireAnswer[], connection?: 'own'][] = [
    ['no answer', refused, []],
    ['two answers', refused, [refusal(), refusal()]],
    ['a second request that was served', { kind: 'refused' }, [refusal(), acceptance('+1')], 'own'],
    ['an error of the gateway', { kind: 'open' }, [refusal({ status: 500 }, 500)]],
    ['an invalid body that was accepted', refused, [acceptance('+1')]],
    ['a body that the description forbids', invalid, [acceptance('+1')]],
    ['other recipients', accepted, [acceptance('+1')]],
    ['another status', refused, [refusal({ status: 404 }, 404)]],
    ['another problem', refused, [refusal({ code: 'malformed-request', type: '/problems/malformed-request' })]],
    ['another field', refused, [refusal({ violations: [{ pointer: '/text' }] })]],
    ['two statuses', refused, [refusal({ status: 422 })]],
    ['a page of another type', refused, [refusal({ type: '/problems/x' })]],
    ['an unknown code', { kind: 'refused' }, [refusal({ code: 'x', type: '/problems/x' })]],
    ['no problem', refused, [refusal({}, 400, 'application/json')]],
    ['another request id', refused, [refusal({ requestId: 'r-2' })]],
    ['the text, repeated', refused, [refusal({ detail: textMark })]],
  ]
  for (const [name, expected, answers, connection] of rows)
    t.equal(faultsOf(expected, answers, connection).length, 1, name)
})

t.test('what an answer says was sent is counted for each recipient', async (t) => {
  const told = new Map<string, number>()
  judge({ connection: 'shared', expected: accepted }, [acceptance('+1', '+2')], told)
  judge({ connection: 'own', expected: { kind: 'open' } }, [acceptance('+2')], told)
  t.strictSame(Object.fromEntries(told), { '+1': 1, '+2': 2 })
})
