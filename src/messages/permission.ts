import type { Message } from '../sms/message.ts'
import { segmentCountOf } from '../sms/segments.ts'
import { noViolations, type Violation } from '../sms/violation.ts'
import type { Caller } from './caller.ts'

/** Every violation of the caller's permissions that does not depend on today's usage. */
export function findForbidden(message: Pick<Message, 'from' | 'to' | 'content'>, caller: Caller): readonly Violation[] {
  const { from, to } = message
  const { senders, destinationPrefixes, dailySegments } = caller
  const segmentCount = segmentCountOf(message.content) * to.length
  if (senders === undefined && destinationPrefixes === undefined && dailySegments === undefined) return noViolations
  return [
    ...(senders === undefined || senders.includes(from)
      ? []
      : [{ pointer: '/from', message: 'is a sender that this caller may not use' }]),
    ...to.flatMap((number, index) =>
      destinationPrefixes?.some((prefix) => number.startsWith(prefix)) === false
        ? [{ pointer: `/to/${index}`, message: 'is a number that this caller may not send to' }]
        : [],
    ),
    // It exceeds the quota of any day, so the answer must not be to retry tomorrow.
    ...(dailySegments !== undefined && segmentCount > dailySegments
      ? [
          {
            pointer: '/to',
            message: `takes ${segmentCount} segments in all, and this caller has ${dailySegments} a day`,
          },
        ]
      : []),
  ]
}
