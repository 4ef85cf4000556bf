import { html } from '../html.js'
import { MessageDetail } from './detail.js'
import { MessageSearch } from './list.js'

/**
 * The messages of the journal: the list, or one of them.
 *
 * @param {{ route: import('../route.js').Route }} properties
 */
export const MessagesView = ({ route }) =>
  route.rest === ''
    ? html`<${MessageSearch} parameters=${route.parameters} />`
    : html`<${MessageDetail} key=${route.rest} id=${route.rest} />`
