import { read } from '../api.js'
import { formatCount } from '../format.js'
import { html } from '../html.js'
import { Badge, DeliveryBadge } from '../parts/badge.js'
import { useLoad } from '../parts/load.js'
import { Empty, Notice } from '../parts/notice.js'
import { SearchForm } from '../parts/search-form.js'
import { Time } from '../parts/time.js'
import { formatRoute } from '../route.js'
import { useSession } from '../session.js'
import { useEffect, useState } from '../vendor/hooks.js'
import { chooseCaller, formatListPath, readSearchText } from './search.js'

const outcomes = ['accepted', 'rejected', 'unknown', 'not-attempted']
const deliveries = ['delivered', 'partially-delivered', 'undelivered', 'unknown', 'pending', 'awaited', 'not-requested']

/**
 * The list with its search, which is kept in the address after the `#`.
 *
 * @param {{ parameters: URLSearchParams }} properties
 */
export function MessageSearch({ parameters }) {
  const { may, caller } = useSession()
  const given = (/** @type {string} */ name) => parameters.get(name) ?? ''
  const search = {
    text: given('text') || given('to'),
    outcome: given('outcome'),
    delivery: given('delivery'),
    caller: given('caller'),
  }
  const { name, authentication } = caller
  const isOperator = may('operations')
  const whose = chooseCaller(search, { name, isOperator, hasOwn: may('messages:send') })
  const [text, setText] = useState(search.text)
  useEffect(() => setText(search.text), [search.text])

  /** @param {Partial<import('./search.js').Search>} changes */
  function go(changes) {
    const next = { ...search, text, ...changes }
    const typed = readSearchText(next.text)
    location.hash =
      typed.kind === 'id'
        ? formatRoute('messages', { rest: typed.value })
        : formatRoute('messages', { parameters: next })
  }

  return html`
    <h1>Messages</h1>
    <${SearchForm}
      label="A number, a reference, or the id of a message"
      placeholder="+213…, reference or id"
      text=${text}
      onType=${setText}
      onSubmit=${() => go({})}
    >
      <${Choice} id="outcome" label="Outcome" values=${outcomes} value=${search.outcome} onChange=${(/** @type {string} */ outcome) => go({ outcome })} />
      <${Choice} id="delivery" label="Delivery" values=${deliveries} value=${search.delivery} onChange=${(/** @type {string} */ delivery) => go({ delivery })} />
      ${
        isOperator &&
        authentication === 'key' &&
        html`
          <input
            class="caller-filter"
            aria-label="Caller"
            placeholder="All callers"
            value=${search.caller}
            onChange=${(/** @type {any} */ event) => go({ caller: event.target.value.trim() })}
          />
        `
      }
      <button class="primary">Search</button>
    <//>
    ${
      whose.kind === 'caller-needed'
        ? html`<${Notice} title="Name a caller"><p>A reference means something to one caller only: name it, or choose an outcome.</p><//>`
        : html`<${MessageList} search=${{ ...search, caller: whose.kind === 'named' ? whose.caller : '' }} />`
    }
  `
}

/**
 * @param {{ id: string, label: string, values: readonly string[], value: string, onChange(value: string): void }} properties
 */
const Choice = ({ id, label, values, value, onChange }) => html`
  <select
    id=${id}
    aria-label=${label}
    value=${value}
    onChange=${(/** @type {any} */ event) => onChange(event.target.value)}
  >
    <option value="">${label}: any</option>
    ${values.map((name) => html`<option value=${name}>${label}: ${name.replaceAll('-', ' ')}</option>`)}
  </select>
`

/**
 * @typedef {import('../api-types.js').RecordedMessage} RecordedMessage
 * @typedef {import('../api-types.js').MessagePage} MessagePage
 */

/** @param {{ search: import('./search.js').Search }} properties */
function MessageList({ search }) {
  const path = formatListPath(search)
  /** @type {import('../parts/load.js').Loaded<MessagePage>} */
  const { body: first, problem, isLoading, reload } = useLoad(path)
  const [more, setMore] = useState(
    /** @type {{ first?: MessagePage, pages: MessagePage[], problem?: string }} */ ({ pages: [] }),
  )
  // Further pages belong to the first page that they follow.
  const pages = first === undefined ? [] : [first, ...(more.first === first ? more.pages : [])]
  const messages = pages.flatMap((page) => page.messages)
  const next = pages.at(-1)?.next

  async function loadMore() {
    const answer = await read(formatListPath(search, next))
    const before = pages.slice(1)
    const known = first === undefined ? {} : { first }
    setMore(
      answer.ok
        ? { ...known, pages: [...before, /** @type {MessagePage} */ (answer.body)] }
        : { ...known, pages: before, problem: answer.problem },
    )
  }

  return html`
    ${problem && html`<${Notice} tone="bad"><p>${problem}</p><//>`}
    <p class="hint list-status" role="status">
      ${isLoading ? 'Loading…' : first && `${ownOnly(search)}${formatCount(messages.length, 'message')}${next ? ' shown, there are more' : ''}`}
      ${' '}<button class="link" onClick=${reload}>Refresh</button>
    </p>
    ${
      first !== undefined &&
      messages.length === 0 &&
      next === undefined &&
      html`<${Empty} title="No message matches"><p>A reference must be written exactly as it was sent.</p><//>`
    }
    <ul class="message-list">${messages.map((message) => html`<${MessageRow} key=${message.id} message=${message} />`)}</ul>
    ${more.first === first && more.problem && html`<${Notice} tone="bad"><p>${more.problem}</p><//>`}
    ${next && html`<button onClick=${loadMore}>Load more</button>`}
  `
}

/** @param {import('./search.js').Search} search */
const ownOnly = ({ caller }) => (caller === '' || caller === '*' ? '' : `Of ${caller}: `)

/** @param {{ message: RecordedMessage }} properties */
function MessageRow({ message: { id, status, from, recipients, reference, createdAt, caller, schedule } }) {
  const [first] = recipients
  const others = recipients.length - 1
  const deliveries = [...new Set(recipients.flatMap(({ delivery }) => (delivery ? [delivery.status] : [])))]
  return html`
    <li>
      <a href=${formatRoute('messages', { rest: id })}>
        <span class="row-main">
          <span class="number">${first?.to}</span>${others > 0 && html`<span class="hint">and ${others} more</span>`}
        </span>
        <span class="row-badges">
          <${Badge} state=${status} />${deliveries.slice(0, 2).map((status) => html`<${DeliveryBadge} status=${status} />`)}
        </span>
        <span class="row-facts hint">
          from ${from}${reference && html` · ${reference}`}${caller && html` · ${caller}`}${schedule && ' · scheduled'}
        </span>
        <${Time} at=${createdAt} />
      </a>
    </li>
  `
}
