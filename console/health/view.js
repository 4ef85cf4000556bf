import { formatNumber } from '../format.js'
import { html } from '../html.js'
import { useLoad } from '../parts/load.js'
import { Notice } from '../parts/notice.js'
import { Time } from '../parts/time.js'
import { useSession } from '../session.js'
import { Accounts } from './accounts.js'
import { JournalCard } from './journal.js'
import { UpstreamAnswersCard } from './upstream-answers.js'

const everyMs = 5_000

/** How the gateway is doing: what anybody may know, and for operators what else there is. */
export function HealthView() {
  const { mode, may } = useSession()
  const isOperator = may('operations')
  /** @type {import('../parts/load.js').Loaded<{ version: string }>} */
  const health = useLoad('healthz', everyMs)
  /** @type {import('../parts/load.js').Loaded<import('../api-types.js').Readiness>} */
  const readiness = useLoad('readyz', everyMs)
  const isReady = readiness.body !== undefined && readiness.problem === undefined
  const upstream = readiness.body?.upstream
  return html`
    <h1>Health</h1>
    <dl class="tiles">
      <${Tile} name="Gateway" tone=${isReady ? 'good' : 'bad'}>
        ${isReady ? 'Ready' : readiness.isLoading && !readiness.problem ? '…' : 'Not ready'}
      <//>
      <${Tile} name="Mode">${mode === 'sandbox' ? 'Sandbox' : 'Live'}<//>
      <${Tile} name="Version">${health.body?.version ?? '–'}<//>
      <${Tile} name="Requests waiting">${upstream ? formatNumber(upstream.waiting) : '–'}<//>
      <${Tile} name="Connections in use">${upstream ? formatNumber(upstream.running) : '–'}<//>
      <${Tile} name="Wall clock" tone=${readiness.body?.wallClock.state === 'in-doubt' ? 'warn' : undefined}>
        ${readiness.body ? (readiness.body.wallClock.state === 'trusted' ? 'Trusted' : 'In doubt') : '–'}
      <//>
      ${isOperator && html`<${Balance} />`}
    </dl>
    ${readiness.problem && html`<${Notice} tone="bad" title="The gateway is not ready"><p>${readiness.problem}</p><//>`}
    <div class="columns">
      <div class="stack">
        ${upstream && html`<${Accounts} accounts=${upstream.accounts} />`}
        ${isOperator && html`<${UpstreamAnswersCard} />`}
      </div>
      ${
        isOperator
          ? html`<${JournalCard} />`
          : html`<${Notice} title="There is more for operators"><p>A key with the scope operations also sees the balance, the journal, unknown outcomes and samples of the provider's answers.</p><//>`
      }
    </div>
  `
}

/** @param {{ name: string, tone?: string, children?: unknown, more?: unknown }} properties */
const Tile = ({ name, tone = '', children, more }) => html`
  <div class="tile ${tone}"><dt>${name}</dt><dd>${children}</dd>${more && html`<dd class="hint">${more}</dd>`}</div>
`

function Balance() {
  // The provider is asked, so not as often as the gateway; the gateway caches it as well.
  /** @type {import('../parts/load.js').Loaded<{ balance: number, label?: string, fetchedAt: string }>} */
  const { body, problem } = useLoad('account', 60_000)
  if (body === undefined) return problem ? html`<${Tile} name="Balance" more=${problem}>–<//>` : null
  return html`
    <${Tile} name=${body.label ?? 'Balance'} more=${html`at <${Time} at=${body.fetchedAt} />`}>${formatNumber(body.balance)}<//>
  `
}
