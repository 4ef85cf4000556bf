/**
 * The place in the console, kept after the `#` of the address: a view, what follows it, and its parameters.
 *
 * @typedef {{ view: string, rest: string, parameters: URLSearchParams }} Route
 */

/**
 * @param {string} hash
 * @returns {Route}
 */
export function parseRoute(hash) {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?')
  const [view = '', rest = ''] = path.split('/')
  return { view, rest: decode(rest), parameters: new URLSearchParams(query) }
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/**
 * @param {string} view
 * @param {{ rest?: string, parameters?: Record<string, string | undefined> }} [more] empty parameters are left out
 */
export function formatRoute(view, { rest = '', parameters = {} } = {}) {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, value]] : []))
  const query = new URLSearchParams(given).toString()
  return `#/${view}${rest && `/${encodeURIComponent(rest)}`}${query && `?${query}`}`
}
