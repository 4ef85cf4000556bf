import { formatCount, formatMinute } from '../format.js'
import { html } from '../html.js'
import { Badge, DeliveryBadge } from '../parts/badge.js'
import { Dialog } from '../parts/dialog.js'
import { useLoad } from '../parts/load.js'
import { Time } from '../parts/time.js'
import { formatRoute } from '../route.js'
import { useSession } from '../session.js'
import { useState } from '../vendor/hooks.js'

const shownNumbers = 5

/**
 * Shows the earlier message, and asks whether the same content goes out although that one may have arrived.
 *
 * @param {{ duplicate: import('./duplicates.js').Duplicate, onClose(): void, onConfirm(): void }} properties
 */
export function DuplicateDialog({ duplicate: { id, to }, onClose, onConfirm }) {
  const { mode } = useSession()
  const [isAgreed, setAgreed] = useState(false)
  const [fault, setFault] = useState('')
  const numbers = to.length === 1 ? to[0] : `each of ${formatCount(to.length, 'number')}`

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault()
    if (isAgreed) onConfirm()
    else setFault('Tick the box first, if a second copy is acceptable.')
  }

  return html`
    <${Dialog} title="Send although it may arrive twice?" onClose=${onClose}>
      <${EarlierMessage} id=${id} to=${to} />
      <p>If the provider took the earlier message, ${numbers} gets the same content a second time.</p>
      ${mode === 'live' && html`<p><strong>These are real messages, and they cost money.</strong></p>`}
      <form onSubmit=${submit} novalidate aria-label="Send all the same">
        <label class="agree">
          <input
            type="checkbox"
            checked=${isAgreed}
            aria-describedby=${fault ? 'agree-fault' : undefined}
            aria-invalid=${fault ? 'true' : undefined}
            onChange=${() => {
              setAgreed(!isAgreed)
              setFault('')
            }}
          />
          <span>A second copy is acceptable</span>
        </label>
        ${fault && html`<p class="fault" id="agree-fault" role="alert">${fault}</p>`}
        <div class="actions">
          <button type="button" onClick=${onClose}>Back</button>
          <button class="primary">Send all the same</button>
        </div>
      </form>
    <//>
  `
}

/**
 * What is known by now of the earlier message. It may have been settled since.
 *
 * @param {{ id: string, to: readonly string[] }} properties
 */
function EarlierMessage({ id, to }) {
  const { may } = useSession()
  const isReadable = may('messages:read', 'operations')
  /** @type {import('../parts/load.js').Loaded<import('../api-types.js').RecordedMessage>} */
  const { body, problem } = useLoad(isReadable ? `messages/${encodeURIComponent(id)}` : undefined)
  if (!isReadable) return html`<p>This key may not read the earlier message, <code>${id}</code>.</p>`
  if (problem) return html`<p class="fault">The earlier message could not be read: ${problem}</p>`
  if (body === undefined) return html`<p role="status" class="hint">Loading…</p>`
  const { createdAt, from, reference, schedule } = body
  const recipients = body.recipients.filter((recipient) => to.includes(recipient.to))
  return html`
    <section class="earlier" aria-labelledby="earlier-title">
      <h3 id="earlier-title">The earlier message</h3>
      <dl class="facts">
        <div><dt>Received</dt><dd><${Time} at=${createdAt} /></dd></div>
        <div><dt>From</dt><dd>${from}</dd></div>
        ${reference !== undefined && html`<div><dt>Reference</dt><dd>${reference}</dd></div>`}
        ${schedule && html`<div><dt>Due</dt><dd>${formatMinute(schedule.sendAt)}</dd></div>`}
      </dl>
      <ul>
        ${recipients.slice(0, shownNumbers).map(
          ({ to, outcome, error, delivery }) => html`
            <li class="recipient-head">
              <span class="number">${to}</span><${Badge} state=${outcome} />
              ${delivery && html`<${DeliveryBadge} status=${delivery.status} />`}
              ${error && html`<span class="hint">${error.title}</span>`}
            </li>
          `,
        )}
      </ul>
      ${recipients.length > shownNumbers && html`<p class="hint">and ${formatCount(recipients.length - shownNumbers, 'other number')}</p>`}
      <p><a href=${formatRoute('messages', { rest: id })}>See its history, or settle it</a></p>
    </section>
  `
}
