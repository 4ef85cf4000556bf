/**
 * Gives each message its Idempotency-Key. The same content keeps its key, whatever came of the request before: a second
 * click, and a repeat after a lost answer, can then never make a second message. Only `renew` lets the same content go
 * out again, as a new message.
 *
 * @param {() => string} [createKey]
 */
export function createOutbox(createKey = createIdempotencyKey) {
  /** @type {Map<string, string>} */
  const keys = new Map()
  return {
    /**
     * @param {string} path
     * @param {object} body
     */
    keyFor(path, body) {
      const content = contentOf(path, body)
      const key = keys.get(content) ?? createKey()
      keys.set(content, key)
      return key
    },
    /**
     * @param {string} path
     * @param {object} body
     */
    renew(path, body) {
      keys.delete(contentOf(path, body))
    },
  }
}

/**
 * @param {string} path
 * @param {object} body
 */
const contentOf = (path, body) => JSON.stringify([path, body])

/** `crypto.randomUUID` is missing where the page was loaded over plain http from another machine. */
export function createIdempotencyKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `console-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
