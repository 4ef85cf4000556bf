import { read } from '../api.js'
import { useCallback, useEffect, useRef, useState } from '../vendor/hooks.js'

/**
 * What is known of an answer: the newest good one, and what went wrong with the latest request, if anything.
 *
 * @template T
 * @typedef {{ body?: T, problem?: string, status?: number, isLoading: boolean, reload(): void }} Loaded
 */

/**
 * Reads an address, again each time that it changes, and every so often while the page is visible.
 *
 * @template T
 * @param {string | undefined} path undefined: nothing is read
 * @param {number} [everyMs]
 * @returns {Loaded<T>}
 */
export function useLoad(path, everyMs) {
  const [state, setState] = useState(
    /** @type {{ path?: string | undefined, body?: T, problem?: string, status?: number, isLoading: boolean }} */ ({
      isLoading: path !== undefined,
    }),
  )
  const latest = useRef(0)
  const load = useCallback(async () => {
    if (path === undefined) return
    const number = ++latest.current
    setState((before) => (before.path === path ? { ...before, isLoading: true } : { path, isLoading: true }))
    const answer = await read(path)
    if (number !== latest.current) return
    setState((before) =>
      answer.ok
        ? { path, body: /** @type {T} */ (answer.body), isLoading: false }
        : { ...before, path, problem: explain(answer), status: answer.status, isLoading: false },
    )
  }, [path])
  useEffect(() => {
    load()
    if (everyMs === undefined) return
    const timer = setInterval(() => {
      if (!document.hidden) load()
    }, everyMs)
    return () => clearInterval(timer)
  }, [load, everyMs])
  useEffect(
    () => () => {
      latest.current++
    },
    [],
  )
  const { path: _path, ...known } = state
  return { ...(state.path === path || state.path === undefined ? known : { isLoading: true }), reload: load }
}

/** @param {{ problem: string, violations?: import('../api-types.js').Violation[] | undefined }} refusal */
const explain = ({ problem, violations = [] }) =>
  [problem, ...violations.map(({ pointer, name, message }) => `${name ?? pointer} ${message}.`)].join(' ')
