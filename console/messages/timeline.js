/**
 * What has happened to a recipient.
 *
 * @typedef {{
 *   at?: string | undefined, what: string, more?: string | undefined, tone: 'calm' | 'good' | 'warn' | 'bad',
 * }} Step
 */

/** @type {Readonly<Record<string, readonly [what: string, tone: Step['tone']]>>} */
const ends = {
  accepted: ['The provider accepted it', 'good'],
  rejected: ['Rejected', 'bad'],
  unknown: ['No clear answer: it may have been sent', 'warn'],
  'not-attempted': ['Nothing was submitted', 'calm'],
}

/** @type {Readonly<Record<string, Step['tone']>>} */
const reportTones = { DELIVRD: 'good', UNDELIV: 'bad', REJECTD: 'bad', EXPIRED: 'bad', DELETED: 'bad' }

/**
 * The attempts, reports and resolution of a recipient in the order of time; what has no time keeps its place.
 *
 * @param {import('../api-types.js').RecordedRecipient} recipient
 * @returns {readonly Step[]}
 */
export function listSteps({ attempts, delivery, resolution }) {
  /** @type {Step[]} */
  const steps = attempts.flatMap((attempt) =>
    stepsOf(attempt, resolution !== undefined && attempt === attempts.at(-1), resolution),
  )
  for (const { status, errorCode, reportedAt, upstreamMessageId } of delivery?.reports ?? [])
    steps.push({
      at: reportedAt,
      what: `Delivery report: ${status}`,
      more: `${upstreamMessageId}${errorCode ? `, error code ${errorCode}` : ''}`,
      tone: reportTones[status] ?? 'calm',
    })
  if (resolution !== undefined)
    steps.push({
      at: resolution.at,
      what: `Settled as ${resolution.outcome} by ${resolution.by}`,
      more: `${resolution.reason}${resolution.caller ? ` (key of ${resolution.caller})` : ''}`,
      tone: resolution.outcome === 'accepted' ? 'good' : 'bad',
    })
  return steps
    .map((step, index) => ({ step, index, ms: step.at === undefined ? undefined : Date.parse(step.at) }))
    .sort((one, other) =>
      one.ms === undefined || other.ms === undefined || one.ms === other.ms
        ? one.index - other.index
        : one.ms - other.ms,
    )
    .map(({ step }) => step)
}

/**
 * @param {import('../api-types.js').Attempt} attempt
 * @param {boolean} isSettled its end was unknown, and was settled since
 * @param {import('../api-types.js').RecordedRecipient['resolution']} resolution
 * @returns {Step[]}
 */
function stepsOf({ number, state, startedAt, endedAt, error }, isSettled, resolution) {
  /** @type {Step} */
  const start =
    startedAt === undefined
      ? { what: 'Waiting for its turn', tone: 'calm' }
      : { at: startedAt, what: `Attempt ${number}: submitted to the provider`, tone: 'calm' }
  const [what, tone] = (isSettled ? ends['unknown'] : ends[state]) ?? ['', 'calm']
  const cause = isSettled ? resolution?.before : error
  const more = cause && `${cause.title}${cause.upstreamCode === undefined ? '' : ` (code ${cause.upstreamCode})`}`
  const isAttempted = startedAt !== undefined || state === 'queued'
  return [...(isAttempted ? [start] : []), ...(what === '' ? [] : [{ at: endedAt, what, more, tone }])]
}
