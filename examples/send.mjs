// Sends with Node.js, repeats safely, and reads an unknown outcome. See README.md.
const url = process.env.GATEWAY_URL ?? 'http://127.0.0.1:3000'
const key = process.env.GATEWAY_API_KEY
const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) }

/** One request; undefined if there was no complete answer of the gateway. */
async function ask(path, request) {
  try {
    const answer = await fetch(url + path, { ...request, redirect: 'manual', signal: AbortSignal.timeout(45_000) })
    const isAnswer = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '')
    return isAnswer ? { body: await answer.json(), retryAfter: answer.headers.get('retry-after') } : undefined
  } catch {
    return undefined
  }
}

/** The same key would only get the same answer if no recipient was left out. */
const isWorthRepeating = ({ body, retryAfter }) =>
  retryAfter !== null && (body.recipients?.some(({ outcome }) => outcome === 'not-attempted') ?? true)

/** An answer that names the recipients. A problem without them, for example 401, ends the program. */
function requireRecipients(body) {
  if (body.recipients !== undefined) return body
  process.stderr.write(`${body.code}: ${body.title}\n`)
  process.exit(1)
}

/** Posts a message until it is answered. The key stays the same, so nothing is sent twice. */
async function send(message) {
  const request = {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(message),
  }
  for (let attempt = 1; attempt <= 10; attempt++) {
    const answer = await ask('/messages', request)
    if (answer !== undefined && !isWorthRepeating(answer)) return requireRecipients(answer.body)
    const seconds = Number(answer?.retryAfter ?? 1)
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  }
  throw new Error('no answer: repeat the request later, under the same key')
}

const print = (line) => process.stdout.write(`${line}\n`)

const sent = await send({ to: ['+213550000001'], from: 'ACME', text: 'Sent with Node.js' })
for (const { to, outcome } of sent.recipients) print(`${to} ${outcome}`)

// The sandbox reads this message and breaks the connection, so nobody knows whether it was sent.
const unknown = await send({ to: ['+99910000101'], from: 'ACME', text: 'Sent with Node.js' })
for (const { to, outcome } of unknown.recipients) print(`${to} ${outcome}`)

const read = await ask(`/messages/${unknown.id}`, { headers })
if (read === undefined) throw new Error('no answer')
const known = requireRecipients(read.body)
const [{ attempts }] = known.recipients
print(`${known.status} after ${attempts.length} attempt: do not send it again`)
