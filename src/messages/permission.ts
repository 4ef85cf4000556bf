import type { Message } from '../sms/message.ts'
import { segmentCountOf } from '../sms/segments.ts'
import { noViolations, type Violation } from '../sms/violation.ts'
import type { Caller } from './caller.ts'

/** Everything about a message that its caller may not do, whatever the time of day. */
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
    // It fits into no day, so the answer must not be to come back tomorrow.
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
