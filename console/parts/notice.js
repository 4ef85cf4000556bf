import { html } from '../html.js'

/**
 * A box that says what is the case. A `bad` one is announced at once.
 *
 * @param {{ tone?: 'calm' | 'warn' | 'bad' | 'good', title?: string, children?: unknown }} properties
 */
export const Notice = ({ tone = 'calm', title, children }) => html`
  <div class="notice ${tone}" role=${tone === 'bad' ? 'alert' : undefined}>
    ${title && html`<p class="notice-title">${title}</p>`}
    ${children}
  </div>
`

/** @param {{ title: string, children?: unknown }} properties */
export const Empty = ({ title, children }) => html`
  <div class="empty">
    <p class="empty-title">${title}</p>
    ${children}
  </div>
`
