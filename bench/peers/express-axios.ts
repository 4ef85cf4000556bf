import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import axios from 'axios'
import express from 'express'
import { formatTarget, parseMessage, port, readAnswer, upstreamConnections, upstreamOrigin } from './submission.ts'

/** Express 5 and axios with a keep-alive agent, as axios recommends. */
const httpAgent = new Agent({ keepAlive: true, maxSockets: upstreamConnections })
const upstream = axios.create({ baseURL: upstreamOrigin, httpAgent, responseType: 'text', proxy: false })
const app = express()

app.post('/messages', express.json(), async (request, response) => {
  const message = parseMessage(request.body)
  if (message === undefined) return void response.status(400).json({ error: 'invalid' })
  const answer = await upstream.get<string>(formatTarget(message))
  const upstreamMessageId = readAnswer(answer.data)
  if (upstreamMessageId === undefined) return void response.status(502).json({ error: 'not accepted' })
  response.status(201).json({ id: randomUUID(), to: message.to, upstreamMessageId })
})

app.listen(port, '127.0.0.1')
