const nothing = (name: string) => `bench/cost/nothing/${name}.ts`
const gatewayProgram = 'src/main.ts'

/** A program whose messages are counted. */
export type Contestant = {
  readonly about: string
  readonly kind: 'gateway' | 'yardstick'
  readonly program: string
  /** The files that are taken in place of others. */
  readonly replaced?: Readonly<Record<string, string>>
}

const without = (about: string, replaced: Readonly<Record<string, string>>): Contestant => ({
  about,
  kind: 'gateway',
  program: gatewayProgram,
  replaced,
})

/** The whole programs. */
export const wholes = {
  gateway: { about: 'the gateway as shipped', kind: 'gateway', program: gatewayProgram },
  'fastify-min': {
    about: 'the yardstick: Fastify + TypeBox + undici request',
    kind: 'yardstick',
    program: 'bench/peers/fastify-min.ts',
  },
} as const satisfies Record<string, Contestant>

/** The gateway with a part replaced by nothing, or by the least that the other parts need. */
const single = {
  journal: {
    about: 'journal: two durable writes',
    kind: 'gateway',
    program: 'bench/contestants/gateway-without-journal.ts',
  },
  log: without('log line', { 'src/http/routes/message-log.ts': nothing('message-log') }),
  authentication: without('authentication', { 'src/http/server/authentication.ts': nothing('authentication') }),
  headers: without('constant headers of the answer', {
    'src/http/server/answer-headers.ts': nothing('answer-headers'),
  }),
  metrics: without('metrics', {
    'src/observability/metrics/request-counts.ts': nothing('request-counts'),
    'src/observability/metrics/send-counts.ts': nothing('send-counts'),
    'src/observability/metrics/upstream-counts.ts': nothing('upstream-counts'),
  }),
  answer: without('formatting the answer', { 'src/http/schemas/accepted-answer.ts': nothing('accepted-answer') }),
  rate: without('rate limit', { 'src/http/server/request-rate.ts': nothing('request-rate') }),
  exchange: without('exchange around dispatch', { 'src/upstream/exchange.ts': nothing('exchange') }),
  request: without("exchange by undici's request, in place of dispatch", {
    'src/upstream/exchange.ts': 'bench/cost/instead/exchange.ts',
  }),
  scope: without('AsyncLocalStorage', { 'src/http/server/request-scope.ts': nothing('request-scope') }),
  hooks: without('hooks: trace, pipelining', {
    'src/http/server/request-tracing.ts': nothing('request-tracing'),
    'src/http/server/slow-readers.ts': nothing('slow-readers'),
  }),
  json: without('strict JSON', { 'src/json/strict-json.ts': nothing('strict-json') }),
  'tick-shape': without('what keeps the shape of ticks (it saves)', { 'src/tick-shape.ts': nothing('tick-shape') }),
} as const satisfies Record<string, Contestant>

/** `request` replaces the same file as `exchange`; without `tick-shape`, everything else is slower. */
const { request: _request, 'tick-shape': _tickShape, journal, ...others } = single

export const parts = {
  ...single,
  all: {
    ...journal,
    about: 'all of these together',
    replaced: Object.assign({}, ...Object.values(others).map(({ replaced }) => replaced)) as Record<string, string>,
  },
} as const satisfies Record<string, Contestant>

export type PartName = keyof typeof parts
export type WholeName = keyof typeof wholes
