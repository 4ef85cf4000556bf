import { html } from '../html.js'

/** @type {Readonly<Record<string, string>>} */
const paths = {
  send: 'M3 11.5 21 3l-6.5 18-3.2-7.3L3 11.5Zm8.3 2.2L21 3',
  inbox: 'M4 13 6.5 5h11L20 13v6H4v-6Zm0 0h4.5l1.2 2.5h4.6l1.2-2.5H20',
  messages: 'M4 5h16v11H9.5L5 20v-4H4V5Zm4 4h8M8 12h5',
  health: 'M3 12h4l2.5-6 4 12 2.5-6h5',
  key: 'M8 19a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9Zm3.2-7.7L19.5 3M16 6.5l3 3',
  search: 'M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13Zm4.7-1.8L21 21',
  back: 'M14.5 6 8.5 12l6 6',
}

/** @param {{ name: string }} properties */
export const Icon = ({ name }) => html`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${paths[name] ?? ''} /></svg>
`
