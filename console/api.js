// The API as the page uses it. The key lives in this module's memory: it is in no address, no cookie and no storage.

/** @type {string | undefined} */
let key

/** @param {string | undefined} value */
export function useKey(value) {
  key = value
}

/**
 * What came of a request: an answer with its body, or none, where nobody knows whether it arrived.
 *
 * @typedef {{ kind: 'answer', status: number, ok: boolean, body: any, headers: Headers }} Answered
 * @typedef {Answered | { kind: 'lost' }} Answer
 */

/** Longer than any answer of the gateway takes. */
const timeoutMs = 120_000

/**
 * Asks the gateway. Never repeats anything, and never throws.
 *
 * @param {string} path relative to the page, so that a proxy may add a prefix
 * @param {{ method?: string, body?: unknown, headers?: Record<string, string>, signal?: AbortSignal }} [options]
 * @returns {Promise<Answer>}
 */
export async function ask(path, { method = 'GET', body, headers = {}, signal } = {}) {
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(new URL(path, document.baseURI), {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
    })
    const { status, ok } = response
    return { kind: 'answer', status, ok, body: await response.json(), headers: response.headers }
  } catch {
    return { kind: 'lost' }
  }
}

/**
 * Asks, and returns the body of a good answer, or what to tell the reader in its place.
 *
 * @template T
 * @param {string} path
 * @param {{ method?: string, body?: unknown, signal?: AbortSignal }} [options]
 * @returns {Promise<{ ok: true, body: T } | { ok: false, status: number, problem: string, code?: string, violations?: import('./api-types.js').Violation[] }>}
 */
export async function read(path, options) {
  const answer = await ask(path, options)
  if (answer.kind === 'lost') return { ok: false, status: 0, problem: 'The gateway did not answer.' }
  if (answer.ok) return { ok: true, body: answer.body }
  const { detail, title, code, violations } = answer.body ?? {}
  const problem = String(detail ?? title ?? `The gateway answered with status ${answer.status}.`)
  return { ok: false, status: answer.status, problem, code, violations }
}
