import { type AnswerShape, answerShapes } from './observer.ts'
import { redactAnswer } from './redaction.ts'

/** An answer that was not understood, with all sent values and personal data removed. Instants in ms since 1970. */
export type AnswerSample = {
  readonly shape: AnswerShape
  readonly statusCode: number
  readonly sample: string
  readonly count: number
  readonly firstSeenAt: number
  readonly lastSeenAt: number
}

export type AnswerSamples = {
  /** @param sent the values in the GET */
  add(
    answer: { readonly shape: AnswerShape; readonly statusCode: number; readonly text: string },
    sent: readonly string[],
  ): void
  /** The number of answers by shape, including those whose sample has been dropped. */
  counts(): Readonly<Record<AnswerShape, number>>
  /** Most recently seen first. */
  list(): readonly AnswerSample[]
}

/** Enough to show what an upstream has changed. Together with the sample length this bounds memory at about 15 KB. */
const maxSamples = 50
const maxSampleCharacters = 300

/**
 * Keeps upstream answers that the gateway did not understand, so that operators can find out what has changed. The
 * caller only sees `unknown`, and the answer would otherwise be lost.
 *
 * @param now milliseconds since 1970
 */
export function createAnswerSamples(now: () => number): AnswerSamples {
  const counts = Object.fromEntries(answerShapes.map((shape) => [shape, 0])) as Record<AnswerShape, number>
  /** Ordered by last occurrence: the first entry is the least recently seen. */
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
