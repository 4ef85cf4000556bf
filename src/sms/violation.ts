/**
 * One thing that is wrong with a request.
 *
 * `pointer` is an RFC 6901 JSON pointer into the request's body. `message` states what is expected there; it may
 * contain a phone number but never the text, because it ends up in places where the text must not be.
 */
export type Violation = { readonly pointer: string; readonly message: string }

/** The usual result of a check: one shared array, because each request passes many checks. */
export const noViolations: readonly Violation[] = []

/** Concatenates the violations of several checks, in order. */
export const joinViolations = (...lists: readonly (readonly Violation[])[]): readonly Violation[] =>
  lists.every((list) => list.length === 0) ? noViolations : lists.flat()
