import t from 'tap'
import { createPace } from '../../src/journal/pace.ts'

/** A pace after so many quick syncs. */
function createQuick(count: number) {
  const pace = createPace()
  for (let index = 0; index < count; index++) pace.took(0.2, false)
  return pace
}

t.test('nothing is known of a new disk, so its syncs run on the other thread until a hundred were quick', async (t) => {
  t.equal(createQuick(0).syncsHere(1), false)
  t.equal(createQuick(99).syncsHere(1), false)
  t.equal(createQuick(100).syncsHere(1), true)
})

t.test('one slow sync here is enough to send the next hundred to the other thread', async (t) => {
  const pace = createQuick(1_000)
  pace.took(2, true)
  for (let index = 0; index < 100; index++) {
    t.equal(pace.syncsHere(1), false)
    pace.took(1, false)
  }
  t.equal(pace.syncsHere(1), true)
})

t.test('a slow sync elsewhere may be the event loop, so it only takes back a quick one', async (t) => {
  const pace = createQuick(1_000)
  pace.took(2, false)
  t.equal(pace.syncsHere(1), false)
  pace.took(0.2, false)
  t.equal(pace.syncsHere(1), true)
})

t.test('of a disk that takes 2 ms no sync runs here, however long it lasts', async (t) => {
  const pace = createPace()
  for (let index = 0; index < 1_000; index++) {
    t.equal(pace.syncsHere(1), false)
    pace.took(2, false)
  }
})

t.test('a group with the writes of several messages is in company, and so is the one after it', async (t) => {
  const pace = createQuick(100)
  t.equal(pace.startsAtOnce(), true)
  t.equal(pace.syncsHere(2), true)
  t.equal(pace.startsAtOnce(), true)
  t.equal(pace.syncsHere(3), false)
  t.equal(pace.startsAtOnce(), false)
  t.equal(pace.syncsHere(1), true)
  t.equal(pace.startsAtOnce(), true)
})
