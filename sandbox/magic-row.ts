/** A destination that triggers a special answer of the sandbox. +999 is not assigned. */
export type MagicNumber = {
  /** With its `+`. */
  readonly number: string
  /** `code-<code>`, or the name of an answer shape, of a fault or of a script of reports. */
  readonly name: string
  readonly kind: 'code' | 'shape' | 'fault' | 'report'
  /** What the sandbox does. */
  readonly description: string
  /** What a client should report for this number, sent alone and immediately, with a timeout of under two minutes. */
  readonly expected: ExpectedOutcome
  /** On the numbers that answer a code. */
  readonly code?: number
}

export type ExpectedOutcome = 'accepted' | 'rejected' | 'unknown' | 'not-attempted'

export type MagicRow<Kind> = Pick<MagicNumber, 'number' | 'description' | 'expected'> & { readonly kind: Kind }
