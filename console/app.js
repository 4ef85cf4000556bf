import { useKey } from './api.js'
import { CallerButton } from './caller.js'
import { HealthView } from './health/view.js'
import { html } from './html.js'
import { InboxView } from './inbox/view.js'
import { KeyForm } from './key-form.js'
import { MessagesView } from './messages/view.js'
import { Icon } from './parts/icon.js'
import { Notice } from './parts/notice.js'
import { formatRoute } from './route.js'
import { resetSending } from './send/store.js'
import { SendView } from './send/view.js'
import { openSession, SessionContext, useSession } from './session.js'
import { useRoute } from './use-route.js'
import { useEffect, useRef, useState } from './vendor/hooks.js'

/**
 * The views, in the order of the navigation.
 *
 * @type {readonly {
 *   name: string, title: string, component: any, scopes: readonly import('./session.js').Scope[], sandboxOnly?: true,
 * }[]}
 */
const views = [
  { name: 'send', title: 'Send', component: SendView, scopes: ['messages:send'] },
  { name: 'inbox', title: 'Inbox', component: InboxView, scopes: ['messages:read', 'operations'], sandboxOnly: true },
  { name: 'messages', title: 'Messages', component: MessagesView, scopes: ['messages:read', 'operations'] },
  { name: 'health', title: 'Health', component: HealthView, scopes: [] },
]

export function App() {
  const [state, setState] = useState(
    /** @type {{ kind: 'opening' } | Awaited<ReturnType<typeof openSession>>} */ ({ kind: 'opening' }),
  )
  const open = async () => setState(await openSession())
  useEffect(() => void open(), [])
  if (state.kind === 'opening') return html`<p class="unavailable" role="status">Loading…</p>`
  if (state.kind === 'failed')
    return html`
      <main class="gate" id="main">
        <${Notice} tone="bad" title="The console cannot start">
          <p>${state.problem}</p>
          <button onClick=${open}>Try again</button>
        <//>
      </main>
    `
  if (state.kind === 'key-needed')
    return html`<${KeyForm} onOpen=${(/** @type {any} */ session) => setState({ kind: 'open', session })} />`
  const forget = () => {
    useKey(undefined)
    resetSending()
    setState({ kind: 'key-needed' })
  }
  return html`<${SessionContext.Provider} value=${state.session}><${Shell} onForget=${forget} /><//>`
}

/** @param {{ onForget(): void }} properties */
function Shell({ onForget }) {
  const { mode, may } = useSession()
  const route = useRoute()
  const shown = views.filter(({ sandboxOnly }) => mode === 'sandbox' || !sandboxOnly)
  const current = shown.find(({ name }) => name === route.view) ?? shown[0]
  const main = useRef(/** @type {HTMLElement | null} */ (null))
  const isFirst = useRef(true)
  const place = `${current?.name}/${route.rest}`
  useEffect(() => {
    document.title = `${current?.title} · bulksms-gateway`
    // A screen reader reads on at the new view; the first one is read anyway.
    if (!isFirst.current) main.current?.focus()
    isFirst.current = false
    scrollTo(0, 0)
  }, [place])
  if (current === undefined) return null
  const isAllowed = current.scopes.length === 0 || may(...current.scopes)
  return html`
    <a class="skip" href="#main" onClick=${(/** @type {Event} */ event) => skip(event, main.current)}>Skip to the content</a>
    <header class="top">
      <a class="brand" href=${formatRoute('send')}>bulksms<span>-gateway</span></a>
      <span class="mode ${mode}">${mode === 'sandbox' ? 'Sandbox' : 'Live'}<span class="hidden">
        ${mode === 'sandbox' ? ': nothing real is sent' : ': messages are real and cost money'}</span></span>
      <nav aria-label="Views">
        ${shown.map(
          ({ name, title }) => html`
            <a href=${formatRoute(name)} aria-current=${name === current.name ? 'page' : undefined}>
              <${Icon} name=${name} /><span>${title}</span>
            </a>
          `,
        )}
      </nav>
      <div class="top-end"><a class="api" href="docs/">API</a><${CallerButton} onForget=${onForget} /></div>
    </header>
    <main id="main" tabindex="-1" ref=${main}>
      ${
        isAllowed
          ? html`<${current.component} key=${current.name} route=${route} />`
          : html`
              <h1>${current.title}</h1>
              <${Notice} title="This key may not do this"><p>It needs the scope ${current.scopes.join(' or ')}.</p><//>
            `
      }
    </main>
  `
}

/**
 * A link to `#main` would be taken for a view.
 *
 * @param {Event} event
 * @param {HTMLElement | null} main
 */
function skip(event, main) {
  event.preventDefault()
  main?.focus()
}
