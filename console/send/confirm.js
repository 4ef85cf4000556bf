import { formatCount } from '../format.js'
import { html } from '../html.js'
import { Dialog } from '../parts/dialog.js'
import { useSession } from '../session.js'
import { readNumbers } from './draft.js'

const shownNumbers = 5

/**
 * Asks before a real message goes out, and before the same content goes out again.
 *
 * @param {{
 *   draft: import('./draft.js').Draft, sent?: import('./store.js').Sent, preview?: import('../api-types.js').Preview,
 *   onClose(): void, onConfirm(): void,
 * }} properties
 */
export function ConfirmDialog({ draft, sent, preview, onClose, onConfirm }) {
  const { mode } = useSession()
  const numbers = sent?.body.to ?? readNumbers(draft.to)
  const segments = sent ? undefined : preview?.text?.segments
  const title = sent ? 'Send the same text again?' : `Send to ${formatCount(numbers.length, 'number')}?`
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      ${sent && html`<p>This makes a new message. Whoever got the first one gets a second one.</p>`}
      <p>
        ${numbers.slice(0, shownNumbers).join(', ')}${numbers.length > shownNumbers && ` and ${numbers.length - shownNumbers} more`}
      </p>
      ${
        segments !== undefined &&
        html`<p>${formatCount(segments, 'segment')} for each number, ${formatCount(segments * numbers.length, 'segment')} in all.</p>`
      }
      ${mode === 'live' && html`<p><strong>These are real messages, and they cost money.</strong></p>`}
      ${draft.when === 'later' && !sent && html`<p>On ${draft.dateTime.replace('T', ' at ')}, ${draft.timeZone}. It cannot be cancelled.</p>`}
      <div class="actions">
        <button onClick=${onClose}>Back</button>
        <button class="primary" onClick=${onConfirm}>${sent ? 'Send a new message' : draft.when === 'later' ? 'Schedule it' : 'Send now'}</button>
      </div>
    <//>
  `
}
