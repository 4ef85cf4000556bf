// The parts of the API's answers that the console shows. The API's own description is /openapi.json.

export type Mode = 'sandbox' | 'live'
export type Resend = 'forbidden' | 'after-correction' | 'safe'
export type Scope = 'messages:send' | 'messages:read' | 'operations'

export type Caller = {
  name: string
  authentication: 'key' | 'off'
  scopes: Scope[]
  senders?: string[]
  destinationPrefixes?: string[]
  maxSegments?: number
  dailySegments?: number
  requestsPerMinute?: number
  ownAccount: boolean
}

export type RecipientError = {
  code: string
  title: string
  upstreamCode?: number
  smpp?: { commandStatus: number; name: string }
  duplicateOf?: string
}

export type Recipient = {
  to: string
  requestedAs?: string
  outcome: string
  resend?: Resend
  upstreamMessageId?: string
  upstreamMessageIds?: string[]
  error?: RecipientError
}

export type Violation = { pointer?: string; in?: string; name?: string; message: string }

/** An answer to a send, or a problem: both may have recipients. */
export type SendBody = {
  id?: string
  status?: string | number
  code?: string
  title?: string
  detail?: string
  requestId?: string
  resend?: Resend
  upstreamCode?: number
  violations?: Violation[]
  summary?: Summary
  recipients?: Recipient[]
  segments?: number
  encoding?: string
  schedule?: { sendAt: string }
}

export type Summary = { accepted: number; rejected: number; unknown: number; notAttempted: number }

export type PositionedCharacter = { character: string; codePoint: string; position: number }

export type Preview = {
  from: string
  recipientCount: number
  numbers?: { requestedAs: string; to: string }[]
  text?: {
    encoding: string
    segments: number
    units: number
    unitsLeft: number
    forcingUcs2: { total: number; first: PositionedCharacter[] }
    replaced?: { total: number; first: (PositionedCharacter & { replacement: string })[] }
  }
  upstream: { path: string; requestCount: number; queries: string[] }
}

export type ProblemKind = {
  code: string
  status: number
  title: string
  description: string
  advice: string
  outcome?: string
  resend?: Resend
}

export type MagicNumber = {
  number: string
  name: string
  kind: 'code' | 'shape' | 'fault' | 'report'
  description: string
  expected: string
  problem?: string
}

export type InboxMessage = {
  id: string
  receivedAt: string
  to: string
  from: string
  text: string
  encoding: string
  parts?: number
  flash: boolean
  url?: string
  sendAt?: string
  taken: boolean
  answer: string
  fault?: string
  deliveryReportRequested: boolean
  notReported?: 'too-far' | 'too-many'
  deliveryReports: { status: string; sentAt: string; upstreamMessageId: string; taken: boolean }[]
}

export type Inbox = {
  revision: string
  received: number
  refused: number
  matching: number
  messages: InboxMessage[]
}

export type Attempt = {
  number: number
  state: string
  startedAt?: string
  endedAt?: string
  error?: RecipientError
}

export type Delivery = {
  status: string
  errorCode?: string
  at?: string
  reportedAt?: string
  parts?: { count: number; delivered: number; undelivered: number }
  reports: { upstreamMessageId: string; status: string; errorCode?: string; at?: string; reportedAt: string }[]
}

export type RecordedRecipient = Recipient & {
  attempts: Attempt[]
  delivery?: Delivery
  resolution?: {
    outcome: string
    reason: string
    by: string
    caller?: string
    at: string
    before: RecipientError
  }
}

export type RecordedMessage = {
  id: string
  status: string
  caller?: string
  reference?: string
  requestId: string
  createdAt: string
  from: string
  encoding?: string
  segments?: number
  schedule?: { sendAt: string }
  summary: Summary
  recipients: RecordedRecipient[]
}

export type MessagePage = { messages: RecordedMessage[]; next?: string }

export type UnmatchedReport = {
  id: string
  receivedAt: string
  status: string
  to?: string
  from?: string
  upstreamMessageId?: string
  errorCode?: string
  possibleMessages: string[]
}

export type AccountStatus = {
  account: string
  breaker: 'closed' | 'open' | 'half-open'
  retryAt?: string
  cause?: string
  unreadableCount?: number
  waiting?: number
  segmentsPerSecond?: number
}

export type Readiness = {
  status: 'ready'
  mode: Mode
  wallClock: { state: 'trusted' | 'in-doubt'; movedMs?: number; confirmedInMs?: number }
  upstream: { waiting: number; running: number; accounts: AccountStatus[] }
}

export type JournalStatus = {
  stalled: boolean
  logBacklogBytes: number
  unmatchedReports: number
  unknown: { count: number; oldestAgeMs?: number; byAge: { fromMs: number; toMs?: number; count: number }[] }
}

export type UpstreamAnswers = {
  shapes: { shape: string; count: number }[]
  samples: {
    shape: string
    statusCode: number
    sample: string
    count: number
    firstSeenAt: string
    lastSeenAt: string
  }[]
}
