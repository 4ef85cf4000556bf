import { html } from '../html.js'

/**
 * Advice from the catalogue of problems, in which the names of the API stand between backticks.
 *
 * @param {{ text: string }} properties
 */
export const Advice = ({ text }) =>
  html`<p class="advice">${text.split('`').map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}</p>`
