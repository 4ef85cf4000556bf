import t from 'tap'
import { magicNumbers } from '../../sandbox/magic-numbers.ts'
import { credential } from '../../test/support/gateway.ts'
import { getBytes } from '../../test/support/raw-client.ts'
import { recipientOf, soakedNumbers, startSoakUpstream, textOf } from './soak-upstream.ts'

const numberOf = (name: string) => magicNumbers.find((magic) => magic.name === name)?.number ?? ''

async function start(t: { teardown(act: () => Promise<void>): void }) {
  const upstream = await startSoakUpstream()
  t.teardown(upstream.close)
  const submit = (index: number, destinations: readonly string[]) => {
    const parameters = { ...credential, type: '0', dlr: '1', destination: destinations.join(), source: 'ACME' }
    const query = new URLSearchParams({ ...parameters, message: textOf(index) })
    return getBytes(upstream.origin, `/bulksms/bulksms?${query}`)
  }
  return { upstream, submit }
}

t.test('a recipient that arrives a second time is a duplicate, regardless of the rest of the list', async (t) => {
  const { upstream, submit } = await start(t)
  await submit(70_000, [recipientOf(70_000, 0), recipientOf(70_000, 1)])
  await submit(70_001, [recipientOf(70_001, 0)])
  t.strictSame(upstream.doubles, [])
  await submit(70_000, [recipientOf(70_000, 1)])
  t.strictSame(upstream.doubles, [`message 70000 arrived for ${recipientOf(70_000, 1)} 2 times`])
  t.equal(upstream.getCount(), 3)
  t.equal(upstream.arrivals(70_000, recipientOf(70_000, 0)), 1)
  t.equal(upstream.arrivals(70_000, recipientOf(70_000, 1)), 2)
  t.equal(upstream.arrivals(70_002, recipientOf(70_002, 0)), 0)
})

t.test('magic numbers are counted per message, and only those that answer 1709 may arrive again', async (t) => {
  const { upstream, submit } = await start(t)
  const [refused, busy] = [numberOf('code-1706'), numberOf('code-1709')]
  for (const index of [1, 2]) await submit(index, [refused])
  for (const _ of [1, 2, 3]) await submit(3, [busy])
  t.strictSame(upstream.doubles, [])
  t.equal(upstream.arrivals(3, busy), 3)
  await submit(1, [refused])
  t.strictSame(upstream.doubles, [`message 1 arrived for ${refused} 2 times`])
})

t.test('numbers that stop the whole account are not used', async (t) => {
  const names = soakedNumbers.map(({ name }) => name)
  t.notOk(names.includes('code-1703'))
  t.ok(names.includes('reset-after-request') && names.includes('code-1709') && names.includes('refuse-next'))
})
