/** The handling of a message in every peer: the minimum of a gateway, as a careful user would write it. */
export type Message = { readonly to: string; readonly from: string; readonly text: string }

/** The upstream's query for a message. */
export const formatTarget = ({ to, from, text }: Message): string =>
  `/bulksms/bulksms?${new URLSearchParams({
    username: 'bench',
    password: 'bench-password',
    type: '0',
    dlr: '1',
    destination: to,
    source: from,
    message: text,
  })}`

/** The id of an accepted message, otherwise undefined. */
export const readAnswer = (answer: string): string | undefined => /^1701\|\+?\d+\|(\S+)$/.exec(answer)?.[1]

/** The checks of a peer without a schema, equivalent to the schema of `fastify-min`. */
export function parseMessage(body: unknown): Message | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { to, from, text } = body as { to?: unknown; from?: unknown; text?: unknown }
  if (!Array.isArray(to) || to.length !== 1 || typeof to[0] !== 'string' || !/^\+[1-9]\d{6,14}$/.test(to[0])) return
  if (typeof from !== 'string' || from.length < 1 || from.length > 18) return
  if (typeof text !== 'string' || text.length < 1 || text.length > 1_000) return
  return { to: to[0], from, text }
}

/** Where a peer listens, and the upstream that it calls. */
export const [port, upstreamOrigin] = [Number(process.argv[2]), process.argv[3] ?? '']

/** As many connections to the upstream as the gateway uses. */
export const upstreamConnections = 64
