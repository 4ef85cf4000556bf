import t from 'tap'
import { createCreatedHours } from '../../../src/journal/postgres/created-hours.ts'
import { formatGroup } from '../../../src/journal/postgres/group.ts'
import { formatJson } from '../../../src/journal/postgres/json.ts'
import { beginChange, endChange, finishChange, reopenChange, startChange } from '../../../src/journal/postgres/write.ts'
import { a, b, newMessage, standings, start } from '../entries.ts'

const one = newMessage({ to: [a, b] })
const other = newMessage()

const stagesOf = (text: string) =>
  (JSON.parse(text).stages as Record<string, { x: number }[]>[]).map((stage) =>
    Object.fromEntries(Object.entries(stage).map(([kind, rows]) => [kind, rows.map(({ x }) => x)])),
  )

t.test('writes of different messages share a stage, and those of one message keep their order', async (t) => {
  const ended = finishChange(one.id, { waits: true, open: false })
  const text = formatGroup(
    [
      beginChange(one, { sending: [a] }),
      beginChange(other, { sending: [a] }),
      endChange(one.id, [standings.refused(a)], [0], start),
      startChange(one.id, [0], start),
      endChange(one.id, [standings.accepted(a)], [0], start),
      ended,
      reopenChange(one.id, {}),
      reopenChange(one.id, {}),
    ],
    start,
    createCreatedHours(),
  )
  t.strictSame(stagesOf(text), [
    { begins: [0, 1], ends: [2] },
    { starts: [3], ends: [4], finishes: [5], reopens: [6] },
    { reopens: [7] },
  ])
  t.match(JSON.parse(text), { seenAt: start, ended: [a, a], offsets: [{ low: 0, high: 0 }] })
})

t.test('the offsets of an hour are written once they are new, and again only if they grow', async (t) => {
  const hours = createCreatedHours()
  const at = (minutes: number, offsetMs: number) => ({ idAt: start + minutes * 60_000, offsetMs })
  t.strictSame(hours.missing([at(1, 5), at(2, 1_400)]), [{ hour: start, low: 0, high: 2_000 }])
  t.equal(hours.missing([at(1, 5)]).length, 1, 'until they are durable')
  hours.learn([at(1, 5), at(2, 1_400)])
  t.strictSame(hours.missing([at(3, 0), at(4, 1_999)]), [])
  t.strictSame(hours.missing([at(5, -1)]), [{ hour: start, low: -1_000, high: 2_000 }])
  t.equal(hours.missing([at(61, 5)]).length, 1, 'another hour')
})

t.test('what the text of PostgreSQL cannot hold is replaced, and nothing else', async (t) => {
  const kept = ['plain', '"quoted"', 'back\\slash', '\\u0000 as text', 'é😀', '\u0001']
  t.strictSame(JSON.parse(formatJson(kept)), kept)
  t.strictSame(JSON.parse(formatJson(['a\0b', '\ud800', '\\u0000'])), ['a\ufffdb', '\ufffd', '\\u0000'])
})
