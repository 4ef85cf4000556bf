import { type AnswerShape, answerShapes } from './observer.ts'
import { redactAnswer } from './redaction.ts'

/** An answer that was not understood, without anything that was sent or could tell a person. Instants in ms since 1970. */
export type AnswerSample = {
  readonly shape: AnswerShape
  readonly statusCode: number
  readonly sample: string
  readonly count: number
  readonly firstSeenAt: number
  readonly lastSeenAt: number
}

export type AnswerSamples = {
  /** @param sent what the GET carried */
  add(
    answer: { readonly shape: AnswerShape; readonly statusCode: number; readonly text: string },
    sent: readonly string[],
  ): void
  /** How many answers of each shape there were, those included of which no sample is left. */
  counts(): Readonly<Record<AnswerShape, number>>
  /** The last seen first. */
  list(): readonly AnswerSample[]
}

/** Enough to see what an upstream has changed; with the length, a bound of some 15 KB. */
const maxSamples = 50
const maxSampleCharacters = 300

/**
 * Keeps what the upstream says and the gateway does not understand, for people who must find out what has changed. Each
 * is `unknown` to its caller, and nobody else would ever see it.
 *
 * @param now milliseconds since 1970
 */
export function createAnswerSamples(now: () => number): AnswerSamples {
  const counts = Object.fromEntries(answerShapes.map((shape) => [shape, 0])) as Record<AnswerShape, number>
  /** In the order of their last time: the first one has been seen least recently. */
  const samples = new Map<string, AnswerSample>()

  return {
    add({ shape, statusCode, text }, sent) {
      counts[shape]++
      const sample = redactAnswer(text, sent).slice(0, maxSampleCharacters)
      const key = `${shape} ${statusCode} ${sample}`
      const known = samples.get(key)
      samples.delete(key)
      const seenAt = now()
      const { count, firstSeenAt } = known ?? { count: 0, firstSeenAt: seenAt }
      samples.set(key, { shape, statusCode, sample, count: count + 1, firstSeenAt, lastSeenAt: seenAt })
      const [oldest] = samples.keys()
      if (samples.size > maxSamples && oldest !== undefined) samples.delete(oldest)
    },
    counts: () => ({ ...counts }),
    list: () => [...samples.values()].reverse(),
  }
}
