/**
 * Numbers that the gateway refused because an earlier message with the same content may have reached them.
 *
 * @typedef {{ id: string, to: readonly string[] }} Duplicate `id` is that of the earlier message
 */

/** @param {import('../api-types.js').Recipient} recipient */
const isDuplicate = ({ error }) => error?.code === 'possible-duplicate' && error.duplicateOf !== undefined

/**
 * What was refused as a possible duplicate, by earlier message.
 *
 * @param {readonly import('../api-types.js').Recipient[]} recipients
 * @returns {readonly Duplicate[]}
 */
export function listDuplicates(recipients) {
  const groups = Map.groupBy(recipients.filter(isDuplicate), ({ error }) => error?.duplicateOf ?? '')
  return [...groups].map(([id, group]) => ({ id, to: group.map(({ to }) => to) }))
}

/**
 * The body that sends to these numbers although the earlier message may have reached them. The other numbers of the
 * request are left out, as they got their outcome already.
 *
 * @template {{ to: readonly string[] }} Body
 * @param {Body} body
 * @param {Duplicate} duplicate
 */
export const formatRepeat = (body, { id, to }) => ({ ...body, to: [...to], acknowledgePossibleDuplicate: id })
