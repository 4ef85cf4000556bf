import { read } from '../api.js'
import { formatCount } from '../format.js'
import { html } from '../html.js'
import { Field, typedIn } from '../parts/field.js'
import { useLoad } from '../parts/load.js'
import { Notice } from '../parts/notice.js'
import { Time } from '../parts/time.js'
import { useSession } from '../session.js'
import { useState } from '../vendor/hooks.js'

/**
 * The unknown outcomes of a message: reports that may belong to them, and a form that settles them. It never sends.
 *
 * @param {{ message: import('../api-types.js').RecordedMessage, onSettled(): void }} properties
 */
export function SettleCard({ message, onSettled }) {
  const { may } = useSession()
  const unknown = message.recipients.filter(({ outcome }) => outcome === 'unknown').map(({ to }) => to)
  return html`
    <section class="card settle" aria-labelledby="settle-title">
      <h2 id="settle-title">${formatCount(unknown.length, 'unknown outcome')}</h2>
      <p>The message may have been sent. Do not send it again before you know: ask the recipient or the provider, then record what you found.</p>
      ${may('operations') && html`<${Hints} id=${message.id} />`}
      ${
        may('messages:send', 'operations')
          ? html`<${SettleForm} key=${unknown.join()} id=${message.id} unknown=${unknown} onSettled=${onSettled} />`
          : html`<p class="hint">This key may not settle outcomes.</p>`
      }
    </section>
  `
}

/**
 * The newest delivery reports that belong to nobody and may be about this message.
 *
 * @param {{ id: string }} properties
 */
function Hints({ id }) {
  /** @type {import('../parts/load.js').Loaded<{ reports: import('../api-types.js').UnmatchedReport[] }>} */
  const { body, problem } = useLoad('delivery-reports/unmatched')
  if (problem) return html`<p class="fault">${problem}</p>`
  const hints = body?.reports.filter(({ possibleMessages }) => possibleMessages.includes(id)) ?? []
  if (hints.length === 0) return body ? html`<p class="hint">No delivery report hints at this message.</p>` : null
  return html`
    <${Notice} tone="calm" title="These delivery reports may be about it">
      <ul class="hints">
        ${hints.map(
          ({ status, to, from, receivedAt, upstreamMessageId, possibleMessages }) => html`
            <li>
              <code>${status}</code> for ${to} ${from && html`from ${from}`}, <${Time} at=${receivedAt} />
              ${upstreamMessageId && html` <code>${upstreamMessageId}</code>`}
              ${possibleMessages.length > 1 && html`<span class="hint"> — or about ${formatCount(possibleMessages.length - 1, 'other message')}</span>`}
            </li>
          `,
        )}
      </ul>
    <//>
  `
}

/** @param {{ id: string, unknown: readonly string[], onSettled(): void }} properties */
function SettleForm({ id, unknown, onSettled }) {
  const [chosen, setChosen] = useState(unknown)
  const [outcome, setOutcome] = useState('')
  const [reason, setReason] = useState('')
  const [by, setBy] = useState('')
  const [fault, setFault] = useState('')
  const [isSettling, setSettling] = useState(false)

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault()
    if (chosen.length === 0) return setFault('Choose at least one recipient.')
    if (outcome === '') return setFault('Say what became of the message.')
    if (reason.trim() === '' || by.trim() === '') return setFault('Say how you found out, and who you are.')
    setFault('')
    setSettling(true)
    const body = { outcome, reason: reason.trim(), by: by.trim(), to: chosen }
    const answer = await read(`messages/${id}/resolution`, { method: 'POST', body })
    setSettling(false)
    if (answer.ok) onSettled()
    else setFault([answer.problem, ...(answer.violations ?? []).map(({ message }) => message)].join(' '))
  }

  return html`
    <form onSubmit=${submit} novalidate aria-label="Settle unknown outcomes">
      ${
        unknown.length > 1 &&
        html`
          <fieldset>
            <legend>Recipients</legend>
            <div class="checks">
              ${unknown.map(
                (to) => html`
                  <label>
                    <input
                      type="checkbox"
                      checked=${chosen.includes(to)}
                      onChange=${() => setChosen(chosen.includes(to) ? chosen.filter((other) => other !== to) : [...chosen, to])}
                    />
                    <span class="number">${to}</span>
                  </label>
                `,
              )}
            </div>
          </fieldset>
        `
      }
      <fieldset class="when">
        <legend>What became of it</legend>
        <div class="choice">
          ${[
            ['accepted', 'It was sent (accepted)'],
            ['rejected', 'It was not sent (rejected)'],
          ].map(
            ([value = '', label]) => html`
              <label>
                <input type="radio" name="outcome" value=${value} checked=${outcome === value} onChange=${() => setOutcome(value)} />
                <span>${label}</span>
              </label>
            `,
          )}
        </div>
      </fieldset>
      <div class="options-grid two">
        <${Field} id="reason" label="How you found out" hint="It is kept with the message.">
          ${(/** @type {any} */ attributes) => html`
            <input
              ...${attributes}
              maxlength="500"
              placeholder="The recipient confirmed it by phone"
              value=${reason}
              onInput=${(/** @type {Event} */ event) => setReason(typedIn(event))}
            />
          `}
        <//>
        <${Field} id="by" label="Your name">
          ${(/** @type {any} */ attributes) => html`
            <input ...${attributes} maxlength="100" value=${by} onInput=${(/** @type {Event} */ event) => setBy(typedIn(event))} />
          `}
        <//>
      </div>
      ${fault && html`<p class="fault" role="alert">${fault}</p>`}
      <div class="actions"><button class="primary" disabled=${isSettling}>Record this</button></div>
    </form>
  `
}
