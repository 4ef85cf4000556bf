import { formatCount, formatNumber } from './format.js'
import { html } from './html.js'
import { Dialog } from './parts/dialog.js'
import { Icon } from './parts/icon.js'
import { useSession } from './session.js'
import { useState } from './vendor/hooks.js'

/** @type {Readonly<Record<string, string>>} */
const permissions = {
  'messages:send': 'Send messages, and settle its unknown outcomes',
  'messages:read': 'Read its messages and events',
  operations: 'Read the messages of all callers, and how the gateway is doing',
}

/**
 * Whose key is in use, and what it allows.
 *
 * @param {{ onForget(): void }} properties
 */
export function CallerButton({ onForget }) {
  const { caller } = useSession()
  const [isOpen, setOpen] = useState(false)
  return html`
    <button class="quiet caller" onClick=${() => setOpen(true)} aria-haspopup="dialog">
      ${
        caller.authentication === 'off'
          ? html`<span>No key needed</span>`
          : html`<${Icon} name="key" /><span><span class="hidden">Your key: </span>${caller.name}</span>`
      }
    </button>
    ${isOpen && html`<${CallerDialog} onClose=${() => setOpen(false)} onForget=${onForget} />`}
  `
}

/** @param {{ onClose(): void, onForget(): void }} properties */
function CallerDialog({ onClose, onForget }) {
  const { caller } = useSession()
  const isOpen = caller.authentication === 'off'
  return html`
    <${Dialog} title=${isOpen ? 'No key is needed' : `The key of ${caller.name}`} onClose=${onClose}>
      ${isOpen && html`<p>Anybody who reaches this gateway may do everything.</p>`}
      <h3>It may</h3>
      <ul>${caller.scopes.map((scope) => html`<li>${permissions[scope] ?? scope} <code>${scope}</code></li>`)}</ul>
      <h3>Within these limits</h3>
      <dl class="facts">
        ${limitsOf(caller).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>
      <div class="actions">
        ${!isOpen && html`<button onClick=${onForget}>Forget this key</button>`}
        <button class="primary" onClick=${onClose}>Close</button>
      </div>
    <//>
  `
}

/**
 * @param {import('./api-types.js').Caller} caller
 * @returns {readonly (readonly [string, string])[]}
 */
const limitsOf = ({ senders, destinationPrefixes, maxSegments, dailySegments, requestsPerMinute, ownAccount }) => [
  ['Senders', senders?.join(', ') ?? 'any'],
  ['Numbers that begin with', destinationPrefixes?.join(', ') ?? 'anything'],
  ['Length of a message', maxSegments === undefined ? 'as the gateway allows' : formatCount(maxSegments, 'segment')],
  ['Segments per day', dailySegments === undefined ? 'no limit' : formatNumber(dailySegments)],
  ['Requests per minute', requestsPerMinute === undefined ? 'no limit' : formatNumber(requestsPerMinute)],
  ['Account at the provider', ownAccount ? 'its own' : "the gateway's"],
]
