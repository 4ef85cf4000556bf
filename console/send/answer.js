import { formatCount, formatMinute } from '../format.js'
import { html } from '../html.js'
import { Advice } from '../parts/advice.js'
import { Badge } from '../parts/badge.js'
import { Notice } from '../parts/notice.js'
import { formatRoute } from '../route.js'
import { useSession } from '../session.js'
import { useState } from '../vendor/hooks.js'
import { DuplicateNotice } from './duplicate-notice.js'
import { listDuplicates } from './duplicates.js'
import { askAgain, showBefore } from './store.js'

/** A list of a thousand numbers would fill the page. */
const firstShown = 20

/**
 * What came of a message, for each recipient with what to do.
 *
 * @param {{ sent: import('./store.js').Sent, onAnother(): void }} properties
 */
export function AnswerCard({ sent, onAnother }) {
  if (sent.state === 'sending') return html`<section class="card answer" aria-busy="true"><h2>Sending…</h2></section>`
  if (sent.state === 'lost') return html`<${LostCard} />`
  const { answer = {}, isReplayed, before } = sent
  const { id, recipients, schedule } = answer
  if (recipients === undefined) return html`<${RefusedCard} answer=${answer} />`
  const duplicates = listDuplicates(recipients)
  const title = titleOf(answer)
  return html`
    <section class="card answer" aria-labelledby="answer-title">
      <div class="answer-head">
        <h2 id="answer-title">${title}</h2>
        ${id && html`<a href=${formatRoute('messages', { rest: id })}>Follow this message</a>`}
      </div>
      ${
        isReplayed &&
        html`
          <${Notice} title="Nothing was sent now">
            <p>This text was already submitted from here. Below is what is known about that message.</p>
          <//>
        `
      }
      ${schedule && html`<p>Due on ${formatMinute(schedule.sendAt)}, in your time zone.</p>`}
      <${Recipients} recipients=${recipients} heading=${title} />
      ${duplicates.map((duplicate) => html`<${DuplicateNotice} key=${duplicate.id} duplicate=${duplicate} />`)}
      <div class="actions">
        ${
          isSafeForAny(recipients)
            ? html`<button class="primary" onClick=${askAgain}>Ask again</button>`
            : isUnknownForAny(recipients) && html`<button onClick=${askAgain}>Check what is known now</button>`
        }
        ${!areAll(recipients, duplicates) && html`<button onClick=${onAnother}>Send the same text again…</button>`}
        ${before && html`<button onClick=${showBefore}>Back to the answer before</button>`}
      </div>
      ${
        (isSafeForAny(recipients) || isUnknownForAny(recipients)) &&
        html`<p class="hint">This repeats the request with the same key: only recipients that certainly got nothing are tried.</p>`
      }
    </section>
  `
}

/** @param {readonly import('../api-types.js').Recipient[]} recipients */
const isSafeForAny = (recipients) => recipients.some(({ resend }) => resend === 'safe')

/** @param {readonly import('../api-types.js').Recipient[]} recipients */
const isUnknownForAny = (recipients) => recipients.some(({ outcome }) => outcome === 'unknown')

/**
 * Whether every number was refused as a possible duplicate: the same text would be refused again.
 *
 * @param {readonly import('../api-types.js').Recipient[]} recipients
 * @param {readonly import('./duplicates.js').Duplicate[]} duplicates
 */
const areAll = (recipients, duplicates) => recipients.length === duplicates.flatMap(({ to }) => to).length

/** @param {import('../api-types.js').SendBody} answer */
function titleOf({ recipients = [], title, schedule }) {
  const accepted = recipients.filter(({ outcome }) => outcome === 'accepted').length
  if (accepted === recipients.length) return schedule ? 'Scheduled' : 'Accepted'
  if (accepted > 0) return `${formatCount(accepted, 'number')} of ${recipients.length} accepted`
  return title ?? 'Not accepted'
}

const LostCard = () => html`
  <section class="card answer">
    <${Notice} tone="bad" title="No answer came">
      <p>The message may have been sent, or not. Ask again: the page repeats the request with the same key, so it is never sent twice.</p>
      <div class="actions"><button class="primary" onClick=${askAgain}>Ask again</button></div>
    <//>
  </section>
`

/** @param {{ answer: import('../api-types.js').SendBody }} properties */
const RefusedCard = ({ answer: { title, detail, code, violations, requestId } }) => html`
  <section class="card answer">
    <${Notice} tone="bad" title=${title ?? 'The gateway refused the message'}>
      <p>${detail}</p>
      ${
        violations &&
        html`<ul>${violations.map(({ pointer, name, message }) => html`<li><code>${pointer || name || '/'}</code> ${message}</li>`)}</ul>`
      }
      <p class="hint"><a href="problems/${code}">${code}</a> · request ${requestId}</p>
    <//>
  </section>
`

/** @param {{ recipients: readonly import('../api-types.js').Recipient[], heading: string }} properties */
function Recipients({ recipients, heading }) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? recipients : recipients.slice(0, firstShown)
  return html`
    <ul class="recipients">${shown.map((recipient) => html`<${RecipientRow} key=${recipient.to} recipient=${recipient} heading=${heading} />`)}</ul>
    ${
      shown.length < recipients.length &&
      html`<button onClick=${() => setWhole(true)}>Show all ${recipients.length} recipients</button>`
    }
  `
}

/**
 * A recipient with its outcome. A title that the heading above says already is not repeated.
 *
 * @param {{ recipient: import('../api-types.js').Recipient, heading: string }} properties
 */
function RecipientRow({ recipient, heading }) {
  const { to, requestedAs, outcome, error, upstreamMessageId } = recipient
  const { problems } = useSession()
  const problem = error && problems.get(error.code)
  const title = problem?.title ?? error?.title
  const code = error?.upstreamCode
  return html`
    <li>
      <div class="recipient-head">
        <span class="number">${to}</span>
        ${requestedAs && html`<span class="hint">written as ${requestedAs}</span>`}
        <${Badge} state=${outcome} />
      </div>
      ${
        error
          ? html`
              ${title !== heading && html`<p>${title}${code !== undefined && html`<span class="hint"> (code ${code})</span>`}</p>`}
              ${title === heading && code !== undefined && html`<p class="hint">The provider’s code is ${code}.</p>`}
              ${problem && html`<${Advice} text=${problem.advice} />`}
              <p class="hint">
                <a href="problems/${error.code}">${error.code}</a>
                ${error.duplicateOf && html` · see <a href=${formatRoute('messages', { rest: error.duplicateOf })}>the earlier message</a>`}
              </p>
            `
          : html`<p class="hint">The provider took it${upstreamMessageId ? html` as <code>${upstreamMessageId}</code>` : ''}.</p>`
      }
    </li>
  `
}
