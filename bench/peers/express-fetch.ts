import { randomUUID } from 'node:crypto'
import express from 'express'
import { formatTarget, parseMessage, port, readAnswer, upstreamOrigin } from './submission.ts'

/** Express 5 and Node's fetch, which keeps connections alive by default. */
const app = express()

app.post('/messages', express.json(), async (request, response) => {
  const message = parseMessage(request.body)
  if (message === undefined) return void response.status(400).json({ error: 'invalid' })
  const answer = await fetch(upstreamOrigin + formatTarget(message))
  const upstreamMessageId = readAnswer(await answer.text())
  if (answer.status !== 200 || upstreamMessageId === undefined) {
    return void response.status(502).json({ error: 'not accepted' })
  }
  response.status(201).json({ id: randomUUID(), to: message.to, upstreamMessageId })
})

app.listen(port, '127.0.0.1')
