import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { UsageError } from './command.ts'
import type { Context } from './context.ts'

/** Whether there is a person to ask. */
export const canAsk = ({ input, errors }: Context): boolean => Boolean(input.isTTY && errors.isTTY)

/** One reader for each input: a second one would lose the lines that the first has read ahead. */
const readers = new WeakMap<Context['input'], AsyncIterator<string>>()

function linesOf(input: Context['input']): AsyncIterator<string> {
  const known = readers.get(input)
  if (known !== undefined) return known
  const lines = createInterface({ input, terminal: false })[Symbol.asyncIterator]()
  readers.set(input, lines)
  return lines
}

/**
 * Asks a person. The question goes to standard error, so that standard output is the result alone.
 *
 * @param instead the option that answers it where nobody can be asked
 * @returns the answer; nothing where the input has ended
 * @throws UsageError where nobody can be asked, and the signal's reason when it is aborted
 */
export async function ask(context: Context, question: string, instead: string): Promise<string> {
  if (!canAsk(context)) throw new UsageError(`${instead} is needed where no terminal can be asked`)
  const { input, errors, interrupted } = context
  interrupted.throwIfAborted()
  errors.write(`${question} `)
  const answered = new AbortController()
  const interruption = once(interrupted, 'abort', { signal: answered.signal }).catch(() => {})
  const answer = await Promise.race([linesOf(input).next(), interruption])
  answered.abort()
  interrupted.throwIfAborted()
  return answer !== undefined && 'value' in answer && !answer.done ? answer.value.trim() : ''
}

/** Asks for a clear yes. */
export async function confirm(context: Context, question: string, instead: string): Promise<boolean> {
  return /^y(es)?$/i.test(await ask(context, `${question} [y/N]`, instead))
}
