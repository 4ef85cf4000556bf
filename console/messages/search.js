/**
 * What the form of the list holds. `text` is a number, the id of a message, or a reference.
 *
 * @typedef {{ text: string, outcome: string, delivery: string, caller: string }} Search
 */

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const number = /^\+?[\d\s.\-()]{6,25}$/

/**
 * What someone has typed: a message's id, a number in E.164 form, or else a reference.
 *
 * @param {string} typed
 * @returns {{ kind: 'none' } | { kind: 'id' | 'to' | 'reference', value: string }}
 */
export function readSearchText(typed) {
  const text = typed.trim()
  if (text === '') return { kind: 'none' }
  if (uuid.test(text)) return { kind: 'id', value: text.toLowerCase() }
  if (text.startsWith('+') && number.test(text)) return { kind: 'to', value: text.replace(/[\s.\-()]/g, '') }
  return { kind: 'reference', value: text }
}

/**
 * Whose messages are searched: the named caller's, or for operators all. A reference alone cannot be searched for among
 * all callers, as it only means something to one; it is then among the asker's own, if it has any.
 *
 * @param {Search} search
 * @param {{ name: string, isOperator: boolean, hasOwn: boolean }} asker
 * @returns {{ kind: 'own' } | { kind: 'named', caller: string } | { kind: 'caller-needed' }}
 */
export function chooseCaller({ text, outcome, caller }, { name, isOperator, hasOwn }) {
  if (!isOperator) return { kind: 'own' }
  if (caller !== '') return { kind: 'named', caller }
  const isAlone = readSearchText(text).kind === 'reference' && (outcome === '' || outcome === 'accepted')
  if (!isAlone) return { kind: 'named', caller: '*' }
  return hasOwn ? { kind: 'named', caller: name } : { kind: 'caller-needed' }
}

/**
 * The address of a page of the list.
 *
 * @param {Search} search
 * @param {string} [cursor]
 */
export function formatListPath({ text, outcome, delivery, caller }, cursor) {
  const typed = readSearchText(text)
  const query = new URLSearchParams({
    limit: '20',
    ...((typed.kind === 'to' || typed.kind === 'reference') && { [typed.kind]: typed.value }),
    ...(outcome && { outcome }),
    ...(delivery && { delivery }),
    ...(caller && { caller }),
    ...(cursor && { cursor }),
  })
  return `messages?${query}`
}
