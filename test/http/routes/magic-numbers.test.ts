import t from 'tap'
import { magicNumbers, shownProblems } from '../../../sandbox/magic-numbers.ts'
import { startGateway, validBody } from '../../support/gateway.ts'

t.test('every magic number is listed, and those of a problem are on its page', async (t) => {
  const { get } = await startGateway(t, { mode: 'sandbox' })
  const { json } = await get('/magic-numbers')
  t.strictSame(
    json.numbers.map(({ number }: { number: string }) => number),
    magicNumbers.map(({ number }) => number),
  )
  t.match(
    json.numbers.find(({ name }: { name: string }) => name === 'code-1706'),
    { number: '+99900001706', kind: 'code', expected: 'rejected', problem: 'invalid-destination' },
  )
  t.match((await get('/problems/invalid-destination')).json, {
    upstreamCodes: [1706],
    magicNumbers: ['+99900001706'],
  })
})

t.test('the gateway answers the problem that a number without a code is listed with', async (t) => {
  const { get, post } = await startGateway(t, { mode: 'sandbox' })
  const { json } = await get('/magic-numbers')
  const shown = json.numbers.filter(({ name }: { name: string }) => name in shownProblems)
  t.equal(shown.length, Object.keys(shownProblems).length)
  for (const { number, problem, expected } of shown)
    t.match((await post('/messages', { ...validBody, to: [number] })).json, {
      code: problem,
      recipients: [{ outcome: expected }],
    })
})

t.test('in live mode the catalogue has codes and no numbers of a sandbox', async (t) => {
  const { get } = await startGateway(t)
  const { json } = await get('/problems/insufficient-credit')
  t.strictSame([json.upstreamCodes, json.magicNumbers], [[1025, 1026, 1725, 1726], undefined])
})
