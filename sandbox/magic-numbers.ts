import type { RecipientProblemCode } from '../src/messages/problems.ts'
import { statusCodes } from '../src/upstream/status-codes.ts'
import { faultNumbers } from './magic-faults.ts'
import { reportNumbers } from './magic-reports.ts'
import type { MagicNumber } from './magic-row.ts'
import { shapeNumbers } from './magic-shapes.ts'

/**
 * Refusals that leave open whether the message was sent: 8 and 1710 internal error, 1715 response timeout. Repeated
 * here because the sandbox must not share the gateway's assumptions; a test compares it with the table of problems.
 */
const unsettledCodes: readonly number[] = [8, 1710, 1715]

const codeNumbers = [...statusCodes].map(([code, row]): MagicNumber => {
  const expected = code === 1701 ? 'accepted' : unsettledCodes.includes(code) ? 'unknown' : 'rejected'
  const number = `+9990000${String(code).padStart(4, '0')}`
  return { number, name: `code-${code}`, kind: 'code', description: `Code ${code}: ${row.meaning}.`, expected, code }
})

/** Every magic number: the codes in ascending order, then the answer shapes, then the transport faults, then the delivery reports. */
export const magicNumbers: readonly MagicNumber[] = [
  ...codeNumbers.sort((a, b) => (a.code ?? 0) - (b.code ?? 0)),
  ...Object.entries(shapeNumbers).map(([name, row]) => ({ name, ...row })),
  ...Object.entries(faultNumbers).map(([name, row]) => ({ name, ...row })),
  ...Object.entries(reportNumbers).map(([name, row]) => ({ name, ...row })),
]

/**
 * By the name of a magic number without a code of its own: the problem that a client should report. One number for each
 * such problem; a test compares it with what the gateway answers.
 */
export const shownProblems: Readonly<Record<string, RecipientProblemCode>> = {
  'wrong-destination': 'upstream-answer-incomplete',
  'free-text': 'upstream-answer-not-understood',
  'reset-after-request': 'outcome-unknown',
}

/** The magic numbers by digits, because a destination may be sent without its `+`. */
export const magicNumbersByDigits: ReadonlyMap<string, MagicNumber> = new Map(
  magicNumbers.map((magic) => [magic.number.slice(1), magic]),
)

/** The code that a number requests: the four digits after +9990000, even if the code is undefined. */
export function codeOfNumber(digits: string): number | undefined {
  const code = /^9990000(\d{4})$/.exec(digits)?.[1]
  return code === undefined ? undefined : Number(code)
}
