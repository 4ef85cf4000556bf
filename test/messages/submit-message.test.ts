import t from 'tap'
import { faults } from '../../sandbox/faults.ts'
import { fitFirst } from '../../src/messages/batches.ts'
import { JournalError } from '../../src/messages/journal.ts'
import { failed, type RecipientResult } from '../../src/messages/outcome.ts'
import { type RecipientProblemCode, recipientProblemCodes } from '../../src/messages/problems.ts'
import { backoffMs } from '../../src/messages/retries.ts'
import { createRun } from '../../src/messages/run.ts'
import { type Clock, createSubmitter, type SubmissionSettings } from '../../src/messages/submit.ts'
import type { Batch, Deadline, TurnResult, Upstream } from '../../src/messages/upstream.ts'
import type { Message } from '../../src/sms/message.ts'
import { statusCodes } from '../../src/upstream/status-codes.ts'
import { grantTurns, type Submit, submitInTurn } from '../support/granted-turns.ts'
import { answerAccepted, answerWith, type Behaviour, createRefusingOrigin, endWith } from '../support/raw-upstream.ts'
import { messageOf, numbers, textContent } from '../upstream/fixtures.ts'
import { countOf, startClient, startUpstream, verdictOf } from '../upstream/start-client.ts'

type Call = { readonly batch: Batch; readonly at: number; readonly deadline: Deadline }

const [a, b, c] = numbers(3) as [string, string, string]
const settings: SubmissionSettings = { timeoutMs: 30_000, maxWaitMs: 30_000, maxRetries: 2, parallelBatches: 8 }
/** What the journal is told of attempts. */
type AttemptLog = {
  start(batch: Batch): Promise<void>
  end(results: readonly RecipientResult[]): void
  /** Receives errors that no rule expects; without it they fail the test. */
  readonly bugs?: unknown[]
}
/** A log on which everything is durable at once. */
const openLog: AttemptLog = { start: async () => {}, end: () => {} }

/** Takes the first turn and submits the batches in it, as far as they fit. The first batch is recorded like the others. */
function createSubmit(upstream: Pick<Upstream, 'takeTurn'>, settings: SubmissionSettings, clock: Clock) {
  return async (message: Message, batches: readonly Batch[], log = openLog) => {
    const journal = {
      startAttempts: (_id: string, batch: Batch) => log.start(batch),
      endAttempts: async (_id: string, results: readonly RecipientResult[]) => log.end(results),
      finish: async () => {},
    }
    const onBug = (error: unknown) => {
      if (log.bugs === undefined) throw error
      log.bugs.push(error)
    }
    const submitter = createSubmitter({ upstream, journal, clock, nowMs: clock.now, onBug }, settings)
    const deadline = submitter.startDeadline()
    const turn = await submitter.takeFirstTurn(message, batches, deadline)
    if ('code' in turn) throw new Error('no turn')
    const useTurn = (isUsed: boolean) => (isUsed ? turn : void turn.giveBack())
    const planned = fitFirst(batches, turn)
    const to = batches.flat()
    return submitter.submit(
      createRun({ id: 'id', message, deadline, to, known: new Map(), useTurn, planned, firstIsRecorded: false }),
    )
  }
}

/** The use case with turns that come at once. */
const createSubmission = ({ submit }: { submit: Submit }, settings: SubmissionSettings, clock: Clock) =>
  createSubmit({ takeTurn: grantTurns(submit) }, settings, clock)

/** An instant like any other: nothing may depend on a clock that begins at zero. */
const startedAt = 1_000_000

/** A clock on which sleeping takes no time but moves the hand. */
function createFakeClock(random = 1): Clock & { readonly sleeps: readonly number[] } {
  let now = startedAt
  const sleeps: number[] = []
  return {
    sleeps,
    now: () => now,
    random: () => random,
    async sleep(ms) {
      sleeps.push(ms)
      now += ms
    },
  }
}

const acceptAll = (batch: Batch): readonly RecipientResult[] => batch.map((to) => ({ to, accepted: true }))
const failAll =
  (code: RecipientProblemCode) =>
  (batch: Batch): readonly RecipientResult[] =>
    batch.map((to) => failed(to, { code }))

/** An upstream that answers by a script, call by call; the last line stays. */
function createScript(clock: Clock, ...script: readonly ((batch: Batch) => readonly RecipientResult[])[]) {
  const calls: Call[] = []
  const submit: Submit = async (_message, batch, deadline) => {
    const line = script[Math.min(calls.length, script.length - 1)] ?? acceptAll
    calls.push({ batch, at: clock.now(), deadline })
    return line(batch)
  }
  return { calls, submit }
}

const retried: readonly RecipientProblemCode[] = [
  'upstream-user-validation-failed',
  'upstream-unreachable',
  'local-resources-exhausted',
]
const stopping: readonly RecipientProblemCode[] = [
  'upstream-credentials-invalid',
  'upstream-user-validation-failed',
  'ip-blacklisted',
  'ip-not-whitelisted',
  'insufficient-credit',
  'upstream-unreachable',
  'local-resources-exhausted',
  'overloaded',
  'upstream-suspended',
  'journal-unavailable',
]

t.test('only 1709 and what was never written is tried again, as often as is set', async (t) => {
  for (const maxRetries of [0, 1, 2, 5]) {
    for (const code of recipientProblemCodes) {
      const clock = createFakeClock()
      const { calls, submit } = createScript(clock, failAll(code))
      const results = await createSubmission({ submit }, { ...settings, maxRetries }, clock)(messageOf(), [[a]])
      t.equal(calls.length, retried.includes(code) ? 1 + maxRetries : 1, `${code}, ${maxRetries} retries`)
      t.strictSame(results, [failed(a, { code })])
    }
    const clock = createFakeClock()
    const { calls, submit } = createScript(clock, acceptAll)
    await createSubmission({ submit }, { ...settings, maxRetries }, clock)(messageOf(), [[a]])
    t.equal(calls.length, 1, 'accepted')
  }
})

t.test('a retry is for the recipients concerned, and their latest result stands', async (t) => {
  const clock = createFakeClock()
  const { calls, submit } = createScript(
    clock,
    () => [
      { to: a, accepted: true, upstreamMessageId: 'x' },
      failed(b, { code: 'upstream-user-validation-failed', upstreamCode: 1709 }),
      failed(c, { code: 'upstream-answer-incomplete' }),
    ],
    (batch) => batch.map((to) => ({ to, accepted: true, upstreamMessageId: 'y' })),
  )
  const results = await createSubmission({ submit }, settings, clock)(messageOf({ to: [a, b, c] }), [[a, b, c]])
  t.strictSame(
    calls.map((call) => call.batch),
    [[a, b, c], [b]],
  )
  t.strictSame(results, [
    { to: a, accepted: true, upstreamMessageId: 'x' },
    { to: b, accepted: true, upstreamMessageId: 'y' },
    failed(c, { code: 'upstream-answer-incomplete' }),
  ])
})

t.test('a retry that fails otherwise is the end of it', async (t) => {
  const clock = createFakeClock()
  const { calls, submit } = createScript(clock, failAll('upstream-unreachable'), failAll('outcome-unknown'))
  const results = await createSubmission({ submit }, settings, clock)(messageOf(), [[a]])
  t.equal(calls.length, 2)
  t.strictSame(results, [failed(a, { code: 'outcome-unknown' })])
})

t.test('a retry that was never written leaves what is known: a refusal by 1709 stays one', async (t) => {
  for (const code of ['upstream-unreachable', 'overloaded'] as const) {
    const clock = createFakeClock()
    const { calls, submit } = createScript(clock, failAll('upstream-user-validation-failed'), failAll(code))
    const results = await createSubmission({ submit }, settings, clock)(messageOf(), [[a]])
    t.equal(calls.length, 3)
    t.strictSame(results, [failed(a, { code: 'upstream-user-validation-failed' })], code)
  }
})

t.test('all GETs of a message share one deadline, half of it for the start', async (t) => {
  const clock = createFakeClock()
  const { calls, submit } = createScript(clock, acceptAll, failAll('upstream-user-validation-failed'))
  await createSubmission({ submit }, settings, clock)(messageOf({ to: [a, b] }), [[a], [b]])
  t.equal(calls.length, 4)
  for (const { deadline } of calls)
    t.strictSame(deadline, { startBy: startedAt + 15_000, answerBy: startedAt + 30_000 })
})

t.test('a retry that could not start in time is left out', async (t) => {
  // With chance at its highest the retries wait 200 and 400 ms.
  const rows: readonly (readonly [timeoutMs: number, callCount: number])[] = [
    [2 * 200, 1],
    [2 * 201, 2],
    [2 * 600, 2],
    [2 * 601, 3],
  ]
  for (const [timeoutMs, callCount] of rows) {
    const clock = createFakeClock(1)
    const { calls, submit } = createScript(clock, failAll('upstream-unreachable'))
    await createSubmission({ submit }, { ...settings, timeoutMs }, clock)(messageOf(), [[a]])
    t.equal(calls.length, callCount, `${timeoutMs} ms in all`)
    for (const { at, deadline } of calls) t.ok(at < deadline.startBy)
  }
})

t.test('retries wait longer and longer, half of it by chance, and never beyond two seconds', async (t) => {
  const rows: readonly (readonly [retry: number, leastMs: number, mostMs: number])[] = [
    [1, 100, 200],
    [2, 200, 400],
    [3, 400, 800],
    [4, 800, 1600],
    [5, 1000, 2000],
    [6, 1000, 2000],
    [10, 1000, 2000],
    [1000, 1000, 2000],
  ]
  for (const [retry, leastMs, mostMs] of rows) {
    t.equal(backoffMs(retry, 0), leastMs, `retry ${retry} at the earliest`)
    t.equal(backoffMs(retry, 0.5), (leastMs + mostMs) / 2, `retry ${retry} in the middle`)
    t.equal(backoffMs(retry, 1), mostMs, `retry ${retry} at the latest`)
  }
  const clock = createFakeClock(0)
  const { submit } = createScript(clock, failAll('upstream-unreachable'))
  await createSubmission({ submit }, { ...settings, maxRetries: 3 }, clock)(messageOf(), [[a]])
  t.strictSame(clock.sleeps, [100, 200, 400])
})

t.test('a failure of the account or the connection stops what has not started; no other does', async (t) => {
  for (const code of recipientProblemCodes) {
    const clock = createFakeClock()
    const { calls, submit } = createScript(clock, failAll(code), acceptAll)
    const submitMessage = createSubmission({ submit }, { ...settings, maxRetries: 0 }, clock)
    const results = await submitMessage(messageOf({ to: [a, b, c] }), [[a], [b], [c]])
    if (stopping.includes(code)) {
      t.strictSame(
        calls.map((call) => call.batch),
        [[a]],
        code,
      )
      const stopped = [b, c].map((to) => failed(to, { code: 'message-stopped' }))
      t.strictSame(results, [failed(a, { code }), ...stopped], code)
    } else {
      t.strictSame(
        calls.map((call) => call.batch),
        [[a], [b], [c]],
        code,
      )
      t.strictSame(results, [failed(a, { code }), ...acceptAll([b, c])], code)
    }
  }
})

t.test('one recipient of a batch is enough to stop, others of it accepted or not', async (t) => {
  const clock = createFakeClock()
  const { calls, submit } = createScript(clock, () => [
    { to: a, accepted: true },
    failed(b, { code: 'insufficient-credit', upstreamCode: 1025 }),
  ])
  const results = await createSubmission({ submit }, settings, clock)(messageOf({ to: [a, b, c] }), [[a, b], [c]])
  t.equal(calls.length, 1)
  t.strictSame(results, [
    { to: a, accepted: true },
    failed(b, { code: 'insufficient-credit', upstreamCode: 1025 }),
    failed(c, { code: 'message-stopped' }),
  ])
})

t.test('what a retry has healed stops nothing', async (t) => {
  const clock = createFakeClock()
  const { calls, submit } = createScript(clock, failAll('upstream-unreachable'), acceptAll)
  const results = await createSubmission({ submit }, settings, clock)(messageOf({ to: [a, b] }), [[a], [b]])
  t.strictSame(
    calls.map((call) => call.batch),
    [[a], [a], [b]],
  )
  t.strictSame(results, acceptAll([a, b]))
})

t.test('what a long list has no time left for is not attempted, for want of time and nothing else', async (t) => {
  const clock = createFakeClock()
  const batches: Batch[] = []
  const submit: Submit = async (_message, batch) => {
    batches.push(batch)
    await clock.sleep(6_000)
    return acceptAll(batch)
  }
  const submitMessage = createSubmission({ submit }, { ...settings, timeoutMs: 20_000, parallelBatches: 1 }, clock)
  const results = await submitMessage(messageOf({ to: [a, b, c] }), [[a], [b], [c]])
  t.strictSame(batches, [[a], [b]], 'the third would have started after 12 of 10 s')
  t.strictSame(results, [...acceptAll([a, b]), failed(c, { code: 'overloaded' })])
})

/** An upstream whose answers wait until they are given. */
function createHeldUpstream() {
  const held = new Map<string, (results: readonly RecipientResult[]) => void>()
  const started: string[] = []
  const submit: Submit = (_message, batch) =>
    new Promise((resolve) => {
      const [first = ''] = batch
      started.push(first)
      held.set(first, resolve)
    })
  async function answer(to: string, results: readonly RecipientResult[]): Promise<void> {
    // What starts at once starts when its attempt is on record.
    await new Promise(setImmediate)
    held.get(to)?.(results)
    held.delete(to)
    // What follows from an answer follows in microtasks.
    await new Promise(setImmediate)
  }
  return { submit, answer, started, heldNumbers: () => [...held.keys()] }
}

t.test('the first batch goes alone, then never more than 8 at a time', async (t) => {
  const to = numbers(30)
  const upstream = createHeldUpstream()
  const running = createSubmission(
    upstream,
    settings,
    createFakeClock(),
  )(
    messageOf({ to }),
    to.map((number) => [number]),
  )
  await new Promise(setImmediate)
  t.strictSame(upstream.started, to.slice(0, 1))
  await upstream.answer(to[0] ?? '', acceptAll(to.slice(0, 1)))
  t.strictSame(upstream.started, to.slice(0, 9))
  let most = 0
  for (let held = upstream.heldNumbers(); held.length > 0; held = upstream.heldNumbers()) {
    most = Math.max(most, held.length)
    // The youngest first, so that the results come out of order.
    const last = held.at(-1) ?? ''
    await upstream.answer(last, acceptAll([last]))
  }
  t.equal(most, 8)
  t.strictSame(upstream.started, to, 'each once, in order')
  t.strictSame(await running, acceptAll(to), "the message's order")
})

t.test('a stop among parallel batches lets those end that have started, and starts no more', async (t) => {
  const to = numbers(20)
  const upstream = createHeldUpstream()
  const running = createSubmission(
    upstream,
    settings,
    createFakeClock(),
  )(
    messageOf({ to }),
    to.map((number) => [number]),
  )
  await upstream.answer(to[0] ?? '', acceptAll(to.slice(0, 1)))
  const [refused = '', ...others] = upstream.heldNumbers()
  await upstream.answer(refused, failAll('upstream-credentials-invalid')([refused]))
  for (const other of others) await upstream.answer(other, acceptAll([other]))
  t.strictSame(upstream.started, to.slice(0, 9))
  t.strictSame(await running, [
    ...acceptAll(to.slice(0, 1)),
    failed(refused, { code: 'upstream-credentials-invalid' }),
    ...acceptAll(others),
    ...to.slice(9).map((number) => failed(number, { code: 'message-stopped' })),
  ])
})

t.test('a stop reaches the retries of other batches as well', async (t) => {
  const to = numbers(3)
  const upstream = createHeldUpstream()
  let wake = () => {}
  const clock = {
    ...createFakeClock(),
    sleep: () =>
      new Promise<void>((resolve) => {
        wake = resolve
      }),
  }
  const running = createSubmission(
    upstream,
    settings,
    clock,
  )(
    messageOf({ to }),
    to.map((number) => [number]),
  )
  const [first = '', second = '', third = ''] = to
  await upstream.answer(first, acceptAll([first]))
  await upstream.answer(second, failAll('upstream-unreachable')([second]))
  await upstream.answer(third, failAll('ip-blacklisted')([third]))
  wake()
  t.strictSame(await running, [
    ...acceptAll([first]),
    failed(second, { code: 'upstream-unreachable' }),
    failed(third, { code: 'ip-blacklisted' }),
  ])
  t.strictSame(upstream.started, to, 'no GET after the stop')
})

t.test('every recipient is in the results once, in order, whatever the batches and their answers are', async (t) => {
  const to = numbers(40)
  for (const size of [1, 3, 7, 40]) {
    const clock = createFakeClock()
    const batches = Array.from({ length: Math.ceil(40 / size) }, (_, index) =>
      to.slice(index * size, (index + 1) * size),
    )
    const submit: Submit = async (_message, batch) =>
      batch.map((number, index) =>
        index % 3 === 0 ? failed(number, { code: 'invalid-destination' }) : { to: number, accepted: true },
      )
    const results = await createSubmission({ submit }, settings, clock)(messageOf({ to }), batches)
    t.strictSame(
      results.map((result) => result.to),
      to,
    )
  }
})

/** A log that writes down what happens, together with the calls of an upstream. */
function createRecord(clock: Clock, failAt = Number.POSITIVE_INFINITY, error: Error = new JournalError('full')) {
  const lines: string[] = []
  let startCount = 0
  const log: AttemptLog = {
    async start(batch) {
      lines.push(`start ${batch}`)
      // Longer than a microtask: who does not wait for it is found out.
      await new Promise(setImmediate)
      if (++startCount >= failAt) throw error
      lines.push(`durable ${batch}`)
    },
    end: (results) => void lines.push(`end ${results.map(({ to }) => to)}`),
  }
  function createUpstream(...script: Parameters<typeof createScript>[1][]) {
    const { submit } = createScript(clock, ...script)
    const recorded: Submit = (message, batch, deadline) => {
      lines.push(`submit ${batch}`)
      return submit(message, batch, deadline)
    }
    return { submit: recorded }
  }
  return { lines, log, createUpstream }
}

t.test('every attempt is durable before it is made, retries too, and its result is recorded', async (t) => {
  const clock = createFakeClock()
  const { lines, log, createUpstream } = createRecord(clock)
  const upstream = createUpstream(
    () => [{ to: a, accepted: true }, failed(b, { code: 'upstream-user-validation-failed' })],
    failAll('upstream-unreachable'),
    acceptAll,
  )
  await createSubmission(upstream, settings, clock)(messageOf({ to: [a, b, c] }), [[a, b], [c]], log)
  t.strictSame(lines, [
    ...[`start ${a},${b}`, `durable ${a},${b}`, `submit ${a},${b}`, `end ${a},${b}`],
    ...[`start ${b}`, `durable ${b}`, `submit ${b}`, `end ${b}`],
    ...[`start ${b}`, `durable ${b}`, `submit ${b}`, `end ${b}`],
    ...[`start ${c}`, `durable ${c}`, `submit ${c}`, `end ${c}`],
  ])
})

t.test('what cannot be recorded is not submitted, and stops the message', async (t) => {
  const clock = createFakeClock()
  for (const [failAt, submitted] of [
    [1, []],
    [2, [a]],
  ] as const) {
    const { lines, log, createUpstream } = createRecord(clock, failAt)
    const submit = createSubmission(createUpstream(acceptAll), settings, clock)
    // So many that not all of them can have started when the second fails.
    const to = numbers(20)
    const results = await submit(
      messageOf({ to }),
      to.map((number) => [number]),
      log,
    )
    t.strictSame(
      lines.filter((line) => line.startsWith('submit')),
      submitted.map((number) => `submit ${number}`),
    )
    const [, ...others] = results
    for (const result of failAt === 1 ? results : others)
      t.match(verdictOf(result), /^not-attempted: (journal-unavailable|message-stopped)$/)
    t.strictSame(
      results.map((result) => result.to),
      to,
    )
  }
})

t.test('a retry that cannot be recorded leaves what is known', async (t) => {
  for (const [code, expected] of [
    ['upstream-user-validation-failed', 'upstream-user-validation-failed'],
    ['upstream-unreachable', 'journal-unavailable'],
  ] as const) {
    const clock = createFakeClock()
    const { lines, log, createUpstream } = createRecord(clock, 2)
    const submit = createSubmission(createUpstream(failAll(code)), settings, clock)
    t.strictSame(await submit(messageOf(), [[a]], log), [failed(a, { code: expected })])
    t.equal(lines.filter((line) => line.startsWith('submit')).length, 1)
  }
})

t.test('a record that fails by a bug stops the message, and nothing is submitted', async (t) => {
  const clock = createFakeClock()
  const { lines, log, createUpstream } = createRecord(clock, 1, new TypeError('a bug'))
  const bugs: unknown[] = []
  const submit = createSubmission(createUpstream(acceptAll), settings, clock)
  const results = await submit(messageOf({ to: [a, b] }), [[a], [b]], { ...log, bugs })
  t.strictSame(results, [failed(a, { code: 'message-stopped' }), failed(b, { code: 'message-stopped' })])
  t.match(bugs, [{ message: 'a bug' }])
  t.notOk(lines.some((line) => line.startsWith('submit')))
})

t.test(
  'a submission that fails by a bug may have been sent: it is recorded as unknown, and stops the rest',
  async (t) => {
    const clock = createFakeClock()
    const bugs: unknown[] = []
    const recorded: RecipientResult[] = []
    const gets: Batch[] = []
    const submit: Submit = async (_message, batch) => {
      gets.push(batch)
      if (gets.length === 2) throw new TypeError('a bug')
      await new Promise(setImmediate)
      return acceptAll(batch)
    }
    const log: AttemptLog = { start: async () => {}, end: (results) => void recorded.push(...results), bugs }
    const to = numbers(40)
    const results = await createSubmission({ submit }, { ...settings, parallelBatches: 4 }, clock)(
      messageOf({ to }),
      to.map((one) => [one]),
      log,
    )
    const [, second = ''] = to
    t.strictSame(results[1], failed(second, { code: 'outcome-unknown' }))
    t.strictSame(
      recorded.find((result) => result.to === second),
      failed(second, { code: 'outcome-unknown' }),
    )
    t.match(bugs, [{ message: 'a bug' }])
    t.equal(results.length, 40)
    t.equal(gets.length, 5, 'the first batch, and those that ran side by side with the fault')
    t.strictSame(results.at(-1), failed(to[39] as string, { code: 'message-stopped' }))
    t.equal(recorded.length, 5, 'nothing is still under way when the message is answered')
  },
)

t.test('a result that cannot be recorded by a bug is unknown, in the answer and on record', async (t) => {
  const bugs: unknown[] = []
  const recorded: RecipientResult[] = []
  const log: AttemptLog = {
    start: async () => {},
    end(results) {
      if (results.some(({ accepted }) => accepted)) throw new TypeError('a bug')
      recorded.push(...results)
    },
    bugs,
  }
  const submit: Submit = async (_message, batch) => acceptAll(batch)
  const results = await createSubmission({ submit }, settings, createFakeClock())(messageOf(), [[a]], log)
  t.strictSame(results, [failed(a, { code: 'outcome-unknown' })])
  t.strictSame(recorded, results)
  t.match(bugs, [{ message: 'a bug' }])
})

t.test('every batch and every retry takes a turn before it is recorded; the first says what follows it', async (t) => {
  const clock = createFakeClock()
  const { lines, log } = createRecord(clock)
  const patiences: unknown[] = []
  const { submit } = createScript(clock, acceptAll, failAll('upstream-user-validation-failed'), acceptAll)
  const granted = grantTurns(submit)
  const takeTurn: typeof granted = (message, batch, patience) => {
    lines.push(`turn ${batch}`)
    patiences.push(patience)
    return granted(message, batch, patience)
  }
  const submitMessage = createSubmit({ takeTurn }, { ...settings, maxWaitMs: 500 }, clock)
  await submitMessage(messageOf({ to: [a, b, c] }), [[a, b], [c]], log)
  t.strictSame(lines, [
    `turn ${a},${b}`,
    ...[`start ${a},${b}`, `durable ${a},${b}`, `end ${a},${b}`],
    ...[`turn ${c}`, `start ${c}`, `durable ${c}`, `end ${c}`],
    ...[`turn ${c}`, `start ${c}`, `durable ${c}`, `end ${c}`],
  ])
  const startBy = startedAt + 15_000
  t.strictSame(patiences, [
    { until: startedAt + 500, others: { recipientCount: 1, startBy } },
    { until: startBy },
    { until: startBy },
  ])
})

t.test(
  'a later batch that gets no turn is not recorded, and stops the message; a retry leaves what is known',
  async (t) => {
    for (const code of ['overloaded', 'upstream-suspended'] as const) {
      const clock = createFakeClock()
      const { lines, log } = createRecord(clock)
      const { submit } = createScript(clock, acceptAll)
      let turns = 1
      const takeTurn = async (...batch: Parameters<Upstream['takeTurn']>): Promise<TurnResult> =>
        turns-- > 0 ? grantTurns(submit)(...batch) : { code, retryAfterMs: 700 }
      const results = await createSubmit({ takeTurn }, settings, clock)(messageOf({ to: [a, b] }), [[a], [b]], log)
      t.strictSame(results, [...acceptAll([a]), failed(b, { code, retryAfterMs: 700 })])
      t.notOk(lines.includes(`start ${b}`))

      turns = 1
      const failing = grantTurns(async (_message, batch) => failAll('upstream-unreachable')(batch))
      const once: typeof takeTurn = async (...batch) => (turns-- > 0 ? failing(...batch) : { code })
      const again = await createSubmit({ takeTurn: once }, settings, clock)(messageOf(), [[a]], log)
      t.strictSame(again, [failed(a, { code: 'upstream-unreachable' })])
    }
  },
)

type RealOptions = { readonly maxRetries?: number; readonly answerMs?: number; readonly sleep?: () => Promise<void> }

/**
 * The real client before a real socket, and a clock that does not wait between retries. A GET has all the time to start,
 * so that no slow machine makes it a retry; only its answer may be cut short.
 */
function startSubmission(
  t: { teardown(act: () => Promise<void>): void },
  origin: string,
  { maxRetries = 2, answerMs = 60_000, sleep = async () => {} }: RealOptions = {},
) {
  const { upstream } = startClient(t, origin, { connections: 2 })
  const submit: Submit = (message, batch, { startBy }) =>
    submitInTurn(upstream, message, batch, { startBy, answerBy: performance.now() + answerMs })
  const clock = { now: () => performance.now(), sleep, random: () => 0 }
  return createSubmission({ submit }, { ...settings, maxRetries, timeoutMs: 120_000 }, clock)
}

t.test('at a real socket, 1709 is the one answer after which a GET comes again', async (t) => {
  const accepted = 'accepted'
  const refused = 'rejected: upstream-user-validation-failed'
  const again = answerWith(`1709|${a}`)
  const rows: readonly (readonly [
    name: string,
    behaviours: readonly Behaviour[],
    maxRetries: number,
    count: number,
    verdict: string,
  ])[] = [
    ['1709, then accepted', [again, answerAccepted], 2, 2, accepted],
    ['1709 twice, then accepted', [again, again, answerAccepted], 2, 3, accepted],
    ['1709 alone, then accepted', [answerWith('1709'), answerAccepted], 2, 2, accepted],
    ['1709 with a third field, then accepted', [answerWith(`1709|${a}|0`), answerAccepted], 2, 2, accepted],
    ['1709 for ever', [again], 2, 3, refused],
    ['1709 for ever, without retries', [again], 0, 1, refused],
    ['1709, then 1706', [again, answerWith(`1706|${a}`)], 2, 2, 'rejected: invalid-destination'],
    ['1709, then a reset', [again, 'reset-after-request'], 2, 2, 'unknown: outcome-unknown'],
    ['1709, then something unclear', [again, answerWith('')], 2, 2, 'unknown: upstream-answer-not-understood'],
    [
      '1709 with status 503',
      [answerWith({ status: '503 X', body: `1709|${a}` })],
      2,
      1,
      'unknown: upstream-answer-not-understood',
    ],
    ['1709 for another number', [answerWith('1709|999123456789')], 2, 1, 'unknown: upstream-answer-incomplete'],
    ['1709 and 1701', [answerWith(`1709|${a},1701|${a}`)], 2, 1, 'unknown: upstream-answer-not-understood'],
    [
      '1709, cut from the length that was told',
      [endWith('HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n1709')],
      2,
      1,
      'unknown: outcome-unknown',
    ],
  ]
  for (const [name, behaviours, maxRetries, count, verdict] of rows) {
    const server = await startUpstream(t)
    server.behave(...behaviours)
    const [result] = await startSubmission(t, server.origin, { maxRetries })(messageOf(), [[a]])
    t.equal(result && verdictOf(result), verdict, name)
    t.equal(countOf(server, 'hello'), count, name)
    t.equal(server.requestCount, count, name)
  }
})

t.test('at a real socket, a stray 1709 makes no message arrive twice', async (t) => {
  const answerOf = (body: string) => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  const used = new WeakSet<object>()
  const upstreams: Readonly<Record<string, Behaviour>> = {
    'on a connection that is used': ({ socket, answer, body }) => {
      answer(used.has(socket) ? '1709' : body)
      used.add(socket)
    },
    'before its own answer, in one packet': ({ socket, body }) => void socket.write(answerOf('1709') + answerOf(body)),
    'that names the number, before its own answer': ({ socket, body }) =>
      void socket.write(answerOf(`1709|${a}|0`) + answerOf(body)),
  }
  for (const [name, behaviour] of Object.entries(upstreams)) {
    const server = await startUpstream(t)
    server.behave(behaviour)
    const submit = startSubmission(t, server.origin)
    const texts = ['first', 'second', 'third', 'fourth']
    for (const text of texts) {
      const [result] = await submit(messageOf({ content: textContent(text) }), [[a]])
      t.match(result && verdictOf(result), /^accepted$|^unknown: upstream-answer-not-understood$/, name)
      t.equal(countOf(server, text), 1, `${name}: ${text}`)
    }
    t.equal(server.requestCount, texts.length, name)
  }
})

t.test('at a real socket, after every other code there is exactly one GET', async (t) => {
  const server = await startUpstream(t)
  const submit = startSubmission(t, server.origin, { maxRetries: 5 })
  let sentCount = 0
  for (const code of [...statusCodes.keys(), 0, 9, 999, 1999, 9999]) {
    if (code === 1709) continue
    for (const body of [`${code}|${a}`, String(code)]) {
      server.behave(answerWith(body), answerAccepted)
      await submit(messageOf(), [[a]])
      t.equal(server.requestCount, ++sentCount, body)
    }
  }
})

t.test('at a real socket, after every fault there is exactly one GET', async (t) => {
  for (const fault of Object.keys(faults) as (keyof typeof faults)[]) {
    const server = await startUpstream(t, { timings: { slowMs: 5, dripMs: 2, holdMs: 60_000, shutMs: 60_000 } })
    server.behave(fault, answerAccepted)
    await startSubmission(t, server.origin, { maxRetries: 5, answerMs: 100 })(messageOf(), [[a]])
    await server.received(1)
    t.equal(server.requestCount, 1, fault)
  }
})

t.test('at a real socket, a refused connection is tried again, and the GET comes once', async (t) => {
  const server = await startUpstream(t)
  server.refuse()
  const submit = startSubmission(t, server.origin, { sleep: () => server.open() })
  const [result] = await submit(messageOf(), [[a]])
  t.equal(result && verdictOf(result), 'accepted')
  t.equal(server.requestCount, 1)
})

t.test('at a real socket, a connection that stays refused is not attempted, as often as is set', async (t) => {
  let sleepCount = 0
  const sleep = async () => void sleepCount++
  const submit = startSubmission(t, await createRefusingOrigin(), { maxRetries: 3, sleep })
  const results = await submit(messageOf({ to: [a, b] }), [[a], [b]])
  t.strictSame(results.map(verdictOf), ['not-attempted: upstream-unreachable', 'not-attempted: message-stopped'])
  t.equal(sleepCount, 3)
})

t.test('at a real socket, the second GET carries only the numbers that 1709 concerned', async (t) => {
  const server = await startUpstream(t)
  server.behave(answerWith(`1709|${b},1701|${a}|x,1706|${c}`), answerAccepted)
  const results = await startSubmission(t, server.origin)(messageOf({ to: [a, b, c] }), [[a, b, c]])
  t.strictSame(results.map(verdictOf), ['accepted', 'accepted', 'rejected: invalid-destination'])
  t.strictSame(
    server.requests.map(({ query }) => query.get('destination')),
    [[a, b, c].join(), b],
  )
})

t.test('at a real socket, an account out of credit burns one batch', async (t) => {
  const server = await startUpstream(t)
  server.behave(answerWith('1725'))
  const to = numbers(50)
  const results = await startSubmission(t, server.origin)(
    messageOf({ to }),
    to.map((number) => [number]),
  )
  t.equal(server.requestCount, 1)
  t.strictSame(results.map(verdictOf), [
    'rejected: insufficient-credit',
    ...Array(49).fill('not-attempted: message-stopped'),
  ])
})

t.test('at a real socket, of a list one number goes out as a probe, and the others follow or do not', async (t) => {
  const to = numbers(7)
  const [first = '', ...others] = to
  const batches = [to.slice(0, 4), to.slice(4)]
  const stopped = others.map(() => 'not-attempted: message-stopped')
  const suspended = others.map(() => 'not-attempted: upstream-suspended')
  const all = to.map(() => 'accepted')
  // Longer than the test, so that it is over when the test says so, and at no other time.
  const openMs = 60_000
  let passedMs = 0
  const { now } = performance
  performance.now = () => now.call(performance) + passedMs
  t.teardown(() => {
    performance.now = now
  })
  const rows: readonly (readonly [name: string, behaviours: Behaviour[], gets: string[], verdicts: string[]])[] = [
    ['accepted', [answerAccepted], [first, to.slice(1, 4).join(), to.slice(4).join()], all],
    [
      'refused for its own sake',
      [answerWith('1706'), answerAccepted],
      [first, to.slice(1, 4).join(), to.slice(4).join()],
      ['rejected: invalid-destination', ...all.slice(1)],
    ],
    ['refused again', [answerWith('1703')], [first], ['rejected: upstream-credentials-invalid', ...stopped]],
    ['unreadable', [answerWith('<html>')], [first], ['unknown: upstream-answer-not-understood', ...suspended]],
    ['lost', ['reset-after-request'], [first], ['unknown: outcome-unknown', ...suspended]],
    [
      'refused for a moment',
      [answerWith('1709'), answerAccepted],
      [first, first, to.slice(1, 4).join(), to.slice(4).join()],
      all,
    ],
  ]
  for (const [name, behaviours, gets, verdicts] of rows) {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin, {
      connections: 4,
      breaker: { failures: 1, unreadable: 1, openMs },
    })
    server.behave(answerWith('1703'))
    await client.submit('opens it')
    passedMs += openMs
    server.behave(...behaviours)
    const clock = { now: () => performance.now(), sleep: async () => {}, random: () => 0 }
    const recorded: Batch[] = []
    const start = async (batch: Batch) => void recorded.push(batch)
    const results = await createSubmit(client.upstream, settings, clock)(messageOf({ to }), batches, {
      ...openLog,
      start,
    })
    t.strictSame(recorded[0], [first], 'the turn is for one number')
    t.strictSame(
      results.map((result) => result.to),
      to,
    )
    t.strictSame(
      server.requests.slice(1).map(({ query }) => query.get('destination')),
      gets,
      name,
    )
    t.strictSame(results.map(verdictOf), verdicts, name)
  }
})

t.test('a later batch, or a retry, that comes as a probe is cut as well, and recorded as it is sent', async (t) => {
  const clock = createFakeClock()
  const record = createRecord(clock)
  const again = (batch: Batch) => batch.map((to) => failed(to, { code: 'upstream-user-validation-failed' }))
  const { submit } = record.createUpstream(acceptAll, again, acceptAll)
  const grant = grantTurns(submit)
  /** The second turn and the fourth are probes. */
  let turnCount = 0
  const takeTurn: typeof grant = async (...demand) => {
    const turn = await grant(...demand)
    const isProbe = ++turnCount === 2 || turnCount === 4
    return isProbe ? { ...turn, maxRecipients: 1 } : turn
  }
  const batches = [[a], [b, c]]
  const results = await createSubmit({ takeTurn }, settings, clock)(messageOf({ to: [a, b, c] }), batches, record.log)
  t.strictSame(results.map(verdictOf), ['accepted', 'accepted', 'accepted'])
  t.strictSame(
    record.lines.filter((line) => /^(start|submit)/.test(line)),
    [
      `start ${a}`,
      `submit ${a}`,
      `start ${b}`,
      `submit ${b}`,
      `start ${b}`,
      `submit ${b}`,
      `start ${c}`,
      `submit ${c}`,
    ],
  )
})
