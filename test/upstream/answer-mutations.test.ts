import t from 'tap'
import { outcomeOf, type RecipientResult } from '../../src/domain/outcome.ts'
import { readAnswer } from '../../src/upstream/answer.ts'
import { createRandom, type Random, seed } from './random.ts'

// Truthful answers in every documented shape, and what is left of them after noise on the line. Whatever comes: no
// throw, one result for each destination in order, and nobody accepted without an explicit word for that very number.

type Truth = { readonly asked: readonly string[]; readonly accepted: ReadonlySet<string>; readonly body: string }

const runs = 100_000
const refusals = [8, 16, 18, 69, 88, 255, 1025, 1028, 1703, 1705, 1706, 1707, 1709, 1710, 1715, 1725, 1732]

/** Numbers near each other: some begin with others, most share long beginnings. */
function randomNumbers(random: Random): readonly string[] {
  const start = `+${1 + random.below(9)}${random.below(1000)}550`
  const numbers = new Set<string>()
  while (numbers.size < 5) numbers.add(start + '1'.repeat(random.below(4)) + random.below(200))
  return [...numbers].slice(0, 1 + random.below(5))
}

const randomId = (random: Random): string =>
  random.pick(['', String(random.below(1e9)), `${random.below(1e9).toString(16)}-4b0e-9c59`, 'a.b_c:d', '1701'])

function shuffled(tuples: readonly string[], random: Random): readonly string[] {
  const left = [...tuples]
  return tuples.map(() => left.splice(random.below(left.length), 1)[0] ?? '')
}

function randomTruth(random: Random): Truth {
  const asked = randomNumbers(random)
  if (random.below(20) === 0) return { asked, accepted: new Set(), body: String(random.pick(refusals)) }
  const accepted = new Set(asked.filter(() => random.below(3) > 0))
  const tuples = asked.map((number) => {
    const echo = random.below(2) === 0 ? number : number.slice(1)
    if (!accepted.has(number)) return `${random.pick(refusals)}|${echo}${random.pick(['', '|'])}`
    return random.pick([`1701|${echo}|${randomId(random)}`, `1701|${echo}:${randomId(random)}`, `1701|${echo}`])
  })
  // A stopped batch: the tail is missing, behind a refusal.
  const stop = random.below(10) === 0 ? asked.findIndex((number) => !accepted.has(number)) : -1
  if (stop >= 0) {
    const answered = new Set(asked.slice(0, stop + 1).filter((number) => accepted.has(number)))
    return { asked, accepted: answered, body: tuples.slice(0, stop + 1).join(',') }
  }
  return { asked, accepted, body: shuffled(tuples, random).join(',') + random.pick(['', '', '\n', '\r\n']) }
}

type Mutation = (body: Buffer, other: Buffer, random: Random) => Buffer
const noise = [
  '1701|',
  '1701',
  '|',
  ',',
  ':',
  '+',
  '0',
  'NA',
  '1706|NA',
  'Scheduled|x',
  '\0',
  '\ufeff',
  '\r\n',
  '<br>',
  '"',
]

const mutations: Readonly<Record<string, Mutation>> = {
  'flip a bit': (body, _other, random) => {
    const flipped = Buffer.from(body)
    const at = random.below(body.length)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8))
    return flipped
  },
  'cut the end': (body, _other, random) => body.subarray(0, random.below(body.length + 1)),
  'cut the beginning': (body, _other, random) => body.subarray(random.below(body.length + 1)),
  'cut something out': (body, _other, random) => {
    const from = random.below(body.length + 1)
    return Buffer.concat([body.subarray(0, from), body.subarray(from + random.below(body.length - from + 1))])
  },
  insert: (body, _other, random) => {
    const at = random.below(body.length + 1)
    return Buffer.concat([body.subarray(0, at), Buffer.from(random.pick(noise)), body.subarray(at)])
  },
  'swap two tuples': (body, _other, random) =>
    Buffer.from(shuffled(body.toString('latin1').split(','), random).join(','), 'latin1'),
  'say a tuple twice': (body, _other, random) => {
    const tuples = body.toString('latin1').split(',')
    return Buffer.from([...tuples, random.pick(tuples)].join(','), 'latin1')
  },
  'splice with another answer': (body, other, random) =>
    Buffer.concat([body.subarray(0, random.below(body.length + 1)), other.subarray(random.below(other.length + 1))]),
  'append another answer': (body, other) => Buffer.concat([body, other]),
  'change a digit': (body, _other, random) => {
    const at = random.below(body.length)
    const digit = String(random.below(10)).charCodeAt(0)
    return Buffer.from(body.map((byte, index) => (index === at && byte >= 0x30 && byte <= 0x39 ? digit : byte)))
  },
}
const mutationNames = Object.keys(mutations)

/** Every number that the body accepts in so many words: behind a border, 1701, a bar, digits, another border. */
const explicitlyAccepted = (body: string): ReadonlySet<string> =>
  new Set([...body.matchAll(/(?<=^|,|\s|\ufeff)1701\|\+?(\d+)(?=$|[|:,\s\ufeff])/g)].map((match) => `+${match[1]}`))

const isForEach = (results: readonly RecipientResult[], asked: readonly string[]): boolean =>
  results.length === asked.length && results.every((result, index) => result.to === asked[index])

t.test(`the generator is truthful: ${runs / 10} answers are read as they were meant (SEED=${seed})`, async (t) => {
  const random = createRandom(seed)
  const wrong: string[] = []
  for (let run = 0; run < runs / 10; run++) {
    const { asked, accepted, body } = randomTruth(random)
    const results = readAnswer({ text: body, endProven: true }, asked, false)
    const read = results.filter((result) => result.accepted).map((result) => result.to)
    if (!isForEach(results, asked) || read.join() !== asked.filter((number) => accepted.has(number)).join()) {
      wrong.push(`run ${run}: ${JSON.stringify({ asked, body, results })}`)
    }
  }
  t.strictSame(wrong.slice(0, 3), [])
})

t.test(`${runs} mutated answers accept nobody whom they do not accept in so many words (SEED=${seed})`, async (t) => {
  const random = createRandom(seed)
  const wrong: string[] = []
  let acceptedCount = 0
  for (let run = 0; run < runs; run++) {
    const { asked, body } = randomTruth(random)
    let bytes = Buffer.from(body)
    const names = Array.from({ length: 1 + random.below(3) }, () => random.pick(mutationNames))
    for (const name of names) {
      if (bytes.length > 0)
        bytes = Buffer.from(mutations[name]?.(bytes, Buffer.from(randomTruth(random).body), random) ?? bytes)
    }
    const text = bytes.toString('utf8')
    const endProven = random.below(2) === 0
    const scheduled = random.below(4) === 0
    const context = () => `run ${run}: ${JSON.stringify({ names, asked, text, endProven, scheduled })}`
    try {
      const results = readAnswer({ text, endProven }, asked, scheduled)
      if (!isForEach(results, asked)) wrong.push(`${context()}: not one result for each`)
      const explicit = explicitlyAccepted(text)
      const wholeIsScheduled = scheduled && asked.length === 1 && /^\s*Scheduled\|\S+\s*$/.test(text)
      for (const result of results) {
        if (!result.accepted) continue
        acceptedCount++
        if (!explicit.has(result.to) && !wholeIsScheduled) wrong.push(`${context()}: ${result.to} accepted`)
      }
    } catch (error) {
      wrong.push(`${context()}: ${error}`)
    }
  }
  t.strictSame(wrong.slice(0, 3), [])
  t.ok(acceptedCount > runs / 10, 'enough of them still accepted somebody for this to mean something')
})

t.test(
  `a truthful answer cut anywhere refuses nobody who was accepted, and accepts nobody else (SEED=${seed})`,
  async (t) => {
    const random = createRandom(seed)
    const wrong: string[] = []
    let cutCount = 0
    while (cutCount < runs) {
      const { asked, accepted, body } = randomTruth(random)
      for (let end = 0; end <= body.length; end++, cutCount++) {
        const text = body.slice(0, end)
        for (const result of readAnswer({ text, endProven: false }, asked, false)) {
          const outcome = outcomeOf(result)
          const contradicts = accepted.has(result.to) ? outcome === 'rejected' : outcome === 'accepted'
          if (contradicts) wrong.push(`${result.to} is ${outcome}: ${JSON.stringify({ asked, body, text })}`)
        }
      }
    }
    t.strictSame(wrong.slice(0, 3), [])
  },
)
