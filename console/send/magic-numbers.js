import { html } from '../html.js'
import { Badge } from '../parts/badge.js'
import { Field, typedIn } from '../parts/field.js'
import { useSession } from '../session.js'
import { useState } from '../vendor/hooks.js'
import { addNumber } from './store.js'

/** An ordinary number, and one for each thing that a client has to handle. */
const favourites = [
  { number: '+213550000001', label: 'Delivered' },
  { number: '+99910000201', label: 'Not delivered' },
  { number: '+99900001706', label: 'Refused' },
  { number: '+99910000101', label: 'Unknown' },
  { number: '+99910000219', label: 'Unknown, then settled' },
  { number: '+99910000109', label: 'Slow' },
]

const kinds = /** @type {const} */ ({
  code: 'Codes of the provider',
  shape: 'Forms of its answer',
  fault: 'Faults of the connection',
  report: 'Delivery reports',
})

/** The numbers with which the sandbox shows each behaviour, one click away. */
export function MagicNumbers() {
  const { numbers } = useSession()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = numbers.filter(({ number, name, description, expected }) =>
    [number, name, description, expected].some((text) => text.toLowerCase().includes(wanted)),
  )
  return html`
    <section class="card" aria-labelledby="magic-title">
      <h2 id="magic-title">Magic numbers</h2>
      <p class="hint">Each makes the simulated provider do something else. A click adds it to the recipients.</p>
      <div class="chips">
        ${favourites.map(
          ({ number, label }) => html`
            <button type="button" class="chip" title=${number} onClick=${() => addNumber(number)}>${label}</button>
          `,
        )}
      </div>
      <details>
        <summary>All ${numbers.length} numbers</summary>
        <${Field} id="magic-search" label="Find a number">
          ${(/** @type {any} */ attributes) => html`
            <input
              ...${attributes}
              type="search"
              placeholder="1706, credit, reset…"
              value=${search}
              onInput=${(/** @type {Event} */ event) => setSearch(typedIn(event))}
            />
          `}
        <//>
        <div class="magic-list" tabindex="0" role="region" aria-label="Magic numbers">
          ${Object.entries(kinds).map(([kind, title]) => {
            const rows = found.filter((row) => row.kind === kind)
            return rows.length === 0
              ? null
              : html`
                  <h3>${title}</h3>
                  <ul>
                    ${rows.map(
                      ({ number, description, expected }) => html`
                        <li>
                          <button type="button" class="magic" onClick=${() => addNumber(number)}>
                            <span class="number">${number}</span><${Badge} state=${expected} />
                            <span class="magic-text">${description}</span>
                          </button>
                        </li>
                      `,
                    )}
                  </ul>
                `
          })}
          ${found.length === 0 && html`<p class="hint">No number does that.</p>`}
        </div>
      </details>
    </section>
  `
}
