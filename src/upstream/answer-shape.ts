import type { RecipientFailure, RecipientResult } from '../messages/outcome.ts'
import type { AnswerShape } from './observer.ts'
import { statusCodes } from './status-codes.ts'

type Answer = {
  readonly statusCode: number
  readonly text: string
  readonly endProven: boolean
  /** The content coding that could not be undone. */
  readonly undecoded?: string | undefined
  /** It names a number that was not asked for. */
  readonly aboutOthers: boolean
}

type Rule = readonly [shape: AnswerShape, applies: (answer: Answer, failures: readonly RecipientFailure[]) => boolean]

/** The first that applies names the answer. */
const rules: readonly Rule[] = [
  ['http-status', ({ statusCode }) => statusCode !== 200],
  ['encoded', ({ undecoded }) => undecoded !== undefined],
  ['empty', ({ text }) => text.trim() === ''],
  ['html', ({ text }) => /^\s*</.test(text)],
  ['json', ({ text }) => /^\s*[[{]/.test(text)],
  ['doubtful', (_answer, failures) => failures.some(({ upstreamCode }) => isRefusal(upstreamCode))],
  ['unknown-code', (_answer, failures) => failures.some(({ upstreamCode }) => upstreamCode !== undefined)],
  ['foreign-number', ({ aboutOthers }) => aboutOthers],
  ['incomplete', (_answer, failures) => failures.every(({ code }) => code === 'upstream-answer-incomplete')],
  ['cut', ({ endProven }) => !endProven],
  ['text', () => true],
]

/** A refusal that is known, and was not trusted. */
const isRefusal = (code: number | undefined): boolean =>
  code !== undefined && statusCodes.get(code)?.problem !== undefined

/** In what way an answer was not understood; undefined where all of it was. */
export function shapeOf(answer: Answer, results: readonly RecipientResult[]): AnswerShape | undefined {
  if (!answer.aboutOthers && results.every(({ accepted }) => accepted)) return undefined
  const failures = results
    .flatMap((result) => (result.accepted ? [] : [result.failure]))
    .filter(({ code }) => code === 'upstream-answer-not-understood' || code === 'upstream-answer-incomplete')
  if (failures.length === 0 && !answer.aboutOthers) return undefined
  return rules.find(([, applies]) => applies(answer, failures))?.[0]
}
