import { useKey } from './api.js'
import { html } from './html.js'
import { Field, typedIn } from './parts/field.js'
import { openSession } from './session.js'
import { useState } from './vendor/hooks.js'

/** The form of an API key. `npm run key` makes one. */
const keyPattern = /^bsg_[A-Za-z0-9]+_[A-Za-z0-9_-]+$/

/**
 * Asks for an API key until one is accepted.
 *
 * @param {{ onOpen(session: import('./session.js').Session): void }} properties
 */
export function KeyForm({ onOpen }) {
  const [key, setKey] = useState('')
  const [fault, setFault] = useState('')
  const [isAsking, setAsking] = useState(false)

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault()
    const given = key.trim()
    if (!keyPattern.test(given)) return setFault('A key begins with bsg_ and has two parts after it.')
    setAsking(true)
    useKey(given)
    const opened = await openSession()
    setAsking(false)
    if (opened.kind === 'open') return onOpen(opened.session)
    useKey(undefined)
    setFault(
      opened.kind === 'key-needed' ? 'The gateway does not know this key, or it is no longer valid.' : opened.problem,
    )
  }

  return html`
    <main class="gate" id="main">
      <form class="card" onSubmit=${submit}>
        <h1>This gateway asks for an API key</h1>
        <${Field}
          id="key"
          label="API key"
          hint="It stays in the memory of this page, and is gone when you close or reload it."
          fault=${fault}
        >
          ${(/** @type {any} */ attributes) => html`
            <input
              ...${attributes}
              type="password"
              autocomplete="off"
              spellcheck=${false}
              required
              value=${key}
              onInput=${(/** @type {Event} */ event) => setKey(typedIn(event))}
            />
          `}
        <//>
        <button class="primary" disabled=${isAsking}>${isAsking ? 'Checking…' : 'Open the console'}</button>
      </form>
    </main>
  `
}
