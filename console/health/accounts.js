import { formatCount } from '../format.js'
import { html } from '../html.js'
import { Badge } from '../parts/badge.js'
import { Time } from '../parts/time.js'

/**
 * The accounts at the provider: breaker, queue and rate of each.
 *
 * @param {{ accounts: readonly import('../api-types.js').AccountStatus[] }} properties
 */
export const Accounts = ({ accounts }) => html`
  <section class="card" aria-labelledby="accounts-title">
    <h2 id="accounts-title">Accounts at the provider</h2>
    <ul class="accounts">
      ${accounts.map(
        ({ account, breaker, retryAt, cause, unreadableCount, waiting = 0, segmentsPerSecond }) => html`
          <li>
            <p class="account-head"><strong>${account}</strong><span class="hint">breaker</span><${Badge} state=${breaker} /></p>
            <p class="hint">
              ${waiting === 0 ? 'Nothing waits' : `${formatCount(waiting, 'request')} waiting`} ·${' '}
              ${segmentsPerSecond === undefined ? 'no limit of its rate' : `at most ${formatCount(segmentsPerSecond, 'segment')} per second`}
            </p>
            ${cause && html`<p class="hint">Last failure: <code>${cause}</code></p>`}
            ${retryAt && html`<p class="hint">Next attempt at <${Time} at=${retryAt} /></p>`}
            ${unreadableCount !== undefined && html`<p class="hint">${formatCount(unreadableCount, 'request')} in a row without a clear answer</p>`}
          </li>
        `,
      )}
    </ul>
  </section>
`
