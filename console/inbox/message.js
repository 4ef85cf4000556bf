import { formatCount, formatEncoding, formatMinute } from '../format.js'
import { html } from '../html.js'
import { Time } from '../parts/time.js'
import { formatRoute } from '../route.js'

/**
 * The tone and the words of a delivery report.
 *
 * @type {Readonly<Record<string, readonly [tone: string, words: string]>>}
 */
const statuses = {
  DELIVRD: ['good', 'Delivered'],
  DELIVERED: ['good', 'Delivered'],
  ENROUTE: ['calm', 'On its way'],
  UNDELIV: ['bad', 'Not delivered'],
  REJECTD: ['bad', 'Rejected on the way'],
  EXPIRED: ['bad', 'Expired'],
  DELETED: ['bad', 'Deleted'],
}

/**
 * A message as a phone shows it, with what the provider says about it.
 *
 * @param {{ message: import('../api-types.js').InboxMessage }} properties
 */
export function PhoneMessage({ message }) {
  const { to, from, text, url, flash, parts, encoding, sendAt, receivedAt, taken } = message
  return html`
    <li class="phone-message ${taken ? '' : 'refused'}">
      <div class="avatar" aria-hidden="true">${from.charAt(0).toUpperCase()}</div>
      <div class="phone-body">
        <p class="phone-head">
          <strong>${from}</strong><span class="hint">to <span class="number">${to}</span></span>
          <${Time} at=${receivedAt} />
        </p>
        <p class="bubble" dir="auto">${text}${url && html`<span class="link">${url}</span>`}</p>
        <p class="phone-foot">
          ${html`<${DeliveryState} message=${message} />`}
          ${flash && html`<span class="badge warn">Flash</span>`}
          ${sendAt && html`<span class="badge calm">Due ${formatMinute(sendAt)}</span>`}
          <span class="hint">${parts !== undefined && `${formatCount(parts, 'part')}, `}${formatEncoding(encoding)}</span>
          <a href=${formatRoute('messages', { parameters: { to } })}>Find in messages</a>
        </p>
        <details>
          <summary>What the provider did</summary>
          <dl class="facts">
            <div><dt>Its answer</dt><dd><code>${message.answer || 'nothing'}</code></dd></div>
            ${message.fault && html`<div><dt>The connection</dt><dd>${message.fault}</dd></div>`}
            <div>
              <dt>Delivery reports</dt>
              <dd>${message.deliveryReports.length === 0 ? noReport(message) : html`<${Reports} reports=${message.deliveryReports} />`}</dd>
            </div>
          </dl>
        </details>
      </div>
    </li>
  `
}

/**
 * Why the simulated provider will not report a scheduled message.
 *
 * @type {Readonly<Record<string, string>>}
 */
const withheld = {
  'too-far': 'none will come: it is scheduled for more than 24.8 days ahead, and the sandbox cannot wait longer',
  'too-many': 'none will come: the sandbox keeps 2,500 scheduled messages at a time',
}

/** @param {import('../api-types.js').InboxMessage} message */
function noReport({ deliveryReportRequested, notReported, taken }) {
  if (!deliveryReportRequested) return 'not asked for'
  if (notReported !== undefined) return withheld[notReported] ?? 'none will come'
  return taken ? 'none yet' : 'none'
}

/** @param {{ message: import('../api-types.js').InboxMessage }} properties */
function DeliveryState({ message: { taken, deliveryReports, deliveryReportRequested, notReported, sendAt } }) {
  if (!taken) return html`<span class="badge bad">Refused by the provider</span>`
  if (notReported !== undefined) return html`<span class="badge outline warn">No report will come</span>`
  const last = deliveryReports.at(-1)
  if (last === undefined) {
    const words = !deliveryReportRequested ? 'No report asked for' : sendAt ? 'Not due yet' : 'Report awaited'
    return html`<span class="badge outline calm">${words}</span>`
  }
  const [tone, words] = statuses[last.status] ?? ['calm', last.status]
  return html`<span class="badge outline ${tone}">${words}</span>`
}

/** @param {{ reports: import('../api-types.js').InboxMessage['deliveryReports'] }} properties */
const Reports = ({ reports }) => html`
  <ol class="reports">
    ${reports.map(
      ({ status, sentAt, taken }) => html`
        <li><code>${status}</code> <${Time} at=${sentAt} /> ${!taken && html`<span class="badge warn">not taken by the gateway</span>`}</li>
      `,
    )}
  </ol>
`
