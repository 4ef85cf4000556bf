import { formatBytes, formatDuration, formatNumber } from '../format.js'
import { html } from '../html.js'
import { useLoad } from '../parts/load.js'
import { Notice } from '../parts/notice.js'
import { formatRoute } from '../route.js'

const everyMs = 10_000

/** The journal, and the unknown outcomes by age. */
export function JournalCard() {
  /** @type {import('../parts/load.js').Loaded<import('../api-types.js').JournalStatus>} */
  const { body, problem } = useLoad('journal', everyMs)
  return html`
    <section class="card" aria-labelledby="journal-title">
      <h2 id="journal-title">Journal</h2>
      ${problem && html`<${Notice} tone="bad"><p>${problem}</p><//>`}
      ${
        body &&
        html`
          <dl class="facts">
            <div><dt>Storage</dt><dd>${body.stalled ? 'does not take writes' : 'takes writes'}</dd></div>
            <div><dt>Log not yet in the database</dt><dd>${formatBytes(body.logBacklogBytes)}</dd></div>
            <div><dt>Reports that belong to nobody</dt><dd>${formatNumber(body.unmatchedReports)}</dd></div>
          </dl>
          <h3 class="spaced">Unknown outcomes: ${formatNumber(body.unknown.count)}</h3>
          <ul class="bands">
            ${body.unknown.byAge.map(
              ({ fromMs, toMs, count }) => html`
                <li>
                  <span>${nameOf(fromMs, toMs)}</span>
                  <meter min="0" max=${Math.max(1, body.unknown.count)} value=${count} aria-hidden="true"></meter>
                  <strong>${formatNumber(count)}</strong>
                </li>
              `,
            )}
          </ul>
          ${
            body.unknown.oldestAgeMs !== undefined &&
            html`
              <p class="hint">
                The oldest is ${formatDuration(body.unknown.oldestAgeMs)} old.${' '}
                <a href=${formatRoute('messages', { parameters: { outcome: 'unknown' } })}>Look at them</a>
              </p>
            `
          }
        `
      }
    </section>
  `
}

/**
 * @param {number} fromMs
 * @param {number | undefined} toMs
 */
function nameOf(fromMs, toMs) {
  if (toMs === undefined) return `Over ${formatDuration(fromMs)}`
  return fromMs === 0 ? `Under ${formatDuration(toMs)}` : `${formatDuration(fromMs)} to ${formatDuration(toMs)}`
}
