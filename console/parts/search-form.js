import { html } from '../html.js'
import { typedIn } from './field.js'
import { Icon } from './icon.js'

/**
 * A row with a field to search in, and beside it what belongs to the search.
 *
 * @param {{
 *   label: string, placeholder: string, text: string, onType(text: string): void, onSubmit(): void, children?: unknown,
 * }} properties
 */
export function SearchForm({ label, placeholder, text, onType, onSubmit, children }) {
  /** @param {Event} event */
  function submit(event) {
    event.preventDefault()
    onSubmit()
  }
  return html`
    <form class="toolbar" role="search" onSubmit=${submit}>
      <div class="search">
        <${Icon} name="search" />
        <input
          type="search"
          aria-label=${label}
          placeholder=${placeholder}
          value=${text}
          onInput=${(/** @type {Event} */ event) => onType(typedIn(event))}
        />
      </div>
      ${children}
    </form>
  `
}
