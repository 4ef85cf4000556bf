import { createHook } from 'node:async_hooks'

/** What Node.js keeps of a call of `process.nextTick` until it is made. */
let kept: object | undefined

/**
 * Keeps one entry of Node's queue of ticks for as long as the process runs. A full collection of garbage that finds none, as
 * nearly every one does, makes V8 forget the shape of these objects; from then on each tick takes 15,000 instructions and
 * not 2,000 (Node.js 26.10, ten ticks a turn of the event loop, docs/performance.md). A message takes several.
 *
 * @see https://nodejs.org/api/async_hooks.html#initasyncid-type-triggerasyncid-resource: the only way to get at an entry
 */
export function keepTickShape(): void {
  if (kept !== undefined) return
  const hook = createHook({
    init(_id, type, _trigger, resource) {
      if (type === 'TickObject') kept ??= resource
    },
  })
  hook.enable()
  process.nextTick(() => {})
  hook.disable()
}
