/** How a text is encoded on air, and so how many segments it takes. */
export const encodings = ['gsm7', 'ucs2', 'latin1'] as const
export type Encoding = (typeof encodings)[number]

/** What a message says. A WAP push carries a link; the provider builds its binary form, in segments we cannot count. */
export type Content =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly encoding: Encoding
      readonly flash: boolean
      readonly segments: number
    }
  | { readonly kind: 'wap-push'; readonly title: string; readonly url: string }

/** The registration of a text with a national authority (India's DLT), passed on as it is. */
export type Template = { readonly entityId?: string; readonly templateId?: string; readonly telemarketerId?: string }

/** When the provider is to send: a whole minute, and the same instant as the upstream's parameters say it. */
export type Schedule = {
  readonly sendAt: Temporal.Instant
  /** @see docs/upstream-protocol.md, "Schedule" */
  readonly upstream: { readonly date: string; readonly time: string; readonly gmt: string }
}

/** A message that passed every check: what is left is to submit it. */
export type Message = {
  /** Distinct E.164 numbers with `+`, in the order of the request. */
  readonly to: readonly string[]
  readonly from: string
  readonly content: Content
  readonly deliveryReport: boolean
  readonly template?: Template
  readonly schedule?: Schedule
  /** The caller's own word for the message. Never sent upstream, never logged. */
  readonly reference?: string
  /** The upstream account that the message goes out on; absent: the gateway's own. */
  readonly account?: string
}
