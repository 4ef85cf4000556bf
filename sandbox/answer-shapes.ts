/** The inputs for the answer to one destination. */
export type TupleContext = {
  /** The destination as the dialect echoes it. */
  readonly echo: string
  readonly digits: string
  /** How many times this shape has answered, including this one. */
  readonly turn: number
  readonly newId: () => string
  /** This destination's normal tuple, in the dialect. */
  readonly accepted: () => string
  /** This destination's refusal, with the dialect's number for a code of the document. */
  readonly refused: (code: number) => string
}

/** A number that is never requested: the magic numbers skip it. */
export const strangerDigits = '99910009999'

/**
 * The tuples for a destination instead of its normal one; an empty list leaves it out of the answer.
 *
 * @see docs/upstream-protocol.md, "Answers"
 */
export const tupleShapes = {
  'no-id': (c) => [`1701|${c.echo}`],
  'colon-id': (c) => [`1701|${c.echo}:${c.newId()}`],
  'no-plus': (c) => [`1701|${c.digits}|${c.newId()}`],
  'with-plus': (c) => [`1701|+${c.digits}|${c.newId()}`],
  'trailing-pipe': (c) => [`${c.refused(1706)}|`],
  'na-tuple': () => ['1706|NA'],
  'missing-tuple': () => [],
  'stopped-batch': (c) => [c.refused(1725)],
  'extra-tuple': (c) => [c.accepted(), `1701|${strangerDigits}|${c.newId()}`],
  'wrong-destination': (c) => [`1701|${strangerDigits}|${c.newId()}`],
  'contradictory-tuples': (c) => [c.accepted(), c.refused(1706)],
  'duplicate-tuple': (c) => [c.accepted()].flatMap((tuple) => [tuple, tuple]),
  'unknown-code': (c) => [c.refused(9999)],
  'code-zero': (c) => [c.refused(0)],
  'refused-with-id': (c) => [`${c.refused(1706)}|${c.newId()}`],
  'several-ids': (c) => [`1701|${c.echo}|${c.newId()}`, `1701|${c.echo}|${c.newId()}`],
  'first-1709-then-accepted': (c) => [c.turn % 2 === 1 ? c.refused(1709) : c.accepted()],
} as const satisfies Record<string, (context: TupleContext) => readonly string[]>

/** How the whole answer changes if one of its destinations requests it. */
export const bodyShapes = {
  'bare-code': () => '1707',
  'trailing-newline': (body) => `${body}\r\n`,
  'free-text': () => 'Your message has been queued for delivery.',
  'empty-body': () => '',
  'json-body': (body) => JSON.stringify({ status: 1701, response: body }),
  'html-body': (body) => `<html><body><p>${body}</p></body></html>`,
} as const satisfies Record<string, (body: string) => string>

export type TupleShapeName = keyof typeof tupleShapes
export type BodyShapeName = keyof typeof bodyShapes

export const isTupleShapeName = (name: string): name is TupleShapeName => Object.hasOwn(tupleShapes, name)
export const isBodyShapeName = (name: string): name is BodyShapeName => Object.hasOwn(bodyShapes, name)
