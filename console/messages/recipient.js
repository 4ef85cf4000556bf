import { html } from '../html.js'
import { Advice } from '../parts/advice.js'
import { Badge, DeliveryBadge } from '../parts/badge.js'
import { Time } from '../parts/time.js'
import { formatRoute } from '../route.js'
import { useSession } from '../session.js'
import { listSteps } from './timeline.js'

/**
 * A recipient: its outcome, what to do, and its history.
 *
 * @param {{ recipient: import('../api-types.js').RecordedRecipient }} properties
 */
export function RecordedRecipientCard({ recipient }) {
  const { problems } = useSession()
  const { to, outcome, error, delivery, resolution } = recipient
  const advice = error && problems.get(error.code)?.advice
  return html`
    <li class="card">
      <div class="recipient-head">
        <span class="number">${to}</span><${Badge} state=${outcome} />
        ${delivery && html`<${DeliveryBadge} status=${delivery.status} />`}
        ${resolution && html`<span class="badge outline calm">Settled</span>`}
      </div>
      ${
        error &&
        html`
          <${Advice} text=${advice ?? error.title} />
          <p class="hint">
            <a href="problems/${error.code}">${error.code}</a>
            ${error.duplicateOf && html` · see <a href=${formatRoute('messages', { rest: error.duplicateOf })}>the earlier message</a>`}
          </p>
        `
      }
      ${
        delivery?.parts &&
        html`<p class="hint">${delivery.parts.delivered} of ${delivery.parts.count} parts delivered, ${delivery.parts.undelivered} not.</p>`
      }
      <ol class="timeline">
        ${listSteps(recipient).map(
          ({ at, what, more, tone }) => html`
            <li class=${tone}>
              <p>${what}${at && html` <${Time} at=${at} />`}</p>
              ${more && html`<p class="hint">${more}</p>`}
            </li>
          `,
        )}
      </ol>
    </li>
  `
}
