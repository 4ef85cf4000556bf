import { html } from '../html.js'
import { Field, Switch, typedIn } from '../parts/field.js'
import { useSession } from '../session.js'
import { changeDraft } from './store.js'

/**
 * The fields of a message.
 *
 * @param {{ draft: import('./draft.js').Draft, faults: Readonly<Record<string, string>> }} properties
 */
export function MessageFields({ draft, faults }) {
  const { caller } = useSession()
  /** @param {keyof import('./draft.js').Draft} name */
  const into = (name) => (/** @type {Event} */ event) => changeDraft({ [name]: typedIn(event) })
  return html`
    <${Field} id="to" label="To" fault=${faults['to']} hint="Numbers such as +213550000001, one a line or with commas between.">
      ${(/** @type {any} */ attributes) => html`
        <textarea
          ...${attributes}
          class="numbers"
          rows=${Math.min(6, Math.max(1, draft.to.split('\n').length))}
          inputmode="tel"
          autocomplete="off"
          spellcheck=${false}
          placeholder="+213550000001"
          value=${draft.to}
          onInput=${into('to')}
        ></textarea>
      `}
    <//>
    <${Field} id="from" label="From" fault=${faults['from']} hint="A name of up to 11 characters, or a number.">
      ${(/** @type {any} */ attributes) => html`
        <input
          ...${attributes}
          list=${caller.senders ? 'senders' : undefined}
          autocomplete="off"
          spellcheck=${false}
          placeholder="ACME"
          value=${draft.from}
          onInput=${into('from')}
        />
        ${
          caller.senders &&
          html`<datalist id="senders">${caller.senders.map((sender) => html`<option value=${sender} />`)}</datalist>`
        }
      `}
    <//>
    <${Field} id="text" label="Text" fault=${faults['text']}>
      ${(/** @type {any} */ attributes) => html`
        <textarea ...${attributes} rows="5" dir="auto" value=${draft.text} onInput=${into('text')}></textarea>
      `}
    <//>
    <details class="options">
      <summary>Options</summary>
      <div class="options-grid">
        <${Field} id="encoding" label="Encoding" fault=${faults['encoding']}>
          ${(/** @type {any} */ attributes) => html`
            <select ...${attributes} value=${draft.encoding} onChange=${into('encoding')}>
              <option value="auto">The shortest that fits</option>
              <option value="gsm7">GSM 7-bit</option>
              <option value="ucs2">UCS-2</option>
              <option value="latin1">Latin-1</option>
            </select>
          `}
        <//>
        <${Field} id="maxSegments" label="Most segments" fault=${faults['maxSegments']}>
          ${(/** @type {any} */ attributes) => html`
            <input ...${attributes} type="number" min="1" value=${draft.maxSegments} onInput=${into('maxSegments')} />
          `}
        <//>
        <${Field} id="reference" label="Your reference" fault=${faults['reference']}>
          ${(/** @type {any} */ attributes) => html`
            <input ...${attributes} autocomplete="off" value=${draft.reference} onInput=${into('reference')} />
          `}
        <//>
      </div>
      <${Switch}
        id="replace"
        label="Replace look-alike characters"
        hint="Plain quotes, dashes and spaces, if the text then fits GSM 7-bit."
        isOn=${draft.replace}
        onChange=${(/** @type {boolean} */ replace) => changeDraft({ replace })}
      />
      <${Switch}
        id="flash"
        label="Flash message"
        hint="The phone shows it at once and does not store it."
        isOn=${draft.flash}
        onChange=${(/** @type {boolean} */ flash) => changeDraft({ flash })}
      />
      <${Switch}
        id="deliveryReport"
        label="Ask for a delivery report"
        isOn=${draft.deliveryReport}
        onChange=${(/** @type {boolean} */ deliveryReport) => changeDraft({ deliveryReport })}
      />
    </details>
  `
}
