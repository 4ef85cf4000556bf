import { formatCount, formatEncoding, formatMinute } from '../format.js'
import { html } from '../html.js'
import { Badge } from '../parts/badge.js'
import { Icon } from '../parts/icon.js'
import { useLoad } from '../parts/load.js'
import { Notice } from '../parts/notice.js'
import { Time } from '../parts/time.js'
import { formatRoute } from '../route.js'
import { useState } from '../vendor/hooks.js'
import { RecordedRecipientCard } from './recipient.js'
import { SettleCard } from './settle.js'

/** While a message is under way, its reports come by themselves. */
const everyMs = 3_000
const firstShown = 20

/**
 * A message with everything that happened to it.
 *
 * @param {{ id: string }} properties
 */
export function MessageDetail({ id }) {
  const path = `messages/${encodeURIComponent(id)}`
  /** @type {import('../parts/load.js').Loaded<import('../api-types.js').RecordedMessage>} */
  const { body: message, problem, reload } = useLoad(path, everyMs)
  return html`
    <p><a class="back" href=${formatRoute('messages')}><${Icon} name="back" />All messages</a></p>
    ${problem && html`<${Notice} tone="bad"><p>${problem}</p><//>`}
    ${message === undefined && !problem && html`<p role="status" class="hint">Loading…</p>`}
    ${message && html`<${MessageCard} message=${message} onSettled=${reload} />`}
  `
}

/**
 * @param {{ message: import('../api-types.js').RecordedMessage, onSettled(): void }} properties
 */
function MessageCard({ message, onSettled }) {
  const { recipients, status, summary } = message
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? recipients : recipients.slice(0, firstShown)
  return html`
    <div class="title-row"><h1>Message from ${message.from}</h1><${Badge} state=${status} /></div>
    <dl class="facts card">
      ${factsOf(message).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>
    ${summary.unknown > 0 && html`<${SettleCard} message=${message} onSettled=${onSettled} />`}
    <h2>${formatCount(recipients.length, 'recipient')}</h2>
    <ul class="recipient-cards">
      ${shown.map((recipient) => html`<${RecordedRecipientCard} key=${recipient.to} recipient=${recipient} />`)}
    </ul>
    ${shown.length < recipients.length && html`<button onClick=${() => setWhole(true)}>Show all ${recipients.length}</button>`}
  `
}

/**
 * @param {import('../api-types.js').RecordedMessage} message
 * @returns {readonly (readonly [string, unknown])[]}
 */
const factsOf = ({ id, reference, createdAt, schedule, encoding, segments, caller, requestId }) => [
  ['Id', html`<code>${id}</code>`],
  ...(reference === undefined ? [] : [/** @type {const} */ (['Reference', reference])]),
  ['Received', html`<${Time} at=${createdAt} />`],
  ...(schedule === undefined ? [] : [/** @type {const} */ (['Due', formatMinute(schedule.sendAt)])]),
  [
    'On air',
    encoding === undefined || segments === undefined
      ? 'WAP push'
      : `${formatEncoding(encoding)}, ${formatCount(segments, 'segment')} for each recipient`,
  ],
  ...(caller === undefined ? [] : [/** @type {const} */ (['Caller', caller])]),
  ['Request', html`<code>${requestId}</code>`],
]
