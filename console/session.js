import { ask, read } from './api.js'
import { useContext } from './vendor/hooks.js'
import { createContext } from './vendor/preact.js'

/**
 * What the page knows before it shows a view.
 *
 * @typedef {import('./api-types.js').Caller} Caller
 * @typedef {import('./api-types.js').Scope} Scope
 * @typedef {{
 *   mode: import('./api-types.js').Mode,
 *   caller: Caller,
 *   problems: ReadonlyMap<string, import('./api-types.js').ProblemKind>,
 *   numbers: readonly import('./api-types.js').MagicNumber[],
 *   may(...scopes: Scope[]): boolean,
 * }} Session
 */

/** @type {import('./vendor/preact.js').Context<Session>} */
export const SessionContext = createContext(/** @type {any} */ (undefined))

/** @returns {Session} */
export const useSession = () => useContext(SessionContext)

/**
 * Opens a session with the key that is in use.
 *
 * @returns {Promise<{ kind: 'open', session: Session } | { kind: 'key-needed' } | { kind: 'failed', problem: string }>}
 */
export async function openSession() {
  const [caller, catalogue, numbers] = await Promise.all([
    ask('caller'),
    read('problems'),
    // Only a gateway in sandbox mode has any.
    read('magic-numbers'),
  ])
  if (caller.kind === 'lost') return { kind: 'failed', problem: 'The gateway did not answer.' }
  if (caller.status === 401) return { kind: 'key-needed' }
  if (!caller.ok) return { kind: 'failed', problem: String(caller.body?.detail ?? caller.status) }
  if (!catalogue.ok) return { kind: 'failed', problem: catalogue.problem }
  // Anything but a clear answer counts as live, where sending asks twice.
  if (!numbers.ok && numbers.status !== 404) return { kind: 'failed', problem: numbers.problem }
  /** @type {Set<Scope>} */
  const scopes = new Set(caller.body.scopes)
  const kinds = /** @type {{ problems: import('./api-types.js').ProblemKind[] }} */ (catalogue.body).problems
  return {
    kind: 'open',
    session: {
      mode: numbers.ok ? 'sandbox' : 'live',
      caller: caller.body,
      problems: new Map(kinds.map((kind) => [kind.code, kind])),
      numbers: numbers.ok ? /** @type {any} */ (numbers.body).numbers : [],
      may: (...wanted) => wanted.some((scope) => scopes.has(scope)),
    },
  }
}
