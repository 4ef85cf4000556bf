import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Collects all garbage, in a turn of its own: what a WeakRef was made of in this one or asked for counts as used. */
export async function collectGarbage(): Promise<void> {
  await nextTurn()
  collect()
}
