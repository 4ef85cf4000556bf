import t from 'tap'
import { type FaultName, faults as faultsByName } from '../../sandbox/faults.ts'
import type { Behaviour } from '../support/raw-upstream.ts'
import { createRandom, runsOf, seed } from './random.ts'
import { countOf, startClient, startUpstream, verdictOf } from './start-client.ts'

// Faults of every kind at random, over few connections, all messages to one number: what one message is told must be
// what the server did with that very message.

const to = '+213550000001'
const messageCount = runsOf(1_000)

/** What the server did with a message, as far as its answer was complete. */
type Truth = 'accepted' | 'rejected' | 'unsaid'

/** Answers that say something, in forms that a client must read. The id is the message's own. */
const answers: Readonly<Record<string, { readonly truth: Truth; readonly behaviour: Behaviour }>> = {
  accepted: { truth: 'accepted', behaviour: ({ answer, request }) => answer(tupleFor(request)) },
  refused: { truth: 'rejected', behaviour: ({ answer }) => answer(`1706|${to}`) },
  'accepted, then closed': {
    truth: 'accepted',
    behaviour: ({ answer, request, socket }) => {
      answer(tupleFor(request))
      socket.destroySoon()
    },
  },
  'accepted, then reset': {
    truth: 'accepted',
    behaviour: ({ answer, request, reset }) => {
      answer(tupleFor(request))
      setImmediate(reset)
    },
  },
  'accepted, ended by closing': {
    truth: 'accepted',
    behaviour: ({ end, request }) => end(`HTTP/1.1 200 OK\r\n\r\n${tupleFor(request)}`),
  },
  'refused, with another answer behind it': {
    truth: 'rejected',
    behaviour: ({ socket }) => {
      const refusal = `1706|${to}`
      const stray = `1701|${to}|stray`
      // In one piece: no client can distinguish bytes that arrive after the next GET from its answer.
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-length: ${refusal.length}\r\n\r\n${refusal}` +
          `HTTP/1.1 200 OK\r\ncontent-length: ${stray.length}\r\n\r\n${stray}`,
      )
    },
  },
  'told to close': {
    truth: 'accepted',
    behaviour: ({ answer, request }) => answer({ headers: { connection: 'close' }, body: tupleFor(request) }),
  },
}

/** Faults after which nothing is known. `cut-body` and the like may be told as unknown only. */
const faults: readonly FaultName[] = [
  ...(['reset-after-request', 'close-after-request', 'half-header', 'half-body', 'cut-body', 'huge-header'] as const),
  ...(['garbage', 'redirect', 'status-500-html', 'status-503-accepted', 'informational-drip', 'body-drip'] as const),
]

const tupleFor = (request: { readonly query: URLSearchParams }): string => `1701|${to}|${request.query.get('message')}`

for (const keepAlive of [true, false]) {
  const name = keepAlive ? 'with keep-alive' : 'without keep-alive'
  t.test(`${messageCount} messages through a storm of faults, ${name} (SEED=${seed})`, async (t) => {
    const random = createRandom(seed)
    const server = await startUpstream(t, { timings: { dripMs: 5, holdMs: 60_000 } })
    const client = startClient(t, server.origin, { keepAlive, connections: 4 })
    const truths = new Map<string, Truth>()
    server.behave((exchange) => {
      const text = exchange.request.query.get('message') ?? ''
      const dice = random.below(100)
      if (dice < 70) {
        const { truth, behaviour } = random.pick(Object.values(answers))
        truths.set(text, truth)
        if (typeof behaviour === 'function') behaviour(exchange)
        return
      }
      truths.set(text, 'unsaid')
      faultsByName[random.pick(faults)](exchange)
    })

    const wrong: string[] = []
    const verdicts = new Map<string, number>()
    async function tell(index: number): Promise<void> {
      const text = `message-${index}`
      // Now and then one that has hardly time to start, and one that has hardly time for its answer.
      const dice = random.below(50)
      const startMs = dice === 0 ? random.below(3) : 30_000
      const result = await client.submit(text, { to, startMs, answerMs: dice === 1 ? 5 : 80 })
      const verdict = verdictOf(result)
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
      const truth = truths.get(text)
      const complain = (what: string) => wrong.push(`${text}: ${what}; told ${verdict}, done ${truth}`)
      if (result.accepted && truth !== 'accepted') complain('was not accepted')
      if (result.accepted && result.upstreamMessageId !== text) complain(`has the id ${result.upstreamMessageId}`)
      if (verdict.startsWith('rejected') && truth !== 'rejected') complain('was not rejected')
      if (verdict.startsWith('not-attempted') && truth !== undefined) complain('was attempted')
    }

    // Slightly more at a time than there are connections, and connections are refused for a while.
    const waves = 25
    for (let wave = 0; wave < waves; wave++) {
      if (wave % 8 === 5) server.resetOnAccept()
      if (wave % 8 === 7) server.refuse()
      const from = (messageCount / waves) * wave
      const indexes = Array.from({ length: messageCount / waves }, (_, index) => from + index)
      const queue = indexes.values()
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          for (const index of queue) await tell(index)
        }),
      )
      await server.open()
    }

    t.strictSame(wrong.slice(0, 5), [])
    const counts = new Map<string, number>()
    for (const { query } of server.requests) {
      const text = query.get('message') ?? ''
      counts.set(text, (counts.get(text) ?? 0) + 1)
    }
    const repeated = [...counts].filter(([, count]) => count > 1)
    t.strictSame(repeated, [], 'no message arrived twice')
    for (const verdict of ['accepted', 'rejected: invalid-destination', 'unknown: outcome-unknown']) {
      t.ok((verdicts.get(verdict) ?? 0) > 100, `${verdict}: ${verdicts.get(verdict)}`)
    }
    t.ok((verdicts.get('not-attempted: upstream-unreachable') ?? 0) > 20, JSON.stringify([...verdicts]))

    server.behave(({ answer, request }) => answer(tupleFor(request)))
    const calm = Array.from({ length: 20 }, (_, index) => `calm-${index}`)
    const results = await Promise.all(calm.map((text) => client.submit(text, { to })))
    t.strictSame([...new Set(results.map(verdictOf))], ['accepted'], 'all slots came back')
    for (const text of calm) t.equal(countOf(server, text), 1)
  })
}
