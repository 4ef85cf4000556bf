import { html } from '../html.js'
import { useEffect, useRef } from '../vendor/hooks.js'

/**
 * A dialog over the page. The browser keeps the focus in it, gives it back afterwards, and closes it on Escape.
 *
 * @param {{ title: string, onClose(): void, children?: unknown }} properties
 */
export function Dialog({ title, onClose, children }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null))
  useEffect(() => {
    const dialog = element.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  /** @param {Event} event */
  const cancel = (event) => {
    event.preventDefault()
    onClose()
  }
  return html`
    <dialog ref=${element} aria-labelledby="dialog-title" onCancel=${cancel}>
      <h2 id="dialog-title">${title}</h2>
      ${children}
    </dialog>
  `
}
