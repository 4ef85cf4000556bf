import { formatTime } from '../format.js'
import { html } from '../html.js'

/**
 * An instant in the reader's zone; the exact one is in its title.
 *
 * @param {{ at: string }} properties
 */
export const Time = ({ at }) => html`<time datetime=${at} title=${at}>${formatTime(at)}</time>`
