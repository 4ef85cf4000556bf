import { ask, read } from '../api.js'
import { useEffect, useState } from '../vendor/hooks.js'

/** How long the gateway holds a request until something changes. */
const waitSeconds = 25
/** A load test changes the inbox all the time. */
const leastMs = 400
const afterFailureMs = 3_000
const limit = 200

/**
 * @typedef {import('../api-types.js').Inbox} Inbox
 * @typedef {{ inbox?: Inbox, problem?: string, clear(): Promise<void> }} LiveInbox
 */

/**
 * The inbox of the simulated provider, kept up to date.
 *
 * @param {string} search
 * @returns {LiveInbox}
 */
export function useLiveInbox(search) {
  const [state, setState] = useState(/** @type {{ inbox?: Inbox, problem?: string }} */ ({}))
  useEffect(() => {
    const gone = new AbortController()
    const { signal } = gone
    /** @type {string | undefined} */
    let since
    async function follow() {
      while (!signal.aborted) {
        const query = new URLSearchParams({ limit: String(limit), ...(search && { search }) })
        if (since !== undefined) {
          query.set('since', since)
          query.set('wait', String(waitSeconds))
        }
        const answer = await read(`inbox?${query}`, { signal })
        if (signal.aborted) return
        if (answer.ok) {
          const inbox = /** @type {Inbox} */ (answer.body)
          if (inbox.revision !== since) setState({ inbox })
          since = inbox.revision
        } else {
          setState(({ inbox }) => ({ ...(inbox && { inbox }), problem: answer.problem }))
          since = undefined
        }
        await pause(answer.ok ? leastMs : afterFailureMs, signal)
      }
    }
    follow()
    return () => gone.abort()
  }, [search])
  return {
    ...state,
    async clear() {
      // The wait of the other request ends with it, which shows the empty inbox.
      const answer = await ask('inbox', { method: 'DELETE' })
      if (answer.kind === 'answer' && answer.ok) return
      const problem = answer.kind === 'lost' ? 'The gateway did not answer.' : answer.body.detail
      setState(({ inbox }) => ({ ...(inbox && { inbox }), problem: `The inbox was not cleared. ${problem}` }))
    },
  }
}

/**
 * @param {number} ms
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
const pause = (ms, signal) =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
