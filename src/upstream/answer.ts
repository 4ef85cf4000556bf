import { failAll, failed, type RecipientFailure, type RecipientResult } from '../domain/outcome.ts'
import { problems } from '../domain/problems.ts'
import type { Batch } from '../domain/upstream.ts'
import { acceptedCode, statusCodes } from './status-codes.ts'

/** A whole body of an answer with status 200. */
export type AnswerBody = {
  readonly text: string
  /** False where only the end of the connection ended the body: it may have been cut anywhere. */
  readonly endProven: boolean
}

/** What a tuple says about the destination it names. `NA` is an unusable number that was not echoed. */
type Verdict = { readonly messageId: string | undefined } | RecipientFailure
type Tuple = { readonly digits: string; readonly verdict: Verdict }

const notUnderstood: RecipientFailure = { code: 'upstream-answer-not-understood' }
const incomplete: RecipientFailure = { code: 'upstream-answer-incomplete' }
const notApplicable = 'NA'

// An id is opaque, but no markup and no separator: a tuple that swallowed something else must not pass for accepted.
const messageId = '[A-Za-z0-9_.:-]{1,128}'
const acceptedTuple = new RegExp(`^${acceptedCode}\\|\\+?(\\d{1,20})(?:[|:](${messageId})?)?$`)
const refusedTuple = /^([1-9]\d{0,3})\|(?:\+?(\d{1,20})|NA)\|?$/
const bareCode = /^[1-9]\d{0,3}$/
const scheduledAnswer = new RegExp(`^Scheduled\\|(${messageId})$`)

/**
 * Reads an answer: one result for each destination of the batch, in the batch's order. Anchored: a destination is
 * accepted only by an explicit 1701 (or `Scheduled`, for a single one) of its own; what is not understood is unknown.
 *
 * @param scheduled whether the request asked for a scheduled message; only then does `Scheduled` mean anything
 * @see docs/upstream-protocol.md, "Answers"
 */
export function readAnswer(body: AnswerBody, batch: Batch, scheduled: boolean): readonly RecipientResult[] {
  const text = body.text.trim()
  const expected = body.endProven ? readInOrder(text, batch) : undefined
  if (expected !== undefined) return expected
  if (bareCode.test(text)) return readBareCode(Number(text), body.endProven, batch)
  const scheduleId = scheduled && batch.length === 1 ? scheduledAnswer.exec(text)?.[1] : undefined
  if (scheduleId !== undefined) return batch.map((to) => resultOf(to, { messageId: scheduleId }))
  return readTuples(text, body.endProven, batch)
}

/** Nearly every answer: one tuple for each destination, in their order. Anything else is left to the rules below. */
function readInOrder(text: string, batch: Batch): readonly RecipientResult[] | undefined {
  const parts = splitTuples(text)
  if (parts.length !== batch.length) return undefined
  const results: RecipientResult[] = []
  for (const [index, to] of batch.entries()) {
    const tuple = parseTuple(parts[index] ?? '')
    if (tuple?.digits !== digitsOf(to)) return undefined
    results.push(resultOf(to, tuple.verdict))
  }
  return results
}

/**
 * Whether an answer names a destination that was not asked for: then it may be the answer to another request.
 *
 * @param results what was read of it
 */
export function isAboutOthers(text: string, batch: Batch, results: readonly RecipientResult[]): boolean {
  const parts = splitTuples(text)
  // An acceptance has a tuple of its own, so there is none left to be about anybody else.
  if (parts.length === batch.length && results.every(({ accepted }) => accepted)) return false
  const known = new Set([...batch.map(digitsOf), notApplicable])
  return parts.some((part) => !known.has(parseTuple(part)?.digits ?? notApplicable))
}

/** A code alone refuses the whole request. */
function readBareCode(code: number, endProven: boolean, batch: Batch): readonly RecipientResult[] {
  // Without a proven end, "1706" may be all that is left of "1706|A,1701|B|id", and "17" of "1701|A|id".
  const trusted = endProven || (batch.length === 1 && !beginsUnrefusedCode(code))
  const failure = trusted ? failureOf(code) : notUnderstood
  return failAll(batch, failure)
}

const unrefusedCodes = [...statusCodes].flatMap(([code, { problem }]) =>
  problem !== undefined && problems[problem].outcome === 'rejected' ? [] : [String(code)],
)
const beginsUnrefusedCode = (code: number): boolean =>
  unrefusedCodes.some((whole) => whole.length > String(code).length && whole.startsWith(String(code)))

function readTuples(text: string, endProven: boolean, batch: Batch): readonly RecipientResult[] {
  const asked = new Set(batch.map(digitsOf))
  const verdicts = new Map<string, Verdict[]>()
  const notApplicableVerdicts: Verdict[] = []
  let strayCount = 0
  let garbled = false
  const parts = splitTuples(text)
  for (const [index, part] of parts.entries()) {
    const tuple = parseTuple(part)
    const cut = index === parts.length - 1 && !endProven && tuple !== undefined && mayBeCut(part, tuple, asked)
    if (tuple === undefined || cut) garbled = true
    else if (tuple.digits === notApplicable) notApplicableVerdicts.push(tuple.verdict)
    else if (!asked.has(tuple.digits)) strayCount++
    else {
      const known = verdicts.get(tuple.digits)
      if (known === undefined) verdicts.set(tuple.digits, [tuple.verdict])
      else known.push(tuple.verdict)
    }
  }

  // `NA` speaks of the one destination left without a tuple, if exactly one is and nothing else could be about it.
  const [onlyNotApplicable] = notApplicableVerdicts
  const attributable = notApplicableVerdicts.length === 1 && strayCount === 0 && !garbled
  const leftOver = asked.size - verdicts.size === 1 && attributable ? onlyNotApplicable : undefined

  return batch.map((to) => {
    const [first, ...others] = verdicts.get(digitsOf(to)) ?? []
    if (first === undefined) return resultOf(to, leftOver ?? (garbled ? notUnderstood : incomplete))
    return resultOf(to, others.every((other) => agree(first, other)) ? first : notUnderstood)
  })
}

const splitTuples = (text: string): readonly string[] => text.split(',').map((part) => part.trim())

function parseTuple(part: string): Tuple | undefined {
  const accepted = acceptedTuple.exec(part)
  if (accepted) return { digits: accepted[1] as string, verdict: { messageId: accepted[2] } }
  const refused = refusedTuple.exec(part)
  if (!refused || Number(refused[1]) === acceptedCode) return undefined
  return { digits: refused[2] ?? notApplicable, verdict: failureOf(Number(refused[1])) }
}

/** The last tuple of a cut body may end inside a number: `1701|2135500` then names a shorter number by accident. */
const mayBeCut = (part: string, { digits }: Tuple, asked: ReadonlySet<string>): boolean =>
  part.endsWith(digits) && [...asked].some((other) => other.length > digits.length && other.startsWith(digits))

function failureOf(code: number): RecipientFailure {
  const status = statusCodes.get(code)
  if (status?.problem === undefined) return { ...notUnderstood, upstreamCode: code }
  const smpp = status.smppName === undefined ? {} : { smpp: { commandStatus: code, name: status.smppName } }
  return { code: status.problem, upstreamCode: code, ...smpp }
}

/** Two acceptances agree whatever their ids (a long text may get several); refusals agree on the same code. */
const agree = (one: Verdict, other: Verdict): boolean =>
  'code' in one ? 'code' in other && one.upstreamCode === other.upstreamCode : !('code' in other)

function resultOf(to: string, verdict: Verdict): RecipientResult {
  if ('code' in verdict) return failed(to, verdict)
  return { to, accepted: true, ...(verdict.messageId === undefined ? {} : { upstreamMessageId: verdict.messageId }) }
}

const digitsOf = (destination: string): string => (destination.startsWith('+') ? destination.slice(1) : destination)
