import { ask } from '../api.js'
import { useEffect, useState } from '../vendor/hooks.js'
import { createDraft, formatSubmission, readNumbers } from './draft.js'
import { formatRepeat } from './duplicates.js'
import { createOutbox } from './outbox.js'

/**
 * A message that was submitted from this page, and what came of it. `lost`: no answer came, so nobody knows. `before` is the
 * one that the gateway refused in part, where this one repeats that part.
 *
 * @typedef {{
 *   path: string, body: { to: string[] } & Record<string, any>,
 *   state: 'sending' | 'lost' | 'answered',
 *   status?: number, isReplayed?: boolean, answer?: import('../api-types.js').SendBody,
 *   before?: Sent | undefined,
 * }} Sent
 * @typedef {{ draft: import('./draft.js').Draft, sent: Sent | undefined }} State
 */

/**
 * What outlives the view: someone who looks at the inbox and comes back finds the draft, the answer and the keys.
 *
 * @type {State}
 */
let state = { draft: createDraft(), sent: undefined }
let outbox = createOutbox()
/** @type {Set<() => void>} */
const watchers = new Set()

/** @param {Partial<State>} changes */
function set(changes) {
  state = { ...state, ...changes }
  for (const tell of watchers) tell()
}

/** @returns {State} */
export function useSendState() {
  const [, redraw] = useState(0)
  useEffect(() => {
    const tell = () => redraw((count) => count + 1)
    watchers.add(tell)
    return () => void watchers.delete(tell)
  }, [])
  return state
}

/** @param {Partial<import('./draft.js').Draft>} changes */
export const changeDraft = (changes) => set({ draft: { ...state.draft, ...changes } })

/** @param {string} number */
export const addNumber = (number) => {
  const numbers = readNumbers(state.draft.to)
  if (!numbers.includes(number)) changeDraft({ to: [...numbers, number].join('\n') })
}

/** Forgets everything, because the caller is another one. */
export function resetSending() {
  outbox = createOutbox()
  set({ draft: createDraft(), sent: undefined })
}

/** Sends what the form holds. Does nothing while a message is under way. */
export async function sendDraft() {
  const { path, body } = formatSubmission(state.draft)
  await submit({ path, body: /** @type {any} */ (body) })
}

/** Sends the same request with the same key again. The gateway then says what is known, and never sends it twice. */
export async function askAgain() {
  if (state.sent !== undefined) await submit(state.sent)
}

/** Sends the same content again as a new message, with a key of its own. */
export async function sendAnother() {
  const { sent } = state
  if (sent === undefined || sent.state !== 'answered') return
  const body = { ...sent.body }
  // It was meant for one repeat only.
  delete body['acknowledgePossibleDuplicate']
  outbox.renew(sent.path, body)
  await submit({ path: sent.path, body })
}

/**
 * Sends to numbers that an earlier message may have reached. Its key is that of the repeat: a second one sends nothing.
 *
 * @param {import('./duplicates.js').Duplicate} duplicate
 */
export async function sendDuplicate(duplicate) {
  const { sent } = state
  if (sent === undefined) return
  await submit({ path: sent.path, body: formatRepeat(sent.body, duplicate), before: sent })
}

/** Shows the answer again that a repeat belongs to. */
export function showBefore() {
  if (state.sent?.before !== undefined && state.sent.state === 'answered') set({ sent: state.sent.before })
}

/** @param {Pick<Sent, 'path' | 'body' | 'before'>} request */
async function submit({ path, body, before }) {
  if (state.sent?.state === 'sending') return
  const sent = { path, body, before }
  set({ sent: { ...sent, state: 'sending' } })
  const headers = { 'idempotency-key': outbox.keyFor(path, body) }
  const answer = await ask(path, { method: 'POST', body, headers })
  if (answer.kind === 'lost') return set({ sent: { ...sent, state: 'lost' } })
  const isReplayed = answer.headers.get('idempotent-replayed') === 'true'
  set({ sent: { ...sent, state: 'answered', status: answer.status, isReplayed, answer: answer.body } })
}

/** Leaving the page now would forget a key whose answer is still open. */
globalThis.addEventListener?.('beforeunload', (event) => {
  if (state.sent?.state === 'sending' || state.sent?.state === 'lost') event.preventDefault()
})
