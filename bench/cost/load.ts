import { Pool } from 'undici'

/** The load of a count: each connection sends one message after the other. */
export type Load = {
  send(messageCount: number): Promise<void>
  close(): Promise<void>
}

/** More than this is no stop of the emulator. */
const maxRepeated = 500

/**
 * Sends messages that are all different and all have the same length, and waits for their answers.
 *
 * @throws if one is not accepted
 */
export function createLoad(
  origin: string,
  authorization: string | undefined,
  connections: number,
  isKeyed = false,
): Load {
  const hours = 3_600_000
  const pool = new Pool(origin, { connections, headersTimeout: hours, bodyTimeout: hours, keepAliveTimeout: hours })
  const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) }
  let sentCount = 0
  let repeatedCount = 0

  async function sendOne(): Promise<void> {
    const number = String(sentCount++).padStart(9, '0')
    const body = JSON.stringify({ to: [`+2135${number}`], from: 'ACME', text: `Your code is ${number}` })
    const key = isKeyed && { 'idempotency-key': `bench-message-${number}` }
    const answer = await pool.request({ method: 'POST', path: '/messages', headers: { ...headers, ...key }, body })
    const text = await answer.body.text()
    // An emulated server can stop for longer than a request or a connection may take. Nothing was submitted then.
    if ([408, 503].includes(answer.statusCode) && repeatedCount++ < maxRepeated) return sendOne()
    if (answer.statusCode !== 201) throw new Error(`a message was answered with ${answer.statusCode}: ${text}`)
  }

  return {
    async send(messageCount) {
      let left = messageCount
      const sendSome = async () => {
        while (left-- > 0) await sendOne()
      }
      await Promise.all(Array.from({ length: connections }, sendSome))
    },
    close: () => pool.close(),
  }
}
