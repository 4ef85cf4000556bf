import { read } from '../api.js'
import { formatCount, formatEncoding, formatNumber } from '../format.js'
import { html } from '../html.js'
import { useSession } from '../session.js'
import { useEffect, useState } from '../vendor/hooks.js'
import { faultsOf, formatMessage } from './draft.js'
import { changeDraft } from './store.js'

/** How long nothing must have been typed before the gateway is asked. */
const pauseMs = 250

/**
 * @typedef {{ body?: import('../api-types.js').Preview, faults: Readonly<Record<string, string>>, problem?: string }} PreviewState
 */

/**
 * Has the gateway say how a draft would be sent. A number or a sender that is missing or still being typed does not hide
 * what is known about the text: a stand-in takes its place.
 *
 * @param {import('./draft.js').Draft} draft
 * @returns {PreviewState}
 */
export function usePreview(draft) {
  const { caller } = useSession()
  const [state, setState] = useState(/** @type {PreviewState} */ ({ faults: {} }))
  const message = formatMessage(draft)
  const content = JSON.stringify(message)
  useEffect(() => {
    if (draft.text === '') return setState({ faults: {} })
    const gone = new AbortController()
    const timer = setTimeout(async () => {
      const preview = await ask(JSON.parse(content), standIns(caller), gone.signal)
      if (!gone.signal.aborted) setState(preview)
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [content])
  return state
}

/** @param {import('../api-types.js').Caller} caller */
const standIns = ({ senders: [from = 'ACME'] = [], destinationPrefixes: [prefix = '+213'] = [] }) => ({
  from,
  to: [prefix.padEnd(13, '5')],
})

/**
 * @param {{ to: string[], from?: string } & Record<string, unknown>} message
 * @param {{ to: string[], from: string }} others
 * @param {AbortSignal} signal
 * @returns {Promise<PreviewState>}
 */
async function ask(message, others, signal) {
  const body = { ...message, to: message.to.length > 0 ? message.to : others.to, from: message.from ?? others.from }
  const first = await preview(body, signal)
  if (first.ok) return { body: first.body, faults: {} }
  const faults = faultsOf(first.violations ?? [], message.to)
  if (!faults['to'] && !faults['from']) return { faults, problem: first.problem }
  const second = await preview({ ...body, ...others }, signal)
  // The number may only be half typed: what is wrong with it is said when it is sent.
  const { to: _to, ...known } = faults
  return second.ok ? { body: second.body, faults: known } : { faults: known, problem: second.problem }
}

/**
 * @param {object} body
 * @param {AbortSignal} signal
 * @returns {ReturnType<typeof read<import('../api-types.js').Preview>>}
 */
const preview = (body, signal) => read('messages/preview', { method: 'POST', body, signal })

/** @param {{ draft: import('./draft.js').Draft, preview: PreviewState }} properties */
export function PreviewCard({ draft, preview: { body, problem } }) {
  const { text } = draft
  const known = body?.text
  const forcing = known?.forcingUcs2.first ?? []
  return html`
    <section class="card preview" aria-labelledby="preview-title">
      <h2 id="preview-title">How it goes out</h2>
      <div class="phone" aria-hidden="true">
        <p class="phone-sender">${draft.from || 'Sender'}</p>
        <p class="bubble" dir="auto">${text === '' ? html`<span class="hint">Your text</span>` : mark(text, forcing)}</p>
      </div>
      <div aria-live="polite">
        ${
          known &&
          html`
            <dl class="figures">
              <div><dt>Encoding</dt><dd>${formatEncoding(known.encoding)}</dd></div>
              <div><dt>Segments</dt><dd>${formatNumber(known.segments)}</dd></div>
              <div><dt>Left in the last</dt><dd>${formatNumber(known.unitsLeft)}</dd></div>
            </dl>
            ${known.encoding === 'ucs2' && html`<${Forcing} forcing=${known.forcingUcs2} draft=${draft} />`}
            ${
              known.replaced &&
              html`<p class="hint">${formatCount(known.replaced.total, 'character')} replaced with plain ones.</p>`
            }
          `
        }
        ${!known && problem && html`<p class="fault">${problem}</p>`}
      </div>
      ${
        body &&
        html`
          <details class="query">
            <summary>${formatCount(body.upstream.requestCount, 'request')} to the provider</summary>
            ${body.upstream.queries.map((query) => html`<pre>${body.upstream.path}?${query}</pre>`)}
          </details>
        `
      }
    </section>
  `
}

/**
 * The characters for which the text takes UCS-2, with the way out if there is one.
 *
 * @param {{
 *   forcing: { total: number, first: import('../api-types.js').PositionedCharacter[] },
 *   draft: import('./draft.js').Draft,
 * }} properties
 */
function Forcing({ forcing: { total, first }, draft }) {
  if (total === 0) return null
  const more = total - first.length
  return html`
    <div class="forcing">
      <p>${total === 1 ? 'This character is' : 'These characters are'} not in GSM 7-bit, so a segment holds 70 characters instead of 160:</p>
      <ul>
        ${first.map(
          ({ character, codePoint, position }) => html`
            <li><b>${character}</b> <code>${codePoint}</code> <span class="hint">at ${position + 1}</span></li>
          `,
        )}
        ${more > 0 && html`<li class="hint">and ${formatNumber(more)} more</li>`}
      </ul>
      ${
        !draft.replace &&
        html`<button type="button" onClick=${() => changeDraft({ replace: true })}>Replace look-alikes</button>`
      }
    </div>
  `
}

/**
 * The text, with the given characters marked.
 *
 * @param {string} text
 * @param {readonly import('../api-types.js').PositionedCharacter[]} characters
 */
function mark(text, characters) {
  const parts = []
  let end = 0
  for (const { character, position } of characters) {
    // A preview is of an earlier text while someone types.
    if (text.slice(position, position + character.length) !== character || position < end) continue
    parts.push(text.slice(end, position), html`<mark>${character}</mark>`)
    end = position + character.length
  }
  return [...parts, text.slice(end)]
}
