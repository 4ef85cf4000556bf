import { formatCount } from '../format.js'
import { html } from '../html.js'
import { useSession } from '../session.js'
import { useEffect, useRef, useState } from '../vendor/hooks.js'
import { AnswerCard } from './answer.js'
import { ConfirmDialog } from './confirm.js'
import { faultsOf, formatSubmission, readNumbers } from './draft.js'
import { MessageFields } from './fields.js'
import { MagicNumbers } from './magic-numbers.js'
import { PreviewCard, usePreview } from './preview.js'
import { ScheduleFields } from './schedule.js'
import { sendAnother, sendDraft, useSendState } from './store.js'

/** The composer: the form, how the text will look, and what came of it. */
export function SendView() {
  const { mode, numbers } = useSession()
  const { draft, sent } = useSendState()
  const [asking, setAsking] = useState(/** @type {'send' | 'another' | undefined} */ (undefined))
  const preview = usePreview(draft)
  const isSending = sent?.state === 'sending'
  const faults = { ...preview.faults, ...faultsOfAnswer(sent, draft) }
  const count = readNumbers(draft.to).length
  const place = useRef(/** @type {HTMLElement | null} */ (null))
  // On a phone, what came of it would otherwise be below the edge. Someone who comes back sees the form.
  const seen = useRef(sent)
  useEffect(() => {
    if (sent !== seen.current) place.current?.scrollIntoView({ block: 'nearest' })
    seen.current = sent
  }, [sent])

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault()
    // Real messages are sent only when told twice.
    if (mode === 'live') setAsking('send')
    else sendDraft()
  }

  return html`
    <h1>Send a message</h1>
    <div class="composer">
      <div class="beside">
        <form class="card" onSubmit=${submit} novalidate aria-label="Message">
          <${MessageFields} draft=${draft} faults=${faults} />
          <${ScheduleFields} draft=${draft} faults=${faults} />
          ${faults[''] && html`<p class="fault">${faults['']}</p>`}
          <div class="actions">
            <button class="primary" disabled=${isSending}>
              ${isSending ? 'Sending…' : labelOf(draft.when, count, mode)}
            </button>
            ${mode === 'sandbox' && html`<p class="hint">Nothing real is sent: this gateway is a sandbox.</p>`}
          </div>
        </form>
        <div class="answer-place" aria-live="polite" ref=${place}>
          ${sent && html`<${AnswerCard} sent=${sent} onAnother=${() => setAsking('another')} />`}
        </div>
      </div>
      <div class="beside">
        <${PreviewCard} draft=${draft} preview=${preview} />
        ${numbers.length > 0 && html`<${MagicNumbers} />`}
      </div>
    </div>
    ${
      asking &&
      html`
        <${ConfirmDialog}
          draft=${draft}
          sent=${asking === 'another' ? sent : undefined}
          preview=${preview.body}
          onClose=${() => setAsking(undefined)}
          onConfirm=${() => {
            setAsking(undefined)
            if (asking === 'another') sendAnother()
            else sendDraft()
          }}
        />
      `
    }
  `
}

/**
 * @param {'now' | 'later'} when
 * @param {number} count
 * @param {import('../api-types.js').Mode} mode
 */
function labelOf(when, count, mode) {
  const what = when === 'now' ? 'Send' : 'Schedule'
  const many = count > 1 ? ` ${when === 'now' ? 'to' : 'for'} ${formatCount(count, 'number')}` : ''
  return `${what}${many}${mode === 'live' ? '…' : ''}`
}

/**
 * What the gateway found wrong, until the draft is changed.
 *
 * @param {import('./store.js').Sent | undefined} sent
 * @param {import('./draft.js').Draft} draft
 */
function faultsOfAnswer(sent, draft) {
  const isOfDraft = JSON.stringify(sent?.body) === JSON.stringify(formatSubmission(draft).body)
  return isOfDraft ? faultsOf(sent?.answer?.violations ?? [], sent?.body.to ?? []) : {}
}
