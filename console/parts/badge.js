import { html } from '../html.js'

/**
 * The tone and the words of every state that the console shows. The words say it as well, so colour alone means nothing.
 *
 * @type {Readonly<Record<string, readonly [tone: string, words: string]>>}
 */
const states = {
  accepted: ['good', 'Accepted'],
  partial: ['warn', 'Partly accepted'],
  rejected: ['bad', 'Rejected'],
  unknown: ['warn', 'Unknown'],
  'not-attempted': ['calm', 'Not attempted'],
  pending: ['calm', 'Being sent'],
  queued: ['calm', 'Queued'],
  sending: ['calm', 'On the wire'],
  closed: ['good', 'Closed'],
  open: ['bad', 'Open'],
  'half-open': ['warn', 'Half-open'],
}

/** @type {Readonly<Record<string, readonly [tone: string, words: string]>>} */
const deliveries = {
  delivered: ['good', 'Delivered'],
  'partially-delivered': ['warn', 'Partly delivered'],
  undelivered: ['bad', 'Not delivered'],
  pending: ['calm', 'On its way'],
  awaited: ['calm', 'Report awaited'],
  unknown: ['warn', 'Delivery unknown'],
  'not-requested': ['calm', 'No report asked for'],
}

/** @param {{ state: string }} properties */
export function Badge({ state }) {
  const [tone, words] = states[state] ?? ['calm', state]
  return html`<span class="badge ${tone}">${words}</span>`
}

/** @param {{ status: string }} properties */
export function DeliveryBadge({ status }) {
  const [tone, words] = deliveries[status] ?? ['calm', status]
  return html`<span class="badge outline ${tone}">${words}</span>`
}
