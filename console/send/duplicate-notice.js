import { formatCount } from '../format.js'
import { html } from '../html.js'
import { Notice } from '../parts/notice.js'
import { formatRoute } from '../route.js'
import { useState } from '../vendor/hooks.js'
import { DuplicateDialog } from './duplicate-dialog.js'
import { sendDuplicate } from './store.js'

/**
 * Says which earlier message may have arrived already, and offers to send all the same.
 *
 * @param {{ duplicate: import('./duplicates.js').Duplicate }} properties
 */
export function DuplicateNotice({ duplicate }) {
  const { id, to } = duplicate
  const [isAsking, setAsking] = useState(false)
  const numbers = to.length === 1 ? to[0] : formatCount(to.length, 'number')
  return html`
    <${Notice} tone="warn" title="Not sent to ${numbers}: it may have arrived already">
      <p>
        ${html`<a href=${formatRoute('messages', { rest: id })}>An earlier message</a>`} had the same sender and the same
        content, and nobody knows whether it was sent. Find out first, with the recipient or the provider, and record what you
        found there. If it was not sent, this one can go out.
      </p>
      <div class="actions"><button onClick=${() => setAsking(true)}>Send all the same…</button></div>
    <//>
    ${
      isAsking &&
      html`
        <${DuplicateDialog}
          duplicate=${duplicate}
          onClose=${() => setAsking(false)}
          onConfirm=${() => {
            setAsking(false)
            sendDuplicate(duplicate)
          }}
        />
      `
    }
  `
}
