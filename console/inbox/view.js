import { formatCount, formatNumber } from '../format.js'
import { html } from '../html.js'
import { Empty, Notice } from '../parts/notice.js'
import { SearchForm } from '../parts/search-form.js'
import { formatRoute } from '../route.js'
import { useSession } from '../session.js'
import { useEffect, useState } from '../vendor/hooks.js'
import { useLiveInbox } from './live-inbox.js'
import { PhoneMessage } from './message.js'

/** A search is not run for each letter. */
const pauseMs = 200

/**
 * What arrived at the simulated provider, as phones would show it.
 *
 * @param {{ route: import('../route.js').Route }} properties
 */
export function InboxView({ route }) {
  const { may } = useSession()
  const [text, setText] = useState(route.parameters.get('search') ?? '')
  const [search, setSearch] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  const { inbox, problem, clear } = useLiveInbox(search)
  return html`
    <div class="title-row">
      <h1>Inbox</h1>
      <p class="live ${problem ? 'off' : ''}"><span aria-hidden="true"></span>${problem ? 'Not connected' : 'Live'}</p>
    </div>
    <p class="intro">What reached the simulated provider, as the phones show it. It keeps the newest 1,000 requests.</p>
    <${SearchForm}
      label="Search in texts, senders and numbers"
      placeholder="Text, sender or number"
      text=${text}
      onType=${setText}
      onSubmit=${() => setSearch(text.trim())}
    >
      ${
        may('messages:send', 'operations') &&
        html`<button type="button" onClick=${clear} disabled=${!inbox?.received}>Clear</button>`
      }
    <//>
    ${problem && html`<${Notice} tone="bad"><p>${problem}</p><//>`}
    <p class="hint" role="status">${inbox && summaryOf(inbox, search)}</p>
    ${inbox && inbox.refused > 0 && html`<${Notice} tone="warn"><p>${formatCount(inbox.refused, 'request')} of the gateway could not be read and was refused as a whole.</p><//>`}
    ${
      inbox?.messages.length === 0 &&
      (search
        ? html`<${Empty} title="Nothing matches"><p>No kept message contains “${search}”.</p><//>`
        : html`<${Empty} title="No message yet"><p><a href=${formatRoute('send')}>Send one</a>, and it shows up here at once.</p><//>`)
    }
    <ol class="phone-list">
      ${inbox?.messages.map((message) => html`<${PhoneMessage} key=${message.id} message=${message} />`)}
    </ol>
  `
}

/**
 * @param {import('../api-types.js').Inbox} inbox
 * @param {string} search
 */
function summaryOf({ matching, messages, received }, search) {
  const found = `${formatCount(matching, 'message')}${search ? ' found' : ''}`
  const shown = messages.length < matching ? `, the newest ${formatNumber(messages.length)} shown` : ''
  return `${found}${shown}, ${formatCount(received, 'request')} received`
}
