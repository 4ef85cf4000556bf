import htm from './vendor/htm.js'
import { h } from './vendor/preact.js'

/**
 * Makes elements of a template. Values become text or properties, never markup.
 *
 * @type {(strings: TemplateStringsArray, ...values: any[]) => import('./vendor/preact.js').VNode<any>}
 */
export const html = /** @type {any} */ (htm.bind(/** @type {any} */ (h)))
