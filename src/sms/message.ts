/** How a text is encoded on air, which determines its segments. */
export const encodings = ['gsm7', 'ucs2', 'latin1'] as const
export type Encoding = (typeof encodings)[number]

/**
 * The content of a message. A WAP push has a link; the provider builds its binary form, whose segments we cannot count.
 */
export type Content =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly encoding: Encoding
      readonly flash: boolean
      readonly segments: number
    }
  | { readonly kind: 'wap-push'; readonly title: string; readonly url: string }

/** The registration of a text with a national authority (India's DLT), passed on unchanged. */
export type Template = { readonly entityId?: string; readonly templateId?: string; readonly telemarketerId?: string }

/** When the provider should send: a whole minute, and the same instant as the upstream's parameters. */
export type Schedule = {
  readonly sendAt: Temporal.Instant
  /** @see docs/upstream-protocol.md, "Schedule" */
  readonly upstream: { readonly date: string; readonly time: string; readonly gmt: string }
}

/** A message that passed every check and is ready to be submitted. */
export type Message = {
  /** Distinct E.164 numbers with `+`, in the order of the request. */
  readonly to: readonly string[]
  readonly from: string
  readonly content: Content
  readonly deliveryReport: boolean
  readonly template?: Template
  readonly schedule?: Schedule
  /** The caller's own reference. Never sent upstream, never logged. */
  readonly reference?: string
  /** The upstream account for the message; absent: the gateway's own. */
  readonly account?: string
}
