import type { IncomingMessage } from 'node:http'

/** Four times what 1,000 destinations and a long text need. */
const maxBodyBytes = 64 * 1024

/** A form of this size arrives at once; slower clients are disconnected. */
const bodyTimeoutMs = 10_000

/** The text of a form body; empty if there is none or it is not a form. `undefined`: too large or too slow. */
export async function readFormBody(request: IncomingMessage): Promise<string | undefined> {
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  const timer = setTimeout(() => request.destroy(), bodyTimeoutMs)
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length
      if (size > maxBodyBytes) return undefined
      chunks.push(chunk)
    }
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
  return isForm ? Buffer.concat(chunks).toString('latin1') : ''
}
