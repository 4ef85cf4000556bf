import type { Json } from './exchange-json.ts'

/** What the tool reads of the gateway's answers. Fields that it does not know are passed on with --json. */
export type ShownRecipient = {
  readonly to: string
  readonly outcome: string
  readonly resend?: string
  readonly upstreamMessageId?: string
  readonly error?: {
    readonly code: string
    readonly title: string
    readonly upstreamCode?: number
    readonly duplicateOf?: string
  }
  readonly attempts?: readonly {
    readonly number: number
    readonly state: string
    readonly startedAt?: string
    readonly endedAt?: string
    readonly error?: { readonly code: string; readonly upstreamCode?: number }
  }[]
  readonly delivery?: { readonly status: string; readonly at?: string; readonly errorCode?: string }
  readonly resolution?: {
    readonly outcome: string
    readonly reason: string
    readonly by: string
    readonly at: string
    /** What was known before, which was that nobody knows. */
    readonly before?: { readonly code: string }
  }
}

export type ShownMessage = {
  readonly id: string
  readonly status: string
  readonly createdAt: string
  readonly from: string
  readonly reference?: string
  readonly caller?: string
  readonly segments?: number
  readonly encoding?: string
  readonly schedule?: { readonly sendAt: string }
  readonly recipients: readonly ShownRecipient[]
}

export type ShownProblem = {
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly resend?: string
  readonly id?: string
  readonly violations?: readonly { readonly pointer?: string; readonly name?: string; readonly message: string }[]
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The recipients of an answer; undefined if it has none. Names the fields that the tool depends on. */
export function recipientsOf(body: Json): readonly ShownRecipient[] | undefined {
  const { recipients } = body
  const isRight = (each: unknown): boolean =>
    isObject(each) && typeof each['to'] === 'string' && typeof each['outcome'] === 'string'
  return Array.isArray(recipients) && recipients.length > 0 && recipients.every(isRight)
    ? (recipients as readonly ShownRecipient[])
    : undefined
}

export function messageOf(body: unknown): ShownMessage | undefined {
  if (!isObject(body) || recipientsOf(body) === undefined) return undefined
  const isRight = ['id', 'status', 'createdAt', 'from'].every((name) => typeof body[name] === 'string')
  return isRight ? (body as unknown as ShownMessage) : undefined
}

/** A problem of the gateway's catalogue. */
export function problemOfBody(body: Json): ShownProblem | undefined {
  const isRight = ['type', 'code', 'title', 'detail'].every((name) => typeof body[name] === 'string')
  return isRight ? (body as unknown as ShownProblem) : undefined
}
