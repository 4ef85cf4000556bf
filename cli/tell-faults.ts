import { toPrintable } from '../src/logging/printable.ts'
import { type Context, tell } from './context.ts'
import type { Exit } from './exit-codes.ts'

/** Lists what is wrong. File names may hold anything, so nothing that a terminal would obey comes out. */
export function tellFaults(context: Context, faults: readonly string[]): Exit {
  for (const fault of faults) tell(context, toPrintable(fault))
  return 'failed'
}
