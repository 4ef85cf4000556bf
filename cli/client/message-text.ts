import { UsageError } from '../command.ts'
import type { Context } from '../context.ts'

/** More than the gateway accepts, and little enough to keep a wrong file from being read whole. */
const maxTextBytes = 256 * 1024

/**
 * The text of a message: the argument, or else standard input without its last line break.
 *
 * @throws UsageError if it is empty, too long or not UTF-8: a replaced character would be sent
 */
export async function readText({ input, interrupted }: Context, argument: string | undefined): Promise<string> {
  if (argument !== undefined) return argument
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of input.iterator({ destroyOnReturn: false })) {
    interrupted.throwIfAborted()
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > maxTextBytes) throw new UsageError('standard input is too long for the text of a message')
    chunks.push(bytes)
  }
  const text = decode(Buffer.concat(chunks)).replace(/\r?\n$/, '')
  if (text === '') throw new UsageError('the text is missing: give it as an argument or on standard input')
  return text
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new UsageError('standard input must be text in UTF-8')
  }
}
