import { html } from '../html.js'
import { Field, typedIn } from '../parts/field.js'
import { changeDraft } from './store.js'

const zones = Intl.supportedValuesOf('timeZone')

/**
 * When the message goes out: now, or at a local time in a zone.
 *
 * @param {{ draft: import('./draft.js').Draft, faults: Readonly<Record<string, string>> }} properties
 */
export function ScheduleFields({ draft, faults }) {
  const { when, dateTime, timeZone, disambiguation } = draft
  return html`
    <fieldset class="when">
      <legend>When</legend>
      <div class="choice">
        ${['now', 'later'].map(
          (value) => html`
            <label>
              <input
                type="radio"
                name="when"
                value=${value}
                checked=${when === value}
                onChange=${() => changeDraft(value === 'later' ? { when: value, dateTime: dateTime || tomorrow() } : { when: 'now' })}
              />
              <span>${value === 'now' ? 'Now' : 'At a time'}</span>
            </label>
          `,
        )}
      </div>
    </fieldset>
    ${
      when === 'later' &&
      html`
        <div class="options-grid">
          <${Field} id="dateTime" label="Local time" fault=${faults['dateTime']}>
            ${(/** @type {any} */ attributes) => html`
              <input
                ...${attributes}
                type="datetime-local"
                required
                value=${dateTime}
                onInput=${(/** @type {Event} */ event) => changeDraft({ dateTime: typedIn(event) })}
              />
            `}
          <//>
          <${Field} id="timeZone" label="Time zone" fault=${faults['timeZone']}>
            ${(/** @type {any} */ attributes) => html`
              <select
                ...${attributes}
                value=${timeZone}
                onChange=${(/** @type {Event} */ event) => changeDraft({ timeZone: typedIn(event) })}
              >
                ${(zones.includes(timeZone) ? zones : [timeZone, ...zones]).map((zone) => html`<option>${zone}</option>`)}
              </select>
            `}
          <//>
          <${Field} id="disambiguation" label="If the clocks change then" hint="A time that is skipped, or comes twice.">
            ${(/** @type {any} */ attributes) => html`
              <select
                ...${attributes}
                value=${disambiguation}
                onChange=${(/** @type {Event} */ event) => changeDraft({ disambiguation: typedIn(event) })}
              >
                <option value="reject">Refuse the message</option>
                <option value="earlier">Take the earlier time</option>
                <option value="later">Take the later time</option>
              </select>
            `}
          <//>
        </div>
        <p class="hint">The provider keeps the message until then. It can be neither changed nor cancelled.</p>
      `
    }
  `
}

/** This time tomorrow, on the full hour, as the field has it. */
function tomorrow() {
  const date = new Date(Date.now() + 86_400_000)
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:00`
}
