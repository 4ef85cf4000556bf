import t from 'tap'
import {
  lowestNumberAt,
  naturalNumber,
  nextNumber,
  numbersPerMs,
  possibleNumbers,
} from '../../src/journal/message-number.ts'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import { caller, find, newMessage, start } from './entries.ts'
import { openSqlite } from './open-sqlite.ts'

/** An id of that instant with the 12 bits that make the rest of its number. */
const idOf = (at: number, bits: number, tail = '0'): string => {
  const time = at.toString(16).padStart(12, '0')
  const within = bits.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${within}-8000-00000000000${tail}`
}

t.test('numbers are ordered as ids are, and begin with their time', async (t) => {
  const ids = [idOf(start - 1, 4095), idOf(start, 0), idOf(start, 1), idOf(start, 4095), idOf(start + 1, 0)]
  const numbers = ids.map(naturalNumber)
  t.strictSame(
    numbers.toSorted((one, other) => one - other),
    numbers,
  )
  t.equal(naturalNumber(idOf(start, 0)), lowestNumberAt(start))
  t.equal(lowestNumberAt(start + 1) - lowestNumberAt(start), numbersPerMs)
  for (let index = 0; index < 1_000; index++) {
    const id = createMessageId(start)
    const [least, most] = possibleNumbers(id)
    t.ok(least <= naturalNumber(id) && naturalNumber(id) <= most)
    t.strictSame([least, most], [lowestNumberAt(start), lowestNumberAt(start + 1) - 1])
  }
})

t.test('numbers are exact from 1970 to 2089', async (t) => {
  for (const year of [1970, 2020, 2026, 2089]) {
    const at = Date.UTC(year, 0)
    t.ok(Number.isSafeInteger(lowestNumberAt(at)), String(year))
    t.strictSame(possibleNumbers(idOf(at, 4095)), [lowestNumberAt(at), lowestNumberAt(at) + 4095])
  }
})

t.test(
  'after the last number of a millisecond comes its first, so that none is left out and none leaves it',
  async (t) => {
    for (const at of [start, Date.UTC(1971, 3)]) {
      const seen = new Set<number>()
      let number = naturalNumber(idOf(at, 4000))
      for (let count = 0; count < numbersPerMs; count++) {
        seen.add(number)
        number = nextNumber(number)
      }
      t.equal(seen.size, numbersPerMs)
      t.equal(Math.min(...seen), lowestNumberAt(at))
      t.equal(Math.max(...seen), lowestNumberAt(at + 1) - 1)
    }
  },
)

t.test('messages whose ids map to the same number all get one, and are found by their ids', async (t) => {
  const { journal } = await openSqlite(t, { retentionMs: 1 })
  const messages = ['1', '2', '3', '4'].map((tail) => newMessage({ id: idOf(start, 4094, tail) }))
  await Promise.all(messages.map((message) => journal.begin(message, { sending: message.to })))
  for (const message of messages) t.equal((await find(journal, message)).id, message.id)
  const listed = (await journal.listMessages({ caller, limit: 9 })).messages.map(({ id }) => id)
  t.strictSame(
    listed.toSorted(),
    messages.map(({ id }) => id),
  )
  const pages: string[] = []
  for (let before: string | undefined; ; before = pages.at(-1)) {
    const {
      messages: [message],
    } = await journal.listMessages({ caller, limit: 1, ...(before !== undefined && { before }) })
    if (message === undefined) break
    pages.push(message.id)
  }
  t.strictSame(pages, listed, 'page by page as at once')
  const [again = newMessage()] = messages
  await journal.finish(again.id)
  await t.rejects(journal.begin(again, { sending: [] }), 'an id stands there once')
})
