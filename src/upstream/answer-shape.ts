import type { RecipientFailure, RecipientResult } from '../messages/outcome.ts'
import type { AnswerShape } from './observer.ts'
import { statusCodes } from './status-codes.ts'

type Answer = {
  readonly statusCode: number
  readonly text: string
  readonly endProven: boolean
  /** The content coding that could not be decoded. */
  readonly undecoded?: string | undefined
  /** Whether the answer names a number that was not in the request. */
  readonly aboutOthers: boolean
}

type Rule = readonly [shape: AnswerShape, applies: (answer: Answer, failures: readonly RecipientFailure[]) => boolean]

/** The first matching row names the shape. */
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

/** A known refusal that was not trusted. */
const isRefusal = (code: number | undefined): boolean =>
  code !== undefined && statusCodes.get(code)?.problem !== undefined

/** The shape of an answer that was not fully understood; undefined if all of it was. */
export function shapeOf(answer: Answer, results: readonly RecipientResult[]): AnswerShape | undefined {
  if (!answer.aboutOthers && results.every(({ accepted }) => accepted)) return undefined
  const failures = results
    .flatMap((result) => (result.accepted ? [] : [result.failure]))
    .filter(({ code }) => code === 'upstream-answer-not-understood' || code === 'upstream-answer-incomplete')
  if (failures.length === 0 && !answer.aboutOthers) return undefined
  return rules.find(([, applies]) => applies(answer, failures))?.[0]
}
