import t from 'tap'
import { outcomeOf, type RecipientResult } from '../../src/messages/outcome.ts'
import { readAnswer } from '../../src/upstream/answer.ts'
import { createRandom, type Random, runsOf, seed } from './random.ts'

// Correct answers in every documented shape, and random corruptions of them. Reading them must never throw, must give
// one result per destination in order, and must not accept a number without an explicit acceptance for it.

type Truth = { readonly asked: readonly string[]; readonly accepted: ReadonlySet<string>; readonly body: string }

const runs = runsOf(30_000)
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
    if (!accepted.has(number)) return `${random.pick(refusals)}|${echo}${random.pick(['', '|', '|0', '|NA', '|word'])}`
    return random.pick([`1701|${echo}|${randomId(random)}`, `1701|${echo}:${randomId(random)}`, `1701|${echo}`])
  })
  // A stopped batch: the tail after a refusal is missing.
  const stop = random.below(10) === 0 ? asked.findIndex((number) => !accepted.has(number)) : -1
  if (stop >= 0) {
    const answered = new Set(asked.slice(0, stop + 1).filter((number) => accepted.has(number)))
    return { asked, accepted: answered, body: tuples.slice(0, stop + 1).join(',') }
  }
  const separator = random.pick([',', ',', ',', ' , ', ',\n', '\r\n', '<br>'])
  return {
    asked,
    accepted,
    body: shuffled(tuples, random).join(separator) + random.pick(['', '', '\n', ',', '|,\r\n']),
  }
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

/** Every number that the body explicitly accepts: a boundary, 1701, a pipe, digits, and another boundary. */
const explicitlyAccepted = (body: string): ReadonlySet<string> =>
  new Set(
    [...body.matchAll(/(?<=^|,|\s|>|\ufeff)1701[ \t]*\|[ \t]*\+?(\d+)(?=$|[|:,<\s\ufeff])/g)].map(
      (match) => `+${match[1]}`,
    ),
  )

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

t.test(`${runs} mutated answers accept no number that they do not explicitly accept (SEED=${seed})`, async (t) => {
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
      const wholeIsScheduled = scheduled && asked.length === 1 && /^\s*Scheduled\s*\|.+$/is.test(text)
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

/** Any answer at all but one that contradicts itself: true, about others, garbled or none. */
function randomWhole(random: Random): { readonly asked: readonly string[]; readonly body: string } {
  const asked = randomNumbers(random).slice(0, 1 + random.below(3))
  const alone = [...refusals, 9999, 1999, 99, 17061]
  if (random.below(5) === 0)
    return { asked, body: random.pick([...alone.map(String), '200 OK', '17 sent', '<p>1706', '']) }
  const pieces = asked.flatMap((number) => {
    const echo = random.pick([number, number.slice(1), ` ${number}\t`])
    if (random.below(6) === 0) return []
    if (random.below(2) === 0) {
      const tuple = () =>
        `1701|${echo}${random.pick(['', '|', ':', '|id', ':id', '|i d', '|\u00e9', `|${'x'.repeat(257)}`, '|a|b'])}`
      return random.below(3) === 0 ? [tuple(), tuple()] : [tuple()]
    }
    const field = random.pick(['', '', '|', '|0', '|NA', '|a word', '|1701', `|1701|${echo}`, ':0', '|\0', ' sent'])
    return [`${random.pick([...refusals, 1999])}|${echo}${field}`]
  })
  const [first = ''] = asked
  const strays = [`1701|${first}1|id`, `1706|${first}23`, `1706|${first}4|0`, '1701|999123456789|id']
  const others = [...strays, '1706|NA', '1706|NA|0', '1701|NA', '?', '17', '1706', '<p>', '{}', 'Thank you']
  for (let count = random.below(3); count > 0; count--) pieces.push(random.pick(others))
  const body = shuffled(pieces, random)
    .map((piece) => piece + random.pick([',', ',', '\n', ' ,\r\n', '<br>']))
    .join('')
  return { asked, body: random.below(3) === 0 ? body : body.slice(0, -1) }
}

t.test(`a cut answer is never surer than the whole one, and never contradicts it (SEED=${seed})`, async (t) => {
  const random = createRandom(seed)
  const wrong: string[] = []
  const sure = { accepted: 0, rejected: 0 }
  let cutCount = 0
  while (cutCount < runs) {
    const { asked, body } = randomWhole(random)
    const whole = readAnswer({ text: body, endProven: true }, asked, false).map(outcomeOf)
    for (let end = 0; end <= body.length; end++, cutCount++) {
      const text = body.slice(0, end)
      // Four digits for a single destination are trusted: every code that is longer would be no code.
      if (asked.length === 1 && /^\d{4}$/.test(text.trim())) continue
      for (const [index, result] of readAnswer({ text, endProven: false }, asked, false).entries()) {
        const outcome = outcomeOf(result)
        if (outcome === 'accepted' || outcome === 'rejected') sure[outcome]++
        if (outcome !== 'unknown' && outcome !== whole[index])
          wrong.push(
            `${result.to} is ${outcome}, and ${whole[index]} by the whole: ${JSON.stringify({ asked, body, text })}`,
          )
      }
    }
  }
  t.strictSame(wrong.slice(0, 3), [])
  t.ok(Math.min(sure.accepted, sure.rejected) > runs / 100, 'enough of them still said something')
})
