import fc from 'fast-check'
import type { Test } from 'tap'
import type { Recovery } from '../../src/journal/recovery.ts'
import type { Clocks } from '../../src/messages/clocks.ts'
import type { Begun, Journal, JournaledMessage } from '../../src/messages/journal.ts'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import type { RecipientResult } from '../../src/messages/outcome.ts'
import { caller, claimOf, dayMs, failureOf, find, newMessage, standings, start } from './entries.ts'

/** The storage of a journal, which the runs use one after the other. */
export type ModelStorage = {
  /** Opens an empty journal. */
  open(clocks: Clocks, retentionMs: number): Promise<Journal>
  /** Opens the durable data of the last journal, which ends without being closed. */
  crash(clocks: Clocks, retentionMs: number): Promise<{ readonly journal: Journal; readonly recovery: Recovery }>
}

const retentionMs = 31 * dayMs
const numbers = ['+213550000001', '+213550000002', '+213550000003'] as const
const keys = ['key-of-the-message-1', 'key-of-the-message-2'] as const
const contents = [1, 2].map((fill) => Buffer.alloc(32, fill))

type Result = Exclude<keyof typeof standings, 'queued' | 'sending'>
const results = ['accepted', 'rejected', 'refused', 'unknown', 'not-attempted'] as const satisfies readonly Result[]

type Step =
  | {
      readonly kind: 'begin'
      readonly to: readonly string[]
      readonly sending: readonly string[]
      readonly key: string | undefined
      readonly content: number
      readonly fence: boolean
      readonly acknowledge: number | undefined
      readonly scheduled: boolean
    }
  | { readonly kind: 'start'; readonly message: number; readonly to: readonly string[] }
  | { readonly kind: 'end'; readonly message: number; readonly to: readonly string[]; readonly result: Result }
  | { readonly kind: 'finish'; readonly message: number }
  | { readonly kind: 'reopen'; readonly message: number }
  | {
      readonly kind: 'resolve'
      readonly message: number
      readonly outcome: 'accepted' | 'rejected'
      readonly to: readonly string[] | undefined
    }
  | { readonly kind: 'purge'; readonly limit: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'crash' }

const someNumbers = fc.subarray([...numbers], { minLength: 1 })
const message = fc.nat({ max: 5 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('begin' as const),
      to: someNumbers,
      sending: fc.subarray([...numbers]),
      key: fc.option(fc.constantFrom(...keys), { nil: undefined }),
      content: fc.nat({ max: 1 }),
      fence: fc.boolean(),
      acknowledge: fc.option(message, { nil: undefined }),
      scheduled: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('start' as const), message, to: someNumbers }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('end' as const),
      message,
      to: someNumbers,
      result: fc.constantFrom(...results),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('finish' as const), message }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reopen' as const), message }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('resolve' as const),
      message,
      outcome: fc.constantFrom('accepted' as const, 'rejected' as const),
      to: fc.option(someNumbers, { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('purge' as const), limit: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, dayMs, 40 * dayMs) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
)

type OracleAttempt = { state: string; startedAt?: number; unknownSince?: number; fenced?: string }
type OracleMessage = {
  readonly id: string
  readonly createdAt: number
  readonly scheduledAt: number | undefined
  readonly content: number
  readonly key: string | undefined
  readonly attempts: Map<string, OracleAttempt[]>
  finished: boolean
  resolutions: number
}

/** The expected state and behaviour of the journal. Instants count from the first step. */
class Oracle {
  readonly messages: OracleMessage[] = []
  now = start

  begin(id: string, step: Extract<Step, { kind: 'begin' }>): 'claimed' | Map<string, string> {
    if (step.key !== undefined && this.messages.some(({ key }) => key === step.key)) return 'claimed'
    const fenced = new Map<string, string>()
    const acknowledged = step.acknowledge === undefined ? undefined : this.at(step.acknowledge)?.id
    for (const to of step.fence ? step.to : []) {
      const open = this.messages.filter(
        ({ content, attempts }) =>
          content === step.content &&
          attempts
            .get(to)
            ?.some(({ state, unknownSince }) => state === 'unknown' && (unknownSince ?? 0) >= this.now - dayMs),
      )
      const newest = open
        .map((message) => message.id)
        .sort()
        .at(-1)
      if (newest !== undefined && newest !== acknowledged) fenced.set(to, newest)
    }
    if (fenced.size < step.to.length) {
      this.messages.push({
        id,
        createdAt: this.now,
        scheduledAt: step.scheduled ? this.now + 60 * dayMs : undefined,
        content: step.content,
        key: step.key,
        finished: false,
        resolutions: 0,
        attempts: new Map(
          step.to.map((to): [string, OracleAttempt[]] => {
            const other = fenced.get(to)
            if (other !== undefined) return [to, [{ state: 'not-attempted', fenced: other }]]
            return [to, [step.sending.includes(to) ? { state: 'sending', startedAt: this.now } : { state: 'queued' }]]
          }),
        ),
      })
    }
    return fenced
  }

  /** The message of a step, if it exists. */
  at(index: number): OracleMessage | undefined {
    return this.messages[index % Math.max(1, this.messages.length)]
  }

  /** All or nothing: false if any of the recipients must not be attempted. */
  start(message: OracleMessage, to: readonly string[]): boolean {
    if (message.finished) return false
    const last = to.map((number) => message.attempts.get(number)?.at(-1))
    const may = (attempt: OracleAttempt | undefined) =>
      attempt?.state === 'queued' ||
      attempt?.state === 'refused' ||
      (attempt?.state === 'not-attempted' && attempt.fenced === undefined)
    if (!last.every(may)) return false
    for (const number of to) {
      const attempts = message.attempts.get(number) ?? []
      if (attempts.at(-1)?.state === 'queued') attempts.pop()
      attempts.push({ state: 'sending', startedAt: this.now })
    }
    return true
  }

  end(message: OracleMessage, to: readonly string[], result: Result): boolean {
    const last = to.map((number) => message.attempts.get(number)?.at(-1))
    const may = (attempt: OracleAttempt | undefined) =>
      attempt?.state === 'sending' ||
      (attempt?.state === 'queued' && result === 'not-attempted') ||
      (attempt?.state === 'unknown' && (result === 'accepted' || result === 'rejected' || result === 'refused'))
    if (!last.every(may)) return false
    for (const attempt of last) if (attempt) this.become(attempt, result)
    return true
  }

  become(attempt: OracleAttempt, state: string): void {
    attempt.state = state
    if (state === 'unknown') attempt.unknownSince = this.now
  }

  /** Changes the last attempts that are in a given state. */
  settle(message: OracleMessage, from: string, to: string, among?: readonly string[]): number {
    let count = 0
    for (const [number, attempts] of message.attempts) {
      const last = attempts.at(-1)
      if (last?.state !== from || among?.includes(number) === false) continue
      this.become(last, to)
      count++
    }
    return count
  }

  purge(limit: number): number {
    // Past its retention, a day past its scheduled time, and without a recent unknown outcome.
    const gone = this.messages.filter(
      ({ finished, createdAt, scheduledAt, attempts }) =>
        finished &&
        createdAt < this.now - retentionMs &&
        (scheduledAt ?? 0) < this.now - dayMs &&
        ![...attempts.values()]
          .flat()
          .some(({ state, unknownSince = 0 }) => state === 'unknown' && unknownSince >= this.now - retentionMs),
    )
    const ids = new Set(
      gone
        .sort((one, other) => ageOf(one) - ageOf(other))
        .slice(0, limit)
        .map(({ id }) => id),
    )
    for (let index = this.messages.length - 1; index >= 0; index--) {
      if (ids.has(this.messages[index]?.id ?? '')) this.messages.splice(index, 1)
    }
    return ids.size
  }
}

/** The order of the purge: a scheduled message does not age until 30 days before its time. */
const ageOf = ({ createdAt, scheduledAt = 0 }: OracleMessage): number => Math.max(createdAt, scheduledAt - 30 * dayMs)

/** The oracle's `refused` is the journal's `rejected` with code 1709. */
const shownState = (state: string): string => (state === 'refused' ? 'rejected' : state)

/** The allowed transitions of an attempt. */
const ways: Readonly<Record<string, readonly string[]>> = {
  queued: ['sending', 'not-attempted', 'accepted', 'rejected', 'unknown'],
  sending: ['accepted', 'rejected', 'unknown', 'not-attempted'],
  unknown: ['accepted', 'rejected'],
  accepted: [],
  rejected: [],
  'not-attempted': [],
}

class Disagreement extends Error {}

function agree(actual: unknown, expected: unknown, what: string): void {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (one !== other) throw new Disagreement(`${what}: the journal says ${one}, the oracle ${other}`)
}

/** Invariants of every message, independent of the oracle. `before` is the message one step earlier. */
function checkRules(now: JournaledMessage, before: JournaledMessage | undefined): void {
  for (const { to, attempts } of now.recipients) {
    const open = attempts.filter(
      ({ state, failure }) =>
        state !== 'not-attempted' && !(state === 'rejected' && failure?.code === 'upstream-user-validation-failed'),
    )
    if (open.length > 1) throw new Disagreement(`${to} has ${open.length} attempts that may have gone out`)
    if (open.length === 1 && open[0] !== attempts.at(-1))
      throw new Disagreement(`${to} was attempted after it was over`)
    const earlier = before?.recipients.find((recipient) => recipient.to === to)?.attempts ?? []
    if (earlier.length > attempts.length) throw new Disagreement(`${to} has lost an attempt`)
    for (const [index, { state }] of earlier.entries()) {
      const after = attempts[index]?.state ?? 'queued'
      if (after !== state && !ways[state]?.includes(after))
        throw new Disagreement(`${to} went from ${state} to ${after}`)
    }
  }
}

async function run(storage: ModelStorage, steps: readonly Step[]): Promise<void> {
  const oracle = new Oracle()
  const clocks = { wallMs: () => oracle.now, steadyMs: () => oracle.now }
  let journal = await storage.open(clocks, retentionMs)
  let seen = new Map<string, JournaledMessage>()
  for (const step of steps) {
    if (step.kind === 'crash') {
      // So that the clocks of oracle and journal agree; clock-model.test.ts tests other cases.
      await journal.saveClock()
      const opened = await storage.crash(clocks, retentionMs)
      journal = opened.journal
      const expected = { unknown: 0, notAttempted: 0 }
      for (const message of oracle.messages) {
        expected.unknown += oracle.settle(message, 'sending', 'unknown')
        expected.notAttempted += oracle.settle(message, 'queued', 'not-attempted')
        message.finished = true
      }
      agree(opened.recovery, expected, 'recovery')
    } else await take(step, oracle, journal)
    seen = await compare(oracle, journal, seen)
  }
}

async function take(step: Exclude<Step, { kind: 'crash' }>, oracle: Oracle, journal: Journal): Promise<void> {
  if (step.kind === 'wait') {
    oracle.now += step.ms
    return
  }
  if (step.kind === 'purge') return agree(await journal.purge(step.limit), oracle.purge(step.limit), 'purge')
  if (step.kind === 'begin') return begin(step, oracle, journal)
  const message = oracle.at(step.message)
  if (message === undefined) return
  const { id } = message
  const works = (write: Promise<unknown>) => write.then(() => true).catch(() => false)
  switch (step.kind) {
    case 'start': {
      const expected = oracle.start(message, step.to)
      return agree(await works(journal.startAttempts(id, step.to, oracle.now)), expected, 'startAttempts')
    }
    case 'end': {
      const ended: RecipientResult[] = step.to.map((to) => standings[step.result](to))
      const expected = oracle.end(message, step.to, step.result)
      return agree(await works(journal.endAttempts(id, ended, oracle.now)), expected, 'endAttempts')
    }
    case 'finish':
      oracle.settle(message, 'queued', 'not-attempted')
      message.finished = true
      // Only a repeated key reopens it.
      return journal.finish(id)
    case 'reopen': {
      const expected = message.finished
      if (expected) message.finished = false
      const tries = await Promise.all([1, 2, 3].map(() => journal.reopen(id, {})))
      return agree(tries.filter(Boolean).length, expected ? 1 : 0, 'reopen')
    }
    case 'resolve': {
      const expected = oracle.settle(message, 'unknown', step.outcome, step.to)
      message.resolutions += expected
      const word = { outcome: step.outcome, reason: 'r', by: 'b', caller, at: oracle.now }
      const settled = await journal.resolve(id, { ...word, ...(step.to && { recipients: step.to }) })
      return agree(settled, expected, 'resolve')
    }
  }
}

async function begin(step: Extract<Step, { kind: 'begin' }>, oracle: Oracle, journal: Journal): Promise<void> {
  const acknowledged = step.acknowledge === undefined ? undefined : oracle.at(step.acknowledge)?.id
  oracle.now++
  const id = createMessageId(oracle.now)
  const expected = oracle.begin(id, step)
  const entry = newMessage({
    id,
    to: step.to,
    createdAt: oracle.now,
    contentHash: contents[step.content] as Buffer,
    ...(step.scheduled && { scheduledAt: oracle.now + 60 * dayMs }),
  })
  const begun: Begun = await journal.begin(entry, {
    sending: step.sending,
    ...(step.key !== undefined && { claim: claimOf({ key: step.key }) }),
    ...(step.fence && { fencedSince: oracle.now - dayMs }),
    ...(acknowledged !== undefined && { acknowledged }),
  })
  if (begun.kind === 'claimed') return agree('claimed', expected, 'begin')
  agree([...begun.fenced], expected === 'claimed' ? expected : [...expected], 'begin')
}

/** Compares the journal's whole content with the oracle, and checks the invariants against the previous step. */
async function compare(
  oracle: Oracle,
  journal: Journal,
  seen: ReadonlyMap<string, JournaledMessage>,
): Promise<Map<string, JournaledMessage>> {
  const { messages: listed } = await journal.listMessages({ caller, limit: 1_000 })
  const expectedIds = oracle.messages
    .map(({ id }) => id)
    .sort()
    .reverse()
  agree(
    listed.map(({ id }) => id),
    expectedIds,
    'messages',
  )
  for (const message of oracle.messages) {
    const found = await find(journal, { id: message.id, caller })
    checkRules(found, seen.get(message.id))
    agree(
      found.recipients.map(({ to, attempts }) => [to, attempts.map(({ state, startedAt }) => [state, startedAt])]),
      [...message.attempts].map(([to, attempts]) => [
        to,
        attempts.map(({ state, startedAt }) => [shownState(state), startedAt]),
      ]),
      'attempts',
    )
    for (const [to, attempts] of message.attempts) {
      const [first] = attempts
      if (first?.fenced !== undefined) agree(failureOf(found, to)?.duplicateOf, first.fenced, 'duplicateOf')
    }
    agree([found.finished, found.resolutions.length], [message.finished, message.resolutions], 'message')
  }
  for (const key of keys) {
    const owner = oracle.messages.find((message) => message.key === key)
    agree((await journal.findKey(claimOf({ key })))?.message.id, owner?.id, key)
  }
  return new Map(listed.map((message) => [message.id, message]))
}

/**
 * Compares a journal with an oracle that was written from docs/never-twice.md without SQL, in random sequences of everything
 * that can happen to a few messages, including crashes.
 *
 * For a long run, or to repeat one: `JOURNAL_MODEL_RUNS=10000 JOURNAL_MODEL_SEED=… tap test/journal/model.test.ts`
 */
export function journalModel(t: Test, storage: ModelStorage, ordinaryRuns: number): void {
  const runs = Number(process.env['JOURNAL_MODEL_RUNS'] ?? ordinaryRuns)
  const seed = Number(process.env['JOURNAL_MODEL_SEED'] ?? Date.now() % 2 ** 31)
  const title = `the journal agrees with its oracle in ${runs} random histories, seed ${seed}`
  // Allows for long runs on a busy machine.
  const timeout = 120_000 + runs * 1_000
  t.setTimeout(timeout)
  t.test(title, { timeout }, async (t) => {
    t.comment(`JOURNAL_MODEL_RUNS=${runs} JOURNAL_MODEL_SEED=${seed}`)
    const kinds = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), async (steps) => {
        for (const { kind } of steps) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
        await run(storage, steps)
      }),
      { seed, numRuns: runs },
    )
    // In fewer histories a rare kind can be missing by chance.
    if (runs >= 25) t.equal(kinds.size, 9, `every kind of step was taken: ${JSON.stringify(Object.fromEntries(kinds))}`)
  })
}
