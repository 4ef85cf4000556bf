/** What a generated client has seen of the gateway: one line for each call. */
export type Seen = {
  readonly sent: string
  readonly scheduled: string | undefined
  readonly listed: number
  readonly problem: string
  readonly why: string
}

const day = 24 * 60 * 60 * 1_000
export const tomorrow = () => new Date(Date.now() + day).toISOString()
export const yesterday = () => new Date(Date.now() - day).toISOString()
export const to = ['+213550000001']
/** The sandbox refuses this number. */
export const refused = ['+99900001706']
