import { JournalError, type JournalErrorKind } from '../../messages/journal.ts'

const overText =
  'This process was away for longer than its lease, or another one has its REPLICA_NAME: its messages are settled, and it can record no more'

export const createOverError = () => new JournalError(overText, { kind: 'over' })

/** The codes with which the functions of the journal refuse a group. */
const refusals: Readonly<Record<string, { readonly kind: JournalErrorKind; readonly text: string }>> = {
  GW001: { kind: 'over', text: overText },
  GW002: { kind: 'failed', text: 'Another process writes under the run of this one' },
  GW003: {
    kind: 'failed',
    text: 'The database has lost commits that it had acknowledged, as after a failover to a standby that was behind: messages may have been sent that it does not know. See docs/postgresql.md, "Lost commits"',
  },
}

/**
 * The classes of errors after which the same may work: connection, read-only server, account, missing database, deadlock, no
 * resources, locks, a server that stops or starts, its disk.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const passing = /^(?:08|25|28|3D|40|53|55|57|58)/

/** The code of an error that the server reported; undefined where there was no answer. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/**
 * Translates an error of the driver. Details are left out: they quote values, such as phone numbers.
 *
 * @returns a `JournalError`, or another error for a statement that is wrong
 */
export function translateError(error: unknown): Error {
  if (error instanceof JournalError) return error
  const code = codeOf(error)
  const refusal = refusals[code ?? '']
  if (refusal !== undefined) return new JournalError(refusal.text, { kind: refusal.kind, cause: plain(error) })
  if (code === undefined || passing.test(code))
    return new JournalError('The database cannot be reached', { kind: 'unavailable', cause: plain(error) })
  return plain(error)
}

/** Whether a server may be there a moment later: it does not answer, or says that it starts or has no connection left. */
export function isStarting(error: unknown): boolean {
  const code = codeOf(error)
  return code === undefined
    ? error instanceof Error && !(error instanceof JournalError)
    : /^(?:57P03|53300)$/.test(code)
}

/** Whether commits were lost that the server had acknowledged. */
export const isLoss = (error: unknown): boolean => codeOf(error) === 'GW003'

export const isUnavailable = (error: unknown): boolean => error instanceof JournalError && error.kind === 'unavailable'

/** Without the properties in which the driver keeps the statement's details. */
function plain(error: unknown): Error {
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : String(error)
  // Classes 22 and 23: wrong data. Their messages may quote it.
  if (code !== undefined) return new Error(/^2[23]/.test(code) ? `SQLSTATE ${code}` : `${message} (SQLSTATE ${code})`)
  const system = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
  return new Error(message.includes(system.slice(2, -1)) ? message : message + system)
}
