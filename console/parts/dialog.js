import { html } from '../html.js'
import { useEffect, useRef } from '../vendor/hooks.js'

/**
 * A dialog over the page. The browser keeps the focus in it, and closes it on Escape.
 *
 * @param {{ title: string, onClose(): void, children?: unknown }} properties
 */
export function Dialog({ title, onClose, children }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null))
  useEffect(() => {
    const dialog = element.current
    const before = /** @type {HTMLElement | null} */ (document.activeElement)
    dialog?.showModal()
    return () => {
      dialog?.close()
      // The browser gives the focus back only if the dialog is still in the page.
      if (document.activeElement === document.body) before?.focus()
    }
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
