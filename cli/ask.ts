import { createInterface } from 'node:readline/promises'
import { UsageError } from './command.ts'
import type { Context } from './context.ts'

/** Whether there is a person to ask. */
export const canAsk = ({ input, errors }: Context): boolean => Boolean(input.isTTY && errors.isTTY)

/**
 * Asks a person. The question goes to standard error, so that standard output is the result alone.
 *
 * @param instead the option that answers it where nobody can be asked
 * @throws UsageError where nobody can
 */
export async function ask(context: Context, question: string, instead: string): Promise<string> {
  if (!canAsk(context)) throw new UsageError(`${instead} is needed where no terminal can be asked`)
  const { input, errors: output, interrupted: signal } = context
  const lines = createInterface({ input, output, terminal: false })
  try {
    // A closed input answers nothing, which is no.
    const closed = new Promise<string>((resolve) => void lines.once('close', () => resolve('')))
    return (await Promise.race([lines.question(`${question} `, { signal }), closed])).trim()
  } finally {
    lines.close()
  }
}

/** Asks for a clear yes. */
export async function confirm(context: Context, question: string, instead: string): Promise<boolean> {
  return /^y(es)?$/i.test(await ask(context, `${question} [y/N]`, instead))
}
