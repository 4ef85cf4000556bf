import type { Readable, Writable } from 'node:stream'
import type { Environment } from '../src/config/setting.ts'

type Terminal = { readonly isTTY?: boolean; readonly columns?: number }

/** The world of a command. Tests bring their own. */
export type Context = {
  readonly environment: Environment
  readonly input: Readable & Terminal
  /** The result, for people and for scripts. */
  readonly output: Writable & Terminal
  /** What a person should know: questions, hints, faults. */
  readonly errors: Writable & Terminal
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly interrupted: AbortSignal
}

/**
 * Writes a line to standard output.
 *
 * @returns whether it was written: the reader of a pipe may be gone, and a disk may be full
 */
export const print = ({ output }: Context, text: string): Promise<boolean> =>
  new Promise((resolve) => void output.write(`${text}\n`, (error) => resolve(error == null)))

/** Writes a line to standard error. */
export const tell = ({ errors }: Context, text: string): void => void errors.write(`${text}\n`)

/** Prints a value for scripts. */
export const printJson = (context: Context, value: unknown): Promise<boolean> =>
  print(context, JSON.stringify(value, null, context.output.isTTY ? 2 : 0))
