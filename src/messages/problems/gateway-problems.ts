import type { RecipientProblemRow } from './problem-row.ts'

/** Why a recipient has no answer of the provider, or none that counts. */
export const gatewayProblems = {
  'upstream-unreachable': {
    status: 503,
    title: 'The provider could not be reached',
    description: 'No connection could be made in time. It is certain that nothing was submitted.',
    advice: 'Send again after the time in Retry-After.',
    outcome: 'not-attempted',
    resend: 'safe',
    stopsMessage: true,
  },
  'local-resources-exhausted': {
    status: 503,
    title: 'The machine of the gateway has run out of a resource',
    description:
      'No connection could be opened, because the machine of the gateway had run out of file descriptors, local ports or memory. It is certain that nothing was submitted.',
    advice: 'Send again after the time in Retry-After. The log of the gateway says what ran out.',
    outcome: 'not-attempted',
    resend: 'safe',
    stopsMessage: true,
  },
  'outcome-unknown': {
    status: 504,
    title: 'The message was submitted but no complete answer was received',
    description:
      'The connection was lost or the timeout expired after the request was written. The message may have been sent.',
    advice: 'Do not send again. Check with the recipient, a delivery report or the provider.',
    outcome: 'unknown',
    resend: 'forbidden',
  },
  overloaded: {
    status: 503,
    title: 'The gateway is overloaded',
    description:
      'The gateway has more messages waiting for the provider than it can submit in time, or more requests in progress than it has memory for. Nothing was submitted.',
    advice: 'Send again after the time in Retry-After.',
    outcome: 'not-attempted',
    resend: 'safe',
    stopsMessage: true,
  },
  'upstream-suspended': {
    status: 503,
    title: 'Submissions on this account are suspended',
    description:
      'The last submissions failed because of the account or the connection, so the gateway makes none for a while. Nothing was submitted.',
    advice: 'Send again after the time in Retry-After. The operator of the gateway can find the cause in /readyz.',
    outcome: 'not-attempted',
    resend: 'safe',
    stopsMessage: true,
  },
  interrupted: {
    status: 503,
    title: 'The gateway stopped before it submitted to this recipient',
    description: 'The process ended while the message was being sent to other recipients. Nothing was submitted.',
    advice: 'Send again with the same Idempotency-Key, or as a new message.',
    outcome: 'not-attempted',
    resend: 'safe',
  },
  'journal-unavailable': {
    status: 503,
    title: 'The gateway cannot record what it sends',
    description: 'The journal cannot be written, and the gateway never submits a message before recording it.',
    advice: 'Send again after the time in Retry-After, with the same Idempotency-Key if there was one.',
    outcome: 'not-attempted',
    resend: 'safe',
    stopsMessage: true,
  },
  'possible-duplicate': {
    status: 409,
    title: 'The same message may already have been sent',
    description:
      'An earlier message with the same sender, number and text has an unknown outcome. Nothing was submitted.',
    advice:
      'Find out what happened to the earlier message and record it with POST /messages/{id}/resolution, or repeat it deliberately with `acknowledgePossibleDuplicate`.',
    outcome: 'not-attempted',
    resend: 'forbidden',
  },
  'settled-as-rejected': {
    status: 422,
    title: 'An operator has determined that nothing was sent',
    description: 'The outcome was unknown, and an operator has found that the recipient received nothing.',
    advice: 'Send again as a new message, if it is still needed.',
    outcome: 'rejected',
    resend: 'safe',
  },
  'message-stopped': {
    status: 503,
    title: 'Not attempted because an earlier part of the message failed',
    description:
      'The account or the connection failed for other recipients of the same message, so nothing more was submitted.',
    advice: 'Resolve the problem that stopped the message, then send to these recipients again.',
    outcome: 'not-attempted',
    resend: 'safe',
  },
} as const satisfies Record<string, RecipientProblemRow>
