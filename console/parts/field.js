import { html } from '../html.js'

/**
 * A labelled field, with a hint below it and what is wrong with it. `children` is a function that gets the attributes
 * which tie the control to its texts.
 *
 * @param {{
 *   id: string, label: string, hint?: unknown, fault?: string | undefined,
 *   children: (attributes: Record<string, unknown>) => unknown,
 * }} properties
 */
export function Field({ id, label, hint, fault, children }) {
  const describedBy = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ')
  const attributes = {
    id,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': fault ? 'true' : undefined,
  }
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${children(attributes)}
      ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
      ${fault && html`<p class="fault" id="${id}-fault">${fault}</p>`}
    </div>
  `
}

/**
 * @param {{ id: string, label: string, isOn: boolean, onChange(isOn: boolean): void, hint?: string }} properties
 */
export function Switch({ id, label, isOn, onChange, hint }) {
  /** @param {Event} event */
  const change = (event) => onChange(/** @type {HTMLInputElement} */ (event.target).checked)
  return html`
    <div class="switch">
      <input
        type="checkbox"
        id=${id}
        checked=${isOn}
        onChange=${change}
        aria-describedby=${hint ? `${id}-hint` : undefined}
      />
      <div>
        <label for=${id}>${label}</label>
        ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
      </div>
    </div>
  `
}

/**
 * The value of the control that an event is about.
 *
 * @param {Event} event
 */
export const typedIn = (event) => /** @type {HTMLInputElement} */ (event.target).value
