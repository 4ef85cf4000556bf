import t from 'tap'
import { anonymous, type Caller } from '../../src/messages/caller.ts'
import { findForbidden } from '../../src/messages/permission.ts'
import type { Content } from '../../src/sms/message.ts'

const text: Content = { kind: 'text', text: 'Hi', encoding: 'gsm7', flash: false, segments: 2 }
const message = { from: 'ACME', to: ['+213550000001', '+33600000001'], content: text }
const sender = { pointer: '/from', message: 'is a sender that this caller may not use' }
const number = (index: number) => ({ pointer: `/to/${index}`, message: 'is a number that this caller may not send to' })

const rows: readonly (readonly [what: string, limits: Partial<Caller>, expected: readonly unknown[]])[] = [
  ['no limits', {}, []],
  ['the sender', { senders: ['Other', 'ACME'] }, []],
  ['another sender', { senders: ['Other'] }, [sender]],
  ['the sender in other letters, which is another one', { senders: ['acme'] }, [sender]],
  ['one of the prefixes for each', { destinationPrefixes: ['+213', '+336'] }, []],
  ['a prefix for one', { destinationPrefixes: ['+213'] }, [number(1)]],
  [
    'a prefix matches the start of a number, not its middle',
    { destinationPrefixes: ['+55', '+2135500000011'] },
    [number(0), number(1)],
  ],
  ['both', { senders: ['Other'], destinationPrefixes: ['+33'] }, [sender, number(0)]],
  ['as much as a day has', { dailySegments: 4 }, []],
  [
    'more than the daily quota',
    { dailySegments: 3 },
    [{ pointer: '/to', message: 'takes 4 segments in all, and this caller has 3 a day' }],
  ],
]

for (const [what, limits, expected] of rows) {
  t.test(`a message that its caller may not send is refused: ${what}`, async (t) => {
    t.strictSame(findForbidden(message, { ...anonymous, ...limits }), expected)
  })
}

t.test('a WAP push counts as one segment for each recipient', async (t) => {
  const wapPush = { ...message, content: { kind: 'wap-push', title: 'Hi', url: 'https://example.com' } as const }
  t.strictSame(findForbidden(wapPush, { ...anonymous, dailySegments: 2 }), [])
  t.equal(findForbidden(wapPush, { ...anonymous, dailySegments: 1 }).length, 1)
})
