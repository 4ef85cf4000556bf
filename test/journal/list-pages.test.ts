import t from 'tap'
import { readPage } from '../../src/journal/list-pages.ts'
import { idOfNumber, naturalNumber } from '../../src/journal/message-number.ts'
import type { JournaledMessage } from '../../src/messages/journal.ts'
import type { ListQuery } from '../../src/messages/message-list.ts'
import { a, caller, start } from './entries.ts'

const newest = naturalNumber(idOfNumber(0)) + start

type Entry = { readonly number: number; readonly matches: boolean; readonly recipientCount: number }

/** A list over entries of an index, newest first, which counts its queries. */
function createList(entries: readonly Entry[]) {
  const asked = { windows: [] as number[], looks: 0 }
  const from = (before: string | undefined) =>
    entries.filter(({ number }) => before === undefined || number < naturalNumber(before))
  const queries = {
    findFirst({ before }: Omit<ListQuery, 'limit'>, until: number | undefined): JournaledMessage | undefined {
      asked.looks++
      const found = from(before).find(({ number, matches }) => matches && number >= (until ?? -Infinity))
      if (found === undefined) return undefined
      const recipients = Array.from({ length: found.recipientCount }, () => ({ to: a, attempts: [], reports: [] }))
      const facts = {
        caller,
        requestId: 'r',
        createdAt: start,
        from: 'ACME',
        deliveryReport: true,
        finished: true,
        resolutions: [],
      }
      return { id: idOfNumber(found.number), ...facts, recipients }
    },
    findWindow({ before }: Omit<ListQuery, 'limit'>, size: number): number | undefined {
      asked.windows.push(size)
      return from(before)[size - 1]?.number
    },
  }
  const read = (limit: number, before?: string) =>
    readPage(queries, (query) => query(), { limit, ...(before !== undefined && { before }) })
  return { asked, read }
}

const createEntries = (count: number, entryAt: (index: number) => Partial<Entry>): readonly Entry[] =>
  Array.from({ length: count }, (_, index) => ({
    number: newest - index,
    matches: true,
    recipientCount: 1,
    ...entryAt(index),
  }))

t.test('a page skips a bounded number of entries in small steps, and the next one continues there', async (t) => {
  const entries = createEntries(4_500, (index) => ({ matches: index === 4_499 }))
  const { asked, read } = createList(entries)
  const pages = []
  for (let before: string | undefined, isFirst = true; isFirst || before !== undefined; isFirst = false) {
    asked.windows = []
    asked.looks = 0
    const page = await read(20, before)
    t.ok(asked.windows.length <= 10 && asked.windows.every((size) => size === 200))
    t.ok(asked.looks <= 12, 'one look at what each step holds')
    pages.push(page.messages.map(({ id }) => id))
    before = page.next
  }
  t.strictSame(pages, [[], [], [idOfNumber(newest - 4_499)]])
})

t.test('a page ends after long lists of recipients, and the next one continues', async (t) => {
  const { read } = createList(createEntries(5, () => ({ recipientCount: 1_000 })))
  const first = await read(20)
  t.equal(first.messages.length, 2)
  const second = await read(20, first.next)
  const third = await read(20, second.next)
  t.strictSame([second.messages.length, third.messages.length, third.next], [2, 1, undefined])
})

t.test('a full page has a next one only if there are more messages', async (t) => {
  const { read } = createList(createEntries(2, () => ({})))
  t.ok((await read(1)).next)
  t.notOk('next' in (await read(2)))
})
