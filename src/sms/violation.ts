/**
 * One thing that is wrong with a request.
 *
 * `pointer` is an RFC 6901 JSON pointer into the request's body. `message` says what is expected there; it may name
 * a phone number and never repeats the text, because it ends up in places where the text must not be.
 */
export type Violation = { readonly pointer: string; readonly message: string }

/** What nearly every check finds: one array for all, since each request is checked in many ways. */
export const noViolations: readonly Violation[] = []

/** Puts what several checks found into one list, in their order. */
export const joinViolations = (...lists: readonly (readonly Violation[])[]): readonly Violation[] =>
  lists.every((list) => list.length === 0) ? noViolations : lists.flat()
