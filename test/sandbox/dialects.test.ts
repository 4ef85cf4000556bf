import t from 'tap'
import type { DialectName } from '../../sandbox/dialects.ts'
import { startSandbox } from './start-sandbox.ts'

const uuid = '[0-9a-f-]{36}'
const schedulePath = '/bulksms/schedulemsg'
const time = { document: ['date', 'time'], colon: ['date', 'time'], classic: ['scheduledate', 'scheduletime'] } as const

const schedule = (dialect: DialectName) => ({
  [time[dialect][0]]: '12/24/2026',
  [time[dialect][1]]: '06:00 pm',
  gmt: 'GMT +01:00',
})

const answers = [
  ['document', '+213550000001', `1701\\|\\+213550000001\\|${uuid}`],
  ['document', '213550000001', `1701\\|213550000001\\|${uuid}`],
  ['classic', '+213550000001', `1701\\|213550000001\\|${uuid}`],
  ['colon', '+213550000001', `1701\\|\\+213550000001:${uuid}`],
  ['document', '+99900001725', '1725\\|\\+99900001725'],
  ['classic', '+99900001725', '1025\\|99900001725'],
  ['classic', '+99900001732', '1032\\|99900001732'],
  ['classic', '+99910000006', '1025\\|99910000006'],
  ['colon', '+99900001732', '1732\\|\\+99900001732'],
  ['document', '12,+213550000001', `1706\\|12,1701\\|\\+213550000001\\|${uuid}`],
  ['document', 'a|b', '1706\\|NA'],
  ['classic', '12,+213550000001', `1706\\|NA,1701\\|213550000001\\|${uuid}`],
] as const

for (const [dialect, destination, pattern] of answers) {
  t.test(`${dialect} answers ${destination} with ${pattern}`, async (t) => {
    const { answerTo, inbox } = await startSandbox(t, { dialect })
    t.match(await answerTo({ destination }), new RegExp(`^${pattern}$`))
    t.equal(inbox.receivedCount(), 1)
  })
}

const scheduledAnswers = [
  ['document', '+213550000001', `1701\\|\\+213550000001\\|${uuid}`],
  ['colon', '+213550000001', `1701\\|\\+213550000001:${uuid}`],
  ['classic', '+213550000001', `Scheduled\\|${uuid}`],
  ['classic', '+213550000001,+213550000002', `Scheduled\\|${uuid}`],
  ['classic', '+213550000001,+99900001706', `Scheduled\\|${uuid},1706\\|99900001706`],
] as const

for (const [dialect, destination, pattern] of scheduledAnswers) {
  t.test(`${dialect} answers a schedule for ${destination} with ${pattern}`, async (t) => {
    const { answerTo, inbox } = await startSandbox(t, { dialect })
    t.match(await answerTo({ destination, ...schedule(dialect) }, schedulePath), new RegExp(`^${pattern}$`))
    t.equal(inbox.entries()[0]?.message?.schedule?.sendAt, '2026-12-24T17:00:00.000Z')
  })
}

t.test("a schedule in another dialect's parameters is refused by 1702", async (t) => {
  for (const [dialect, other] of [
    ['document', 'classic'],
    ['classic', 'document'],
  ] as const) {
    const { answerTo, inbox } = await startSandbox(t, { dialect })
    t.equal(await answerTo(schedule(other), schedulePath), '1702')
    t.equal(inbox.receivedCount(), 1)
  }
})
