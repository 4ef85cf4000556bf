import { createRandom, type Random } from '../../test/upstream/random.ts'
import { type FuzzCase, formatCase } from './fuzz-case.ts'
import { jsonMutations, readableMutations } from './json-mutations.ts'
import { createRawCase } from './raw-requests.ts'
import { createRequestCase } from './request-mutations.ts'
import { mutations, replaceAnything, schemas } from './schema-mutations.ts'
import { createValidMessage, numberOf, textMark } from './valid-messages.ts'

type Make = (index: number, random: Random) => FuzzCase

/** The kinds of requests, in percent. */
const shares: readonly (readonly [number, Make])[] = [
  [10, createAcceptedCase],
  [30, createSchemaCase],
  [10, createJudgedCase],
  [20, createJsonCase],
  [5, createReadableCase],
  [15, (index, random) => createRequestCase(plainJson(index), random, index)],
  [10, (index, random) => createRawCase(plainJson(index), [numberOf(index)], random)],
]

/** The request for a seed and an index: always the same, except for the times of scheduled messages. */
export function createCase(seed: number, index: number): FuzzCase {
  // Both numbers affect the whole state, so that neighbouring indexes give different requests.
  const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b))
  let drawn = random.below(100)
  for (const [share, make] of shares) {
    if (drawn < share) return make(index, random)
    drawn -= share
  }
  throw new Error('The shares are not a hundred')
}

/** A message of single-byte characters, so that its length is its size. */
const plainJson = (index: number): string => JSON.stringify({ to: [numberOf(index)], text: `${textMark} ${index}` })

function createAcceptedCase(index: number, random: Random): FuzzCase {
  const { path, body, to } = createValidMessage(index, random)
  const bytes = formatCase({ path, body: JSON.stringify(body) })
  return { name: 'a valid message', bytes, connection: 'shared', expected: { kind: 'accepted', to } }
}

function createSchemaCase(index: number, random: Random): FuzzCase {
  const { path, schema, body } = createValidMessage(index, random)
  const { name, pointer, apply } = random.pick(mutations[schema])
  return {
    name,
    bytes: formatCase({ path, body: JSON.stringify(apply(body)) }),
    connection: 'shared',
    expected: { kind: 'refused', status: 400, code: 'invalid-request', pointer },
  }
}

function createJudgedCase(index: number, random: Random): FuzzCase {
  const { path, schema, body } = createValidMessage(index, random)
  const json = JSON.stringify(replaceAnything(body, random, schemas[schema]))
  return {
    name: 'a message with any value in the place of a field',
    bytes: formatCase({ path, body: json }),
    connection: 'shared',
    expected: { kind: 'judged', schema, body: json },
  }
}

function createJsonCase(index: number, random: Random): FuzzCase {
  const { path, body } = createValidMessage(index, random)
  const [name, apply] = random.pick(jsonMutations)
  return {
    name,
    bytes: formatCase({ path, body: apply(JSON.stringify(body), random) }),
    connection: 'shared',
    expected: { kind: 'refused', status: 400, code: 'malformed-request' },
  }
}

function createReadableCase(index: number, random: Random): FuzzCase {
  const [name, pointer, apply] = random.pick(readableMutations)
  return {
    name,
    bytes: formatCase({ body: apply(plainJson(index)) }),
    connection: 'shared',
    expected: { kind: 'refused', status: 400, code: 'invalid-request', pointer },
  }
}
