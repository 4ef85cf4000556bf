import { failAll, failed, type RecipientFailure, type RecipientResult, upstreamIdsOf } from '../domain/outcome.ts'
import type { Batch } from '../domain/upstream.ts'
import { acceptedCode, statusCodes } from './status-codes.ts'
import {
  endsWithSeparator,
  isMarkup,
  isOnePart,
  notApplicable,
  parseBareCode,
  parseScheduled,
  parseTuple,
  splitAnswer,
  type Tuple,
} from './tuples.ts'

/** A whole body of an answer with status 200. */
export type AnswerBody = {
  readonly text: string
  /** False where only the end of the connection ended the body: it may have been cut anywhere. */
  readonly endProven: boolean
}

/** What a tuple says about the destination it names. */
type Verdict = { readonly messageId: string | undefined } | RecipientFailure

const notUnderstood: RecipientFailure = { code: 'upstream-answer-not-understood' }
const incomplete: RecipientFailure = { code: 'upstream-answer-incomplete' }

/** Printable ASCII without the pipe; a comma cannot be in it, since it separates tuples. */
const printableId = /^[ -{}~]+$/
const maxIdLength = 256
const isMessageId = (field: string): boolean => field.length <= maxIdLength && printableId.test(field)
const fourDigits = /^\d{4}$/
/** An id, `0`, `NA`, a word of any language or nothing. A pipe would begin what may be another tuple. */
const refusalField = /^[^|\p{Cc}]{0,256}$/u

/**
 * Reads an answer: one result for each destination of the batch, in the batch's order.
 *
 * | accepted shape | meaning |
 * |---|---|
 * | `1701\|<destination>`, perhaps with `\|<id>` or `:<id>` | accepted; what cannot be an id is left out |
 * | `<code>\|<destination>`, perhaps with `\|<anything>` | this destination was refused |
 * | `<code>\|NA`, perhaps with `\|<anything>` | the one destination without a tuple was refused |
 * | several of these, separated by commas, line ends or `<br>` | several destinations, or several ids of one |
 * | `<code>` alone | the whole request was refused |
 * | `Scheduled\|<id>` alone, for a single destination of a scheduled message | accepted |
 *
 * Blanks around fields and separators at the end mean nothing. Anything else is unknown, and so is what may have been
 * something else before the body was cut.
 *
 * @param scheduled whether the request asked for a scheduled message; only then does `Scheduled` mean anything
 * @see docs/upstream-protocol.md, "Answers"
 */
export function readAnswer(body: AnswerBody, batch: Batch, scheduled: boolean): readonly RecipientResult[] {
  const { text, endProven } = body
  const parts = splitAnswer(text)
  const expected = endProven ? readInOrder(parts, batch) : undefined
  if (expected !== undefined) return expected
  const [only] = parts
  if (only === undefined || isMarkup(text)) return failAll(batch, notUnderstood)
  if (parts.length === 1) {
    const code = parseBareCode(only)
    if (code !== undefined) {
      // Without a proven end, "1706" may be all that is left of "1706|A,1701|B|id", "16" of "1699" and "20" of "200 OK".
      const trusted = endProven || (batch.length === 1 && fourDigits.test(text.trim()))
      return failAll(batch, trusted ? failureOf(Number(code)) : notUnderstood)
    }
    const id = scheduled && batch.length === 1 ? parseScheduled(only) : undefined
    if (id !== undefined && isMessageId(id)) return batch.map((to) => acceptedResult(to, id))
  }
  return readTuples(parts, endProven || endsWithSeparator(text), endProven, batch)
}

/** Nearly every answer: one tuple for each destination, in their order. Anything else is left to the rules below. */
function readInOrder(parts: readonly string[], batch: Batch): readonly RecipientResult[] | undefined {
  if (parts.length !== batch.length) return undefined
  const results: RecipientResult[] = []
  for (const to of batch) {
    const tuple = parseTuple(parts[results.length] ?? '')
    if (tuple?.digits !== digitsOf(to)) return undefined
    const verdict = verdictOf(tuple, true)
    if (verdict === undefined) return undefined
    results.push('code' in verdict ? failed(to, verdict) : acceptedResult(to, verdict.messageId))
  }
  return results
}

/**
 * Whether an answer names a destination that was not asked for: then it may be the answer to another request.
 *
 * @param results what was read of it
 */
export function isAboutOthers(text: string, batch: Batch, results: readonly RecipientResult[]): boolean {
  // An acceptance has a tuple of its own, so there is none left to be about anybody else.
  const allAccepted = results.every(({ accepted }) => accepted)
  if (allAccepted && isOnePart(text)) return false
  const parts = splitAnswer(text)
  if (allAccepted && parts.length === batch.length) return false
  const known = new Set([...batch.map(digitsOf), notApplicable])
  return parts.some((part) => !known.has(parseTuple(part)?.digits ?? notApplicable))
}

/** Whether an answer is a code alone, which names no destination. */
export function isBareCode(text: string): boolean {
  const [only, ...others] = splitAnswer(text)
  return only !== undefined && others.length === 0 && parseBareCode(only) !== undefined
}

/** Those destinations of the batch that an answer has a tuple for, by their number. */
export function destinationsNamed(text: string, batch: Batch): ReadonlySet<string> {
  const digits = new Set(splitAnswer(text).map((part) => parseTuple(part)?.digits))
  return new Set(batch.filter((to) => digits.has(digitsOf(to))))
}

/** @param lastIsWhole whether nothing can have been cut off the last part */
function readTuples(
  parts: readonly string[],
  lastIsWhole: boolean,
  endProven: boolean,
  batch: Batch,
): readonly RecipientResult[] {
  const asked = new Set(batch.map(digitsOf))
  const verdicts = new Map<string, Verdict[]>()
  const notApplicableVerdicts: Verdict[] = []
  let strayCount = 0
  let garbled = false
  for (const [index, part] of parts.entries()) {
    const tuple = parseTuple(part)
    const mayBeCut = index === parts.length - 1 && !lastIsWhole
    const verdict = tuple && !(mayBeCut && dependsOnItsEnd(tuple)) ? verdictOf(tuple, endProven) : undefined
    // A field with a pipe has swallowed something that may have been a tuple.
    garbled ||= verdict === undefined || tuple?.field.includes('|') === true
    if (tuple === undefined || verdict === undefined) continue
    if (tuple.digits === notApplicable) notApplicableVerdicts.push(verdict)
    else if (!asked.has(tuple.digits)) strayCount++
    else {
      const known = verdicts.get(tuple.digits)
      if (known === undefined) verdicts.set(tuple.digits, [verdict])
      else known.push(verdict)
    }
  }

  // `NA` speaks of the one destination left without a tuple, if exactly one is and nothing else could be about it. Which
  // destinations are left is not known where the list may go on.
  const [onlyNotApplicable] = notApplicableVerdicts
  const attributable = notApplicableVerdicts.length === 1 && strayCount === 0 && !garbled && endProven
  const leftOver = asked.size - verdicts.size === 1 && attributable ? onlyNotApplicable : undefined

  return batch.map((to) => {
    const own = verdicts.get(digitsOf(to))
    if (own !== undefined) return resultOf(to, own)
    return resultOf(to, [leftOver ?? (garbled ? notUnderstood : incomplete)])
  })
}

/**
 * Whether what is cut off a tuple could change its meaning: the number may be the beginning of another one, and a refusal
 * may go on to say something else. An acceptance stands with its number; its id may be shortened.
 */
const dependsOnItsEnd = ({ code, separator }: Tuple): boolean => code !== acceptedCode || separator === undefined

/** What a tuple means; undefined where it is not understood. */
function verdictOf({ code, digits, separator, field }: Tuple, endProven: boolean): Verdict | undefined {
  if (code !== acceptedCode) return separator !== ':' && refusalField.test(field) ? failureOf(code) : undefined
  if (digits === notApplicable) return undefined
  if (isMessageId(field)) return { messageId: field }
  return field === '' || endProven ? { messageId: undefined } : undefined
}

function failureOf(code: number): RecipientFailure {
  const status = statusCodes.get(code)
  if (status?.problem === undefined) return { ...notUnderstood, upstreamCode: code }
  const smpp = status.smppName === undefined ? {} : { smpp: { commandStatus: code, name: status.smppName } }
  return { code: status.problem, upstreamCode: code, ...smpp }
}

/** Acceptances agree, each with an id of its own (a long message has one for each part); refusals agree on the same code. */
function resultOf(to: string, verdicts: readonly Verdict[]): RecipientResult {
  const [first] = verdicts
  if (first !== undefined && 'code' in first) {
    const agree = verdicts.every((other) => 'code' in other && other.upstreamCode === first.upstreamCode)
    return failed(to, agree ? first : notUnderstood)
  }
  const ids = new Set<string>()
  for (const verdict of verdicts) {
    if ('code' in verdict) return failed(to, notUnderstood)
    if (verdict.messageId !== undefined) ids.add(verdict.messageId)
  }
  return { to, accepted: true, ...upstreamIdsOf([...ids]) }
}

const acceptedResult = (to: string, id: string | undefined): RecipientResult =>
  id === undefined ? { to, accepted: true } : { to, accepted: true, upstreamMessageId: id }

const digitsOf = (destination: string): string => (destination.startsWith('+') ? destination.slice(1) : destination)
