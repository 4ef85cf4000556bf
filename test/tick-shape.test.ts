import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'

const source = join(import.meta.dirname, '..', 'src', 'tick-shape.ts')
/** Prints which of the process's first two ticks a full collection of garbage leaves. */
const program = `
import { createHook } from 'node:async_hooks'
const ticks = []
const hook = createHook({ init: (id, type, trigger, tick) => type === 'TickObject' && ticks.push(new WeakRef(tick)) }).enable()
const { keepTickShape } = await import(${JSON.stringify(source)})
ticks.length = 0
keepTickShape()
process.nextTick(() => {})
hook.disable()
// Twice: what a WeakRef was made of or asked for lives until the end of its turn.
await new Promise((resolve) => setTimeout(resolve, 1))
gc()
await new Promise((resolve) => setTimeout(resolve, 1))
gc()
process.stdout.write(JSON.stringify(ticks.map((tick) => tick.deref() !== undefined)))
`

t.test('one tick stays alive, and only that one', async (t) => {
  const words = ['--expose-gc', '--input-type=module', '--eval', program]
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  t.equal(stdout, '[true,false]', stderr)
})
