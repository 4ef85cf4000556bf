/**
 * What the form of a message holds, as it is typed.
 *
 * @typedef {{
 *   to: string, from: string, text: string, encoding: string, flash: boolean, deliveryReport: boolean,
 *   replace: boolean, reference: string, maxSegments: string,
 *   when: 'now' | 'later', dateTime: string, timeZone: string, disambiguation: string,
 * }} Draft
 */

/**
 * @param {Partial<Draft>} [given]
 * @returns {Draft}
 */
export const createDraft = (given = {}) => ({
  to: '',
  from: '',
  text: '',
  encoding: 'auto',
  flash: false,
  deliveryReport: true,
  replace: false,
  reference: '',
  maxSegments: '',
  when: 'now',
  dateTime: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  disambiguation: 'reject',
  ...given,
})

/**
 * The numbers of the field, which are separated by commas, semicolons or ends of lines. Blanks, dots and hyphens only
 * make a number readable; the gateway judges the rest.
 *
 * @param {string} text
 */
export const readNumbers = (text) =>
  text
    .split(/[\n,;]+/)
    .map((part) => part.replace(/[\s.\-()]/g, ''))
    .filter((part) => part !== '')

/**
 * The body of a message. Fields with their default are left out, so that the same message always has the same body.
 *
 * @param {Draft} draft
 */
export function formatMessage(draft) {
  const { from, text, encoding, flash, deliveryReport, replace, reference, maxSegments } = draft
  return {
    to: readNumbers(draft.to),
    ...(from !== '' && { from }),
    text,
    ...(encoding !== 'auto' && { encoding }),
    ...(flash && { flash }),
    ...(!deliveryReport && { deliveryReport }),
    ...(replace && { replace: 'lookalikes' }),
    ...(reference !== '' && { reference }),
    ...(maxSegments !== '' && { maxSegments: Number(maxSegments) }),
  }
}

/**
 * The request that sends a draft.
 *
 * @param {Draft} draft
 * @returns {{ path: 'messages' | 'scheduled-messages', body: object }}
 */
export function formatSubmission(draft) {
  const body = formatMessage(draft)
  if (draft.when === 'now') return { path: 'messages', body }
  const { dateTime, timeZone, disambiguation } = draft
  const sendAtLocal = { dateTime, timeZone, ...(disambiguation !== 'reject' && { disambiguation }) }
  return { path: 'scheduled-messages', body: { ...body, sendAtLocal } }
}

/**
 * The field of the form that a violation is about.
 *
 * @param {string} pointer JSON pointer
 */
export function fieldOf(pointer) {
  const [, field = '', part = ''] = pointer.split('/')
  if (field === 'sendAtLocal') return part === 'timeZone' ? 'timeZone' : 'dateTime'
  return field
}

/**
 * What is wrong, by field of the form; what belongs to none is under the empty name.
 *
 * @param {readonly import('../api-types.js').Violation[]} violations
 * @param {readonly string[]} numbers the numbers of the request
 * @returns {Readonly<Record<string, string>>}
 */
export function faultsOf(violations, numbers) {
  /** @type {Record<string, string[]>} */
  const faults = {}
  for (const { pointer = '', message } of violations) {
    const field = fieldOf(pointer)
    const [, , index] = pointer.split('/')
    const number = field === 'to' && index !== undefined ? `${numbers[Number(index)] ?? index} ` : ''
    faults[field] = [...(faults[field] ?? []), `${number}${message}`]
  }
  return Object.fromEntries(Object.entries(faults).map(([field, messages]) => [field, summarize(messages)]))
}

const shownFaults = 3

/** @param {readonly string[]} messages */
function summarize(messages) {
  const [first = ''] = messages
  const shown = `${first.charAt(0).toUpperCase()}${[first, ...messages.slice(1, shownFaults)].join('; ').slice(1)}`
  const more = messages.length - shownFaults
  return more > 0 ? `${shown}; and ${more} more.` : `${shown}.`
}
