import { formatCount, formatNumber } from '../format.js'
import { html } from '../html.js'
import { useLoad } from '../parts/load.js'
import { Notice } from '../parts/notice.js'
import { Time } from '../parts/time.js'

const everyMs = 15_000

/** Samples of the provider's answers that were not understood, redacted by the gateway. */
export function UpstreamAnswersCard() {
  /** @type {import('../parts/load.js').Loaded<import('../api-types.js').UpstreamAnswers>} */
  const { body, problem } = useLoad('upstream-answers', everyMs)
  return html`
    <section class="card" aria-labelledby="answers-title">
      <h2 id="answers-title">Answers that were not understood</h2>
      ${problem && html`<${Notice} tone="bad"><p>${problem}</p><//>`}
      ${body?.shapes.length === 0 && html`<p class="hint">None since the gateway started.</p>`}
      ${
        body &&
        body.shapes.length > 0 &&
        html`
          <p class="chips">
            ${body.shapes.map(({ shape, count }) => html`<span class="badge calm">${shape}: ${formatNumber(count)}</span>`)}
          </p>
          <ul class="samples">
            ${body.samples.map(
              ({ shape, statusCode, sample, count, lastSeenAt }) => html`
                <li>
                  <p class="hint">${shape}, HTTP ${statusCode}, ${formatCount(count, 'time')}, last <${Time} at=${lastSeenAt} /></p>
                  <pre>${sample || '(empty)'}</pre>
                </li>
              `,
            )}
          </ul>
        `
      }
    </section>
  `
}
