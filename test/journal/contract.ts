import type { Test } from 'tap'
import { type Journal, JournalError, type NewMessage } from '../../src/messages/journal.ts'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import type { ListFilter } from '../../src/messages/message-list.ts'
import { failed } from '../../src/messages/outcome.ts'
import type { SettleMode } from '../../src/messages/reports.ts'
import {
  a,
  b,
  c,
  caller,
  claimOf,
  type createTestClocks,
  d,
  dayMs,
  failureOf,
  find,
  newMessage,
  put,
  type Standing,
  standingNames,
  standings,
  start,
  statesOf,
} from './entries.ts'

/**
 * Creates ids that all differ in their time and first 12 random bits. Ids that share both are ordered by arrival, and 200
 * ids contain such a pair in one of fourteen runs.
 */
function createDistinctIds(): (createdAt: number) => string {
  const beginnings = new Set<string>()
  return (createdAt) => {
    for (;;) {
      const id = createMessageId(createdAt)
      const beginning = id.slice(0, 18)
      if (beginnings.has(beginning)) continue
      beginnings.add(beginning)
      return id
    }
  }
}

/** An open journal of a test. */
export type OpenedJournal = {
  readonly journal: Journal
  /** The recipients that were settled when it was opened. */
  readonly recovery: { readonly unknown: number; readonly notAttempted: number }
  /** The journal's clocks, which a crash keeps. */
  readonly clocks: ReturnType<typeof createTestClocks>
  /** Opens the durable data without closing anything first, like the next process after a crash. */
  crash(): Promise<OpenedJournal>
}

/** Opens an empty journal, which is removed after the test. */
export type OpenJournal = (
  t: Test,
  settings: {
    readonly retentionMs: number
    readonly settle?: SettleMode
    readonly datesAgree?: () => boolean
    readonly eventRetentionMs?: number
  },
) => Promise<OpenedJournal>

const retentionMs = 31 * dayMs

/**
 * The behaviour of a `Journal` with any storage.
 *
 * @param listStep of the thousands of list queries every n-th is taken: a server takes a millisecond for each
 */
export function journalContract(t: Test, openJournal: OpenJournal, listStep = 1): void {
  const open = (t: Test) => openJournal(t, { retentionMs })

  t.test('begin records a message with all its fields', async (t) => {
    const { journal } = await open(t)
    const message = newMessage({
      to: [c, a, b],
      reference: 'order-42',
      scheduledAt: start + dayMs,
      encoding: 'ucs2',
      segments: 3,
    })
    t.strictSame(await journal.begin(message, { sending: [a, c] }), { kind: 'begun', fenced: new Map() })
    const { to: _to, contentHash: _hash, ...facts } = message
    t.strictSame(await journal.findMessage(caller, message.id), {
      ...facts,
      finished: false,
      recipients: [
        { to: c, attempts: [{ number: 1, state: 'sending', startedAt: start }], reports: [] },
        { to: a, attempts: [{ number: 1, state: 'sending', startedAt: start }], reports: [] },
        { to: b, attempts: [{ number: 1, state: 'queued' }], reports: [] },
      ],
      resolutions: [],
    })
    const plain = newMessage()
    const { encoding: _encoding, segments: _segments, ...wapPush } = plain
    await journal.begin(wapPush, { sending: [] })
    t.notOk('encoding' in (await find(journal, plain)), 'what is absent stays absent')
  })

  t.test('begin refuses a duplicate id or recipient, and records nothing', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'accepted' })
    await t.rejects(journal.begin({ ...message, to: [b] }, { sending: [b], claim: claimOf() }))
    t.strictSame(await statesOf(journal, message), { [a]: ['accepted'] })
    t.equal(await journal.findKey(claimOf()), undefined)
  })

  t.test('a key is claimed with its message, in its scope, and never twice', async (t) => {
    const { journal } = await open(t)
    const message = newMessage()
    t.equal((await journal.begin(message, { sending: [a], claim: claimOf() })).kind, 'begun')
    const other = newMessage({ to: [b] })
    const claimed = await journal.begin(other, {
      sending: [b],
      claim: claimOf({ fingerprint: Buffer.alloc(32, 'other') }),
    })
    t.match(claimed, { kind: 'claimed', claimed: { message: { id: message.id } } })
    if (claimed.kind === 'claimed')
      t.same(Buffer.from(claimed.claimed.fingerprint), claimOf().fingerprint, 'the first one')
    t.equal(await journal.findMessage(caller, other.id), undefined, 'nothing of the second is recorded')
    for (const scope of [{ caller: 'caller-two' }, { route: 'scheduled-messages' }, { key: 'key-of-the-message-2' }]) {
      t.equal(await journal.findKey(claimOf(scope)), undefined, JSON.stringify(scope))
      const begun = await journal.begin(newMessage({ caller: scope.caller ?? caller }), {
        sending: [a],
        claim: claimOf(scope),
      })
      t.equal(begun.kind, 'begun')
    }
  })

  t.test('exactly one of many claims of a key in one turn succeeds', async (t) => {
    const { journal } = await open(t)
    const messages = Array.from({ length: 50 }, () => newMessage())
    const begun = await Promise.all(
      messages.map((message) => journal.begin(message, { sending: [a], claim: claimOf() })),
    )
    t.equal(begun.filter(({ kind }) => kind === 'begun').length, 1)
    const winner = messages[begun.findIndex(({ kind }) => kind === 'begun')]
    for (const result of begun) if (result.kind === 'claimed') t.equal(result.claimed.message.id, winner?.id)
    t.equal((await listIds(journal, { caller })).length, 1)
  })

  t.test('findKey finds the message of a key in any state', async (t) => {
    const { journal } = await open(t)
    t.equal(await journal.findKey(claimOf()), undefined)
    const message = await put(journal, { [a]: 'unknown', [b]: 'queued' }, {}, { claim: claimOf() })
    t.match(await journal.findKey(claimOf()), { message: { id: message.id, finished: false } })
    await journal.finish(message.id)
    const found = await journal.findKey(claimOf())
    t.match(found, { message: { id: message.id, finished: true } })
    t.same(Buffer.from(found?.fingerprint ?? []), claimOf().fingerprint)
  })

  t.test('the fence blocks recipients of open messages with the same content, and no others', async (t) => {
    const rows: readonly (readonly [
      name: string,
      standing: Standing,
      changes: Partial<NewMessage>,
      since: number | undefined,
      fenced: boolean,
    ])[] = [
      ['unknown, same content', 'unknown', {}, start - dayMs, true],
      ['at the very edge of the time', 'unknown', {}, start, true],
      ['a millisecond past it', 'unknown', {}, start + 1, false],
      ['no fence asked for', 'unknown', {}, undefined, false],
      ['another content', 'unknown', { contentHash: Buffer.alloc(32, 'other') }, start - dayMs, false],
      ['another number', 'unknown', { to: [b] }, start - dayMs, false],
      ...standingNames
        .filter((standing) => standing !== 'unknown')
        .map((standing) => [standing, standing, {}, start - dayMs, false] as const),
    ]
    for (const [name, standing, changes, fencedSince, fenced] of rows) {
      const { journal } = await open(t)
      const first = await put(journal, { [a]: standing })
      const second = newMessage({ createdAt: start + 60_000, ...changes })
      const options = { sending: second.to, claim: claimOf(), ...(fencedSince !== undefined && { fencedSince }) }
      const begun = await journal.begin(second, options)
      t.strictSame(begun, { kind: 'begun', fenced: new Map(fenced ? [[a, first.id]] : []) }, name)
      t.equal(
        (await journal.findMessage(caller, second.id)) === undefined,
        fenced,
        `${name}: recorded unless all are fenced`,
      )
      t.equal((await journal.findKey(claimOf())) === undefined, fenced, `${name}: the key is free if all are`)
    }
  })

  t.test('the fence counts from when the outcome became unknown', async (t) => {
    const { journal, clocks } = await open(t)
    const first = await put(journal, { [a]: 'not-attempted' }, {}, { finished: true })
    await journal.reopen(first.id, {})
    await journal.startAttempts(first.id, [a], start + dayMs)
    clocks.ms = start + dayMs + 9
    await journal.endAttempts(first.id, [standings.unknown(a)], start)
    const begin = (fencedSince: number) =>
      journal.begin(newMessage({ createdAt: start + dayMs + 60_000 }), { sending: [a], fencedSince })
    t.match(await begin(start + dayMs + 9), { fenced: new Map([[a, first.id]]) })
    t.match(await begin(start + dayMs + 10), { fenced: new Map() })
  })

  t.test('a list loses only its fenced recipients, and each names its newest open message', async (t) => {
    const { journal } = await open(t)
    const one = await put(journal, { [a]: 'unknown', [b]: 'unknown', [c]: 'accepted' })
    const two = await put(journal, { [b]: 'unknown' }, { createdAt: start + 1 })
    const third = newMessage({ to: [d, b, a, c], createdAt: start + 2 })
    const begun = await journal.begin(third, { sending: [d, b], fencedSince: start - 1 })
    t.strictSame(begun, {
      kind: 'begun',
      fenced: new Map([
        [b, two.id],
        [a, one.id],
      ]),
    })
    const fencedStates = { [b]: ['not-attempted'], [a]: ['not-attempted'] }
    t.strictSame(await statesOf(journal, third), { [d]: ['sending'], ...fencedStates, [c]: ['queued'] })
    t.strictSame(failureOf(await find(journal, third), a), { code: 'possible-duplicate', duplicateOf: one.id })
    await t.rejects(journal.startAttempts(third.id, [a], start + 3), 'and they stay fenced')
    await t.rejects(journal.startAttempts(third.id, [b], start + 3))
    t.strictSame(await statesOf(journal, third), { [d]: ['sending'], ...fencedStates, [c]: ['queued'] })
  })

  t.test('acknowledging the newest open message also acknowledges earlier ones', async (t) => {
    const { journal } = await open(t)
    const one = await put(journal, { [a]: 'unknown' })
    const two = await put(journal, { [a]: 'unknown' }, { createdAt: start + 1 })
    const begin = (acknowledged: string) =>
      journal.begin(newMessage({ createdAt: start + 2 }), { sending: [a], fencedSince: start - 1, acknowledged })
    t.match(await begin(one.id), { fenced: new Map([[a, two.id]]) }, 'a newer one the caller does not know of')
    t.match(await begin(createMessageId(start + 2)), { fenced: new Map([[a, two.id]]) }, 'one that does not exist')
    t.strictSame(await begin(two.id), { kind: 'begun', fenced: new Map() })
  })

  t.test('startAttempts starts waiting recipients, and retries those that provably got nothing', async (t) => {
    const rows: readonly (readonly [standing: Standing, states: readonly string[]])[] = [
      ['queued', ['sending']],
      ['not-attempted', ['not-attempted', 'sending']],
      ['refused', ['rejected', 'sending']],
    ]
    for (const [standing, states] of rows) {
      const { journal } = await open(t)
      const message = await put(journal, { [a]: standing, [b]: 'queued' })
      await journal.startAttempts(message.id, [a], start + 9)
      t.strictSame(await statesOf(journal, message), { [a]: states, [b]: ['queued'] }, standing)
      const last = (await find(journal, message)).recipients[0]?.attempts.at(-1)
      t.strictSame(last, { number: states.length, state: 'sending', startedAt: start + 9 })
      await t.rejects(journal.startAttempts(message.id, [a], start + 10), 'not a second time')
    }
  })

  t.test(
    'startAttempts is refused for recipients that may have been sent to; other writes of the same turn succeed',
    async (t) => {
      for (const standing of ['sending', 'accepted', 'unknown', 'rejected'] as const) {
        const { journal } = await open(t)
        const message = await put(journal, { [a]: standing, [b]: 'queued', [c]: 'not-attempted' })
        const other = newMessage({ to: [d] })
        const [refused, ...others] = await Promise.allSettled([
          // Together with recipients that may be tried: all or none start.
          journal.startAttempts(message.id, [b, c, a], start + 9),
          journal.begin(other, { sending: [d] }),
          journal.startAttempts(message.id, [b], start + 8),
        ])
        t.equal(refused.status, 'rejected', standing)
        if (refused.status === 'rejected') t.notOk(refused.reason instanceof JournalError, 'the journal itself is well')
        t.strictSame(
          others.map(({ status }) => status),
          ['fulfilled', 'fulfilled'],
        )
        t.strictSame(await statesOf(journal, message), { [a]: [standing], [b]: ['sending'], [c]: ['not-attempted'] })
        t.strictSame(await statesOf(journal, other), { [d]: ['sending'] })
      }
    },
  )

  t.test('startAttempts is refused if no run of the message is in progress', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'not-attempted' }, {}, { finished: true })
    await t.rejects(journal.startAttempts(message.id, [a], start + 9))
    t.strictSame(await statesOf(journal, message), { [a]: ['not-attempted'] })
    await journal.reopen(message.id, {})
    await journal.startAttempts(message.id, [a], start + 9)
    t.strictSame(await statesOf(journal, message), { [a]: ['not-attempted', 'sending'] })
  })

  t.test('a write for a nonexistent recipient or message is refused without affecting others', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'queued' })
    const results = await Promise.allSettled([
      journal.startAttempts(message.id, [b], start),
      journal.startAttempts(createMessageId(start), [a], start),
      journal.endAttempts(message.id, [standings.accepted(b)], start),
      journal.startAttempts(message.id, [a], start),
    ])
    t.strictSame(
      results.map(({ status }) => status),
      ['rejected', 'rejected', 'rejected', 'fulfilled'],
    )
    t.strictSame(await statesOf(journal, message), { [a]: ['sending'] })
    t.equal(await journal.reopen(createMessageId(start), {}), undefined)
  })

  t.test('endAttempts records every detail of a result', async (t) => {
    const { journal } = await open(t)
    const e = '+213550000005'
    const message = await put(journal, {
      [a]: 'sending',
      [b]: 'sending',
      [c]: 'sending',
      [d]: 'sending',
      [e]: 'sending',
    })
    const smpp = { commandStatus: 88, name: 'ESME_RTHROTTLED' }
    await journal.endAttempts(
      message.id,
      [
        { to: d, accepted: true, upstreamMessageId: '7dac' },
        failed(b, { code: 'smpp-error', upstreamCode: 88, smpp }),
        { to: a, accepted: true },
        failed(c, { code: 'upstream-response-timeout', upstreamCode: 1715 }),
        { to: e, accepted: true, upstreamMessageId: 'part 1', upstreamMessageIds: ['part 1', 'part;2'] },
      ],
      start + 7,
    )
    const times = { number: 1, startedAt: start, endedAt: start + 7 }
    t.strictSame((await find(journal, message)).recipients, [
      { to: a, attempts: [{ ...times, state: 'accepted' }], reports: [] },
      {
        to: b,
        attempts: [{ ...times, state: 'rejected', failure: { code: 'smpp-error', upstreamCode: 88, smpp } }],
        reports: [],
      },
      {
        to: c,
        attempts: [{ ...times, state: 'unknown', failure: { code: 'upstream-response-timeout', upstreamCode: 1715 } }],
        reports: [],
      },
      { to: d, attempts: [{ ...times, state: 'accepted', upstreamMessageId: '7dac' }], reports: [] },
      {
        to: e,
        attempts: [
          {
            ...times,
            state: 'accepted',
            upstreamMessageId: 'part 1',
            upstreamMessageIds: ['part 1', 'part;2'],
          },
        ],
        reports: [],
      },
    ])
  })

  t.test(
    'an attempt only moves forward: from sending to any result, from queued if abandoned, from unknown by evidence',
    async (t) => {
      for (const standing of standingNames) {
        for (const [name, resultOf] of Object.entries(standings)) {
          if (resultOf === undefined) continue
          const { journal } = await open(t)
          const message = await put(journal, { [a]: standing })
          const before = await find(journal, message)
          const write = journal.endAttempts(message.id, [resultOf(a)], start + 9)
          const evidence = standing === 'unknown' && ['accepted', 'rejected', 'refused'].includes(name)
          const given = standing === 'queued' && name === 'not-attempted'
          if (standing === 'sending' || evidence || given) {
            await write
            t.not((await find(journal, message)).recipients[0]?.attempts[0]?.state, standing)
          } else {
            await t.rejects(write, `${standing} to ${name}`)
            t.strictSame(await find(journal, message), before)
          }
        }
      }
    },
  )

  t.test('after a crash the fence counts from the restart, which records the outcome as unknown', async (t) => {
    const { journal, clocks, crash } = await open(t)
    const message = await put(journal, { [a]: 'sending' })
    clocks.ms = start + dayMs
    await journal.saveClock()
    const after = (await crash()).journal
    t.strictSame([...(await after.findFenced(newMessage(), { fencedSince: start + dayMs }))], [[a, message.id]])
    t.strictSame([...(await after.findFenced(newMessage(), { fencedSince: start + dayMs + 1 }))], [])
  })

  t.test('countUnknown counts unknown recipients that are not settled, and returns the oldest', async (t) => {
    const { journal, crash, clocks } = await open(t)
    t.strictSame(await journal.countUnknown(), { count: 0 })
    clocks.ms = start + 1_000
    const early = await put(journal, { [a]: 'unknown', [b]: 'unknown' }, { createdAt: start + 1_000 })
    clocks.ms = start + 5_000
    const late = await put(journal, { [a]: 'unknown', [b]: 'accepted', [c]: 'rejected' }, { createdAt: start + 5_000 })
    t.strictSame(await journal.countUnknown(), { count: 3, since: start + 1_000 })
    for (const [until, count] of [
      [999, 0],
      [1_000, 2],
      [4_999, 2],
      [5_000, 3],
    ] as const)
      t.equal(await journal.countUnknownUntil(start + until), count, `until ${until} ms`)
    await journal.resolve(early.id, { outcome: 'rejected', reason: 'asked', by: 'operator', caller, at: start })
    t.strictSame(await journal.countUnknown(), { count: 1, since: start + 5_000 })
    await journal.resolve(late.id, { outcome: 'accepted', reason: 'asked', by: 'operator', caller, at: start })
    t.strictSame(await journal.countUnknown(), { count: 0 })
    await put(journal, { [a]: 'sending', [b]: 'queued' }, { createdAt: start + 9_000 })
    t.strictSame(await journal.countUnknown(), { count: 0 }, 'what is on the wire may still be answered')
    t.strictSame(await (await crash()).journal.countUnknown(), { count: 1, since: start + 9_000 })
  })

  t.test('a result for a recipient that the message does not have leaves the attempt to the recovery', async (t) => {
    const { journal, crash } = await open(t)
    const message = await put(journal, { [a]: 'sending' })
    await t.rejects(journal.endAttempts(message.id, [standings.accepted(b)], start + 1))
    await journal.finish(message.id)
    t.match((await crash()).recovery, { unknown: 1 })
  })

  t.test('an attempt that follows one which never started is left to the recovery as well', async (t) => {
    const { journal, crash } = await open(t)
    const message = await put(journal, { [a]: 'queued' })
    await journal.endAttempts(message.id, [standings['not-attempted'](a)], start + 1)
    await journal.startAttempts(message.id, [a], start + 2)
    await journal.finish(message.id)
    t.match((await crash()).recovery, { unknown: 1 })
  })

  t.test('finish settles only waiting recipients', async (t) => {
    const { journal } = await open(t)
    const standing = { [a]: 'accepted', [b]: 'queued', [c]: 'unknown', [d]: 'rejected' } as const
    const message = await put(journal, standing, {}, { claim: claimOf() })
    await journal.finish(message.id)
    const found = await find(journal, message)
    t.ok(found.finished)
    t.strictSame(await statesOf(journal, message), {
      [a]: ['accepted'],
      [b]: ['not-attempted'],
      [c]: ['unknown'],
      [d]: ['rejected'],
    })
    t.strictSame(failureOf(found, b), { code: 'message-stopped' })
    const other = await put(journal, { [a]: 'queued' })
    t.strictSame(await statesOf(journal, other), { [a]: ['queued'] }, 'another message waits on')
    await journal.finish(other.id)
    t.ok((await find(journal, other)).finished)
    t.strictSame(await statesOf(journal, other), { [a]: ['not-attempted'] })
  })

  t.test('exactly one of many reopens of a message succeeds, in one group or sequentially', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'not-attempted' }, {}, { claim: claimOf() })
    t.equal(await journal.reopen(message.id, {}), undefined, 'one that is not finished')
    await journal.finish(message.id)
    const won = await Promise.all(Array.from({ length: 50 }, () => journal.reopen(message.id, {})))
    t.equal(won.filter(Boolean).length, 1)
    t.equal(await journal.reopen(message.id, {}), undefined)
    t.notOk((await find(journal, message)).finished)
    await journal.startAttempts(message.id, [a], start + 9)
    await journal.finish(message.id)
    t.ok((await find(journal, message)).finished)
    t.ok(await journal.reopen(message.id, {}))
  })

  t.test('a finish and two reopens of one group apply in the order of the calls', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'queued' })
    const results = await Promise.all([
      journal.reopen(message.id, {}),
      journal.finish(message.id),
      journal.reopen(message.id, {}),
      journal.reopen(message.id, {}),
    ])
    t.strictSame(results.map(Boolean), [false, false, true, false])
    t.match(results[2], { message: { id: message.id, finished: false } })
    t.strictSame(await statesOf(journal, message), { [a]: ['not-attempted'] }, 'settled by the finish before')
  })

  t.test(
    'reopen returns the current message, and the recipients that the fence excludes from another attempt',
    async (t) => {
      const { journal } = await open(t)
      const standings = { [a]: 'not-attempted', [b]: 'not-attempted', [c]: 'unknown', [d]: 'accepted' } as const
      const message = await put(journal, standings, {}, { finished: true })
      const other = await put(journal, { [b]: 'unknown', [d]: 'unknown' }, { createdAt: start + 1 })
      await put(journal, { [a]: 'unknown' }, { createdAt: start + 1, contentHash: Buffer.alloc(32, 'other') })
      const before = await find(journal, message)
      const reopened = await journal.reopen(message.id, { fencedSince: start - 1 })
      t.strictSame(reopened, { message: { ...before, finished: false }, fenced: new Map([[b, other.id]]) })
      await journal.finish(message.id)
      const acknowledged = await journal.reopen(message.id, { fencedSince: start - 1, acknowledged: other.id })
      t.strictSame(acknowledged?.fenced, new Map())
    },
  )

  t.test('whenFinished waits for the end of the current run', async (t) => {
    const { journal } = await open(t)
    t.equal(await journal.whenFinished(createMessageId(start), 60_000), true, 'a message that nobody runs')
    const message = await put(journal, { [a]: 'accepted' })
    t.equal(await journal.whenFinished(message.id, 1), false, 'for no longer than it may')
    const told: string[] = []
    const waiting = [1, 2, 3].map(async () => {
      t.equal(await journal.whenFinished(message.id, 60_000), true)
      told.push('waiter')
    })
    const finished = journal.finish(message.id).then(() => told.push('finish'))
    await Promise.all([finished, ...waiting])
    t.equal(told.length, 4)
    t.equal(await journal.whenFinished(message.id, 60_000), true)
    await journal.reopen(message.id, {})
    t.equal(await journal.whenFinished(message.id, 1), false, 'and for the next run as well')
  })

  t.test('the next process treats a run that crashed as finished', async (t) => {
    const { journal, crash } = await open(t)
    const message = await put(journal, { [a]: 'not-attempted' }, {}, { finished: true })
    await journal.reopen(message.id, {})
    const after = await crash()
    t.ok((await find(after.journal, message)).finished)
    t.equal(await after.journal.whenFinished(message.id, 60_000), true)
    t.ok(await after.journal.reopen(message.id, {}))
  })

  t.test('resolve settles only unknown recipients, and stores the operator and the reason', async (t) => {
    for (const outcome of ['accepted', 'rejected'] as const) {
      const { journal } = await open(t)
      const message = await put(
        journal,
        Object.fromEntries(standingNames.map((standing, index) => [`+21355000010${index}`, standing])),
      )
      const before = await statesOf(journal, message)
      const word = { outcome, reason: 'The operator asked "them"', by: 'A. Operator', caller, at: start + 99 }
      t.equal(await journal.resolve(message.id, word), 1)
      const unknown = `+21355000010${standingNames.indexOf('unknown')}`
      t.strictSame(await statesOf(journal, message), { ...before, [unknown]: [outcome] })
      const found = await find(journal, message)
      t.strictSame(found.resolutions, [{ ...word, to: unknown, before: { code: 'outcome-unknown' } }])
      t.strictSame(failureOf(found, unknown)?.code, outcome === 'rejected' ? 'settled-as-rejected' : undefined)
      t.equal(await journal.resolve(message.id, word), 0, 'not a second time')
      await t.rejects(journal.startAttempts(message.id, [unknown], start), 'and it is never sent again')
    }
  })

  t.test('resolve settles the named recipients, and leaves the others unknown', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'unknown', [b]: 'unknown', [c]: 'accepted' })
    const word = { outcome: 'rejected', reason: 'asked', by: 'me', caller, at: start } as const
    t.equal(await journal.resolve(message.id, { ...word, recipients: [b, c, d] }), 1)
    t.strictSame(await statesOf(journal, message), { [a]: ['unknown'], [b]: ['rejected'], [c]: ['accepted'] })
    t.equal(await journal.resolve(createMessageId(start), word), 0)
  })

  t.test('a settled recipient opens the fence', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'unknown' })
    const options = { sending: [a], fencedSince: start - 1 }
    t.match(await journal.begin(newMessage(), options), { fenced: new Map([[a, message.id]]) })
    await journal.resolve(message.id, { outcome: 'accepted', reason: 'x', by: 'me', caller, at: start })
    t.strictSame(await journal.begin(newMessage(), options), { kind: 'begun', fenced: new Map() })
  })

  t.test("findMessage finds a caller's own messages only", async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'accepted' })
    t.equal(await journal.findMessage('caller-two', message.id), undefined)
    t.equal(await journal.findMessage('', message.id), undefined)
    t.equal(await journal.findMessage(caller, createMessageId(start)), undefined)
    t.equal((await find(journal, message)).id, message.id)
    t.equal((await journal.findMessage(undefined, message.id))?.id, message.id, "and anybody's where none is named")
  })

  t.test('listMessages applies each filter, and all of them together', async (t) => {
    const { journal } = await open(t)
    const stored: [NewMessage, Readonly<Record<string, Standing>>][] = []
    const mixtures: readonly Readonly<Record<string, Standing>>[] = [
      { [a]: 'accepted' },
      { [a]: 'unknown', [b]: 'accepted' },
      { [b]: 'rejected' },
      { [b]: 'not-attempted', [a]: 'accepted' },
      { [c]: 'refused' },
      { [a]: 'sending' },
    ]
    for (const [index, mixture] of [...mixtures, ...mixtures, ...mixtures].entries()) {
      const changes = {
        createdAt: start + index * 1000,
        from: index % 2 === 0 ? 'ACME' : 'Other',
        ...(index % 3 === 0 && { reference: `order-${index % 4}` }),
        caller: index % 5 === 4 ? 'caller-two' : caller,
      }
      stored.push([await put(journal, mixture, changes, { finished: true }), mixture])
    }
    const stateOf: Partial<Record<Standing, string>> = { refused: 'rejected' }
    const choices = {
      caller: [undefined, caller, 'caller-two'],
      outcome: [undefined, 'accepted', 'rejected', 'unknown', 'not-attempted'],
      to: [undefined, a, c, d],
      reference: [undefined, 'order-0', 'order-x'],
      from: [undefined, 'Other'],
      createdAfter: [undefined, start + 4000, start + 3999],
      createdBefore: [undefined, start + 9000, start + 9001],
    } as const
    const queries = Object.entries(choices).reduce<Record<string, unknown>[]>(
      (partial, [field, values]) =>
        partial.flatMap((query) =>
          (values as readonly unknown[]).map((value) => (value === undefined ? query : { ...query, [field]: value })),
        ),
      [{}],
    )
    const wrong: unknown[] = []
    let count = 0
    for (const query of everyNth(queries, listStep) as unknown as ListFilter[]) {
      const expected = stored
        .filter(
          ([message, mixture]) =>
            (query.caller === undefined || message.caller === query.caller) &&
            (query.reference === undefined || message.reference === query.reference) &&
            (query.from === undefined || message.from === query.from) &&
            (query.createdAfter === undefined || message.createdAt > query.createdAfter) &&
            (query.createdBefore === undefined || message.createdAt < query.createdBefore) &&
            Object.entries(mixture).some(
              ([to, standing]) =>
                (query.to === undefined || to === query.to) &&
                (query.outcome === undefined || (stateOf[standing] ?? standing) === query.outcome),
            ),
        )
        .map(([{ id }]) => id)
        .toReversed()
      const found = await listIds(journal, query)
      if (found.join() !== expected.join()) wrong.push({ query, found, expected })
      // Every seventh, because there are thousands.
      if (count++ % 7 !== 0) continue
      const onePerPage = await listIds(journal, query, 1)
      if (onePerPage.join() !== expected.join()) wrong.push({ query, onePerPage, expected })
    }
    t.strictSame(wrong, [])
    t.equal(queries.length, 3 * 5 * 4 * 3 * 2 * 3 * 3)
  })

  t.test(
    'the last saved segment count of a caller and day survives a crash, and is removed after the retention',
    async (t) => {
      const { journal, clocks, crash } = await open(t)
      const count = (day = start, name: string = caller, of: Journal = journal) => of.usedSegments(name, day)
      t.equal(await count(), 0)
      let used = 3
      const saving = journal.saveUsedSegments(caller, start, () => used)
      used = 4
      await Promise.all([saving, journal.saveUsedSegments('caller-two', start, () => 9)])
      t.strictSame(
        [await count(), await count(start, 'caller-two'), await count(start + dayMs)],
        [4, 9, 0],
        'read when it is written',
      )
      await journal.saveUsedSegments(caller, start, () => 7)
      clocks.ms += dayMs
      await journal.saveUsedSegments(caller, start + dayMs, () => 1)
      await journal.saveClock()
      const after = (await crash()).journal
      t.strictSame([await count(start, caller, after), await count(start + dayMs, caller, after)], [7, 1])
      clocks.ms = start + retentionMs + 1
      await after.saveClock()
      t.strictSame([await count(start, caller, after), await count(start + dayMs, caller, after)], [0, 1])
    },
  )

  t.test('lists find messages by wall clock time, even after the clock was set', async (t) => {
    const { journal, clocks, crash } = await open(t)
    const hourMs = 3_600_000
    const made: NewMessage[] = []
    async function add(aheadMs: number): Promise<void> {
      clocks.ms += 1_000
      const createdAt = clocks.ms + aheadMs
      made.push(
        await put(journal, { [a]: 'accepted' }, { createdAt, id: createMessageId(clocks.ms) }, { finished: true }),
      )
    }
    const aheads = [0, 400, 40 * 24 * hourMs, 0, -24 * hourMs, 20_000, 50 * hourMs, 0]
    for (const ahead of aheads) for (let count = 0; count < 3; count++) await add(ahead)
    // A message that waited in the queue is recorded after later ones, and after the clock was set.
    const late = { createdAt: start + 700, id: createMessageId(start + 700) }
    made.push(await put(journal, { [a]: 'accepted' }, late, { finished: true }))
    const times = [...new Set(made.flatMap(({ createdAt }) => [createdAt - 1, createdAt, createdAt + 1]))]
    const wrong: unknown[] = []
    for (const open of [async () => journal, async () => (await crash()).journal]) {
      const opened = await open()
      const queries: readonly { createdAfter?: number; createdBefore?: number }[] = [
        ...times.flatMap((at) => [{ createdAfter: at }, { createdBefore: at }]),
        ...times.flatMap((at) => times.map((other) => ({ createdAfter: at, createdBefore: other }))),
      ]
      for (const query of everyNth(queries, listStep)) {
        const { createdAfter = 0, createdBefore = Number.MAX_SAFE_INTEGER } = query
        const expected = made
          .filter(({ createdAt }) => createdAt > createdAfter && createdAt < createdBefore)
          .map(({ id }) => id)
          .sort()
          .reverse()
        for (const filter of [{}, { to: a }]) {
          const found = await listIds(opened, { caller, ...filter, ...query })
          if (found.join() !== expected.join()) wrong.push({ query, found, expected })
        }
      }
    }
    t.strictSame(wrong, [])
  })

  t.test('a list filter ignores outcomes that a later attempt has replaced', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'not-attempted' })
    await journal.startAttempts(message.id, [a], start)
    await journal.endAttempts(message.id, [standings.accepted(a)], start)
    const count = async (query: ListFilter) => (await listIds(journal, { caller, ...query })).length
    t.equal(await count({ outcome: 'not-attempted' }), 0)
    t.equal(await count({ outcome: 'not-attempted', to: a }), 0)
    t.equal(await count({ outcome: 'accepted' }), 1)
    t.equal(await count({ outcome: 'accepted', to: a }), 1)
    t.equal(await count({ to: a }), 1, 'and a message with two attempts is one')
  })

  t.test('pages neither skip nor repeat messages while new ones arrive', async (t) => {
    for (const filter of [{}, { outcome: 'unknown' }, { to: a }, { from: 'ACME' }, { reference: 'r' }] as const) {
      const { journal } = await open(t)
      const createIdAt = createDistinctIds()
      // Many share a millisecond, so that ids determine the order instead of times.
      const add = (index: number) => {
        const createdAt = start + Math.floor(index / 7)
        return put(journal, { [a]: 'unknown' }, { createdAt, id: createIdAt(createdAt), reference: 'r' })
      }
      const stored: string[] = []
      for (let index = 0; index < 40; index++) stored.push((await add(index)).id)
      const seen: string[] = []
      for (let before: string | undefined, index = 40; ; index++) {
        const page = await journal.listMessages({
          caller,
          limit: 6,
          ...filter,
          ...(before !== undefined && { before }),
        })
        seen.push(...page.messages.map(({ id }) => id))
        before = page.next
        if (before === undefined) break
        await add(index)
      }
      t.strictSame(seen, stored.toSorted().toReversed(), JSON.stringify(filter))
    }
  })

  t.test('purge removes messages past their retention, with their keys, and no others', async (t) => {
    const { journal, clocks } = await open(t)
    const now = start + 100 * dayMs
    clocks.ms = now
    const rows: readonly (readonly [name: string, changes: Partial<NewMessage>, finished: boolean, gone: boolean])[] = [
      ['older than the retention', { createdAt: now - retentionMs - 1 }, true, true],
      ['just as old', { createdAt: now - retentionMs }, true, false],
      ['younger', { createdAt: now - dayMs }, true, false],
      ['not finished', { createdAt: now - retentionMs - dayMs }, false, false],
      ['scheduled, and to be sent', { createdAt: now - 60 * dayMs, scheduledAt: now + dayMs }, true, false],
      ['scheduled, and sent today', { createdAt: now - 60 * dayMs, scheduledAt: now - dayMs }, true, false],
      ['scheduled, and sent before', { createdAt: now - 60 * dayMs, scheduledAt: now - dayMs - 1 }, true, true],
      ['scheduled, sent, and young', { createdAt: now - 30 * dayMs, scheduledAt: now - 5 * dayMs }, true, false],
    ]
    const kept: [string, NewMessage, string, boolean][] = []
    for (const [index, [name, changes, finished, gone]] of rows.entries()) {
      const key = `key-of-the-message-${index}`
      kept.push([
        name,
        await put(journal, { [a]: index === 0 ? 'unknown' : 'accepted' }, changes, {
          claim: claimOf({ key }),
          finished,
        }),
        key,
        gone,
      ])
    }
    const [, old] = kept[0] ?? []
    await journal.resolve(old?.id ?? '', { outcome: 'accepted', reason: 'r', by: 'b', caller, at: start })
    t.equal(await journal.purge(100), rows.filter(([, , , gone]) => gone).length)
    for (const [name, message, key, gone] of kept) {
      t.equal((await journal.findMessage(caller, message.id)) === undefined, gone, name)
      t.equal((await journal.findKey(claimOf({ key }))) === undefined, gone, `${name}: its key`)
    }
    t.equal(await journal.purge(100), 0)
    const [, , key = ''] = kept[0] ?? []
    const again = await journal.begin(newMessage({ createdAt: now }), { sending: [a], claim: claimOf({ key }) })
    t.equal(again.kind, 'begun', 'the key is free')
  })

  t.test('an old message whose outcome became unknown recently is kept, together with its fence', async (t) => {
    const { journal, clocks } = await open(t)
    const message = await put(journal, { [a]: 'not-attempted', [b]: 'accepted' }, {}, { finished: true })
    await put(journal, { [c]: 'accepted' }, { createdAt: start + 1 }, { finished: true })
    clocks.ms = start + retentionMs - 1
    await journal.reopen(message.id, {})
    await journal.startAttempts(message.id, [a], clocks.ms)
    await journal.endAttempts(message.id, [standings.unknown(a)], clocks.ms)
    await journal.finish(message.id)
    clocks.ms += retentionMs
    t.equal(await journal.purge(1), 1, 'and holds up no other')
    t.equal(await journal.purge(1), 0)
    t.strictSame([...(await journal.findFenced(newMessage(), { fencedSince: 0 }))], [[a, message.id]])
    clocks.ms += 1
    t.equal(await journal.purge(1), 1)
  })

  t.test('while the wall clock is in doubt, scheduled messages are kept and others are purged as usual', async (t) => {
    const { journal, clocks } = await open(t)
    const scheduled = await put(journal, { [a]: 'accepted' }, { scheduledAt: start + dayMs }, { finished: true })
    const plain = await put(journal, { [a]: 'accepted' }, {}, { finished: true })
    clocks.wallAheadMs = 60 * dayMs
    clocks.ms = start + retentionMs + 1
    t.equal(journal.wallClock().state, 'in-doubt')
    t.equal(await journal.purge(10), 1)
    t.equal(await journal.findMessage(caller, plain.id), undefined)
    t.ok(await journal.findMessage(caller, scheduled.id))
    await journal.confirmWallClock()
    t.equal(await journal.purge(10), 1)
    t.equal(await journal.findMessage(caller, scheduled.id), undefined)
  })

  t.test('a scheduled message is not removed before its time on both clocks', async (t) => {
    const { journal, clocks } = await open(t)
    const message = await put(journal, { [a]: 'accepted' }, { scheduledAt: start + 60 * dayMs }, { finished: true })
    const isThere = async () => {
      await journal.confirmWallClock()
      await journal.purge(10)
      return (await journal.findMessage(caller, message.id)) !== undefined
    }
    clocks.ms = start + 40 * dayMs
    clocks.wallAheadMs = 40 * dayMs
    t.ok(await isThere(), "not on the journal's clock")
    clocks.ms = start + 70 * dayMs
    clocks.wallAheadMs = -20 * dayMs
    t.ok(await isThere(), 'not on the wall clock')
    clocks.wallAheadMs = 0
    t.notOk(await isThere())
  })

  t.test('purge works in bounded steps, oldest first', async (t) => {
    const { journal, clocks } = await open(t)
    const ids: string[] = []
    for (let index = 0; index < 25; index++) {
      ids.push((await put(journal, { [a]: 'accepted' }, { createdAt: start + index }, { finished: true })).id)
    }
    clocks.ms = start + retentionMs + dayMs
    t.equal(await journal.purge(10), 10)
    t.strictSame(await listIds(journal, { caller }), ids.slice(10).toReversed())
    t.strictSame([await journal.purge(10), await journal.purge(10), await journal.purge(10)], [10, 5, 0])
  })

  t.test('after a crash, attempts in flight are unknown, and waiting ones are not attempted', async (t) => {
    const opened = await open(t)
    const standing = Object.fromEntries(standingNames.map((name, index) => [`+21355000010${index}`, name]))
    const message = await put(opened.journal, standing, {}, { claim: claimOf() })
    const again = await put(opened.journal, { [a]: 'not-attempted', [b]: 'accepted' }, {}, { finished: true })
    await opened.journal.reopen(again.id, {})
    await opened.journal.startAttempts(again.id, [a], start + 9)
    const keyed = { claim: claimOf({ key: 'key-of-the-message-2' }), finished: true }
    const settled = await put(opened.journal, { [c]: 'rejected' }, {}, keyed)

    const { journal, recovery } = await opened.crash()
    t.strictSame(recovery, { unknown: 2, notAttempted: 1 })
    const states = { queued: 'not-attempted', sending: 'unknown', refused: 'rejected' } as Record<string, string>
    const expected = Object.entries(standing).map(([to, name]) => [to, [states[name] ?? name]])
    t.strictSame(await statesOf(journal, message), Object.fromEntries(expected))
    t.strictSame(await statesOf(journal, again), { [a]: ['not-attempted', 'unknown'], [b]: ['accepted'] })
    const found = await find(journal, message)
    t.strictSame(failureOf(found, `+21355000010${standingNames.indexOf('queued')}`), { code: 'interrupted' })
    t.strictSame(failureOf(found, `+21355000010${standingNames.indexOf('sending')}`), { code: 'outcome-unknown' })
    for (const { finished } of [found, await find(journal, again), await find(journal, settled)]) t.ok(finished)
    t.equal((await journal.findKey(claimOf()))?.message.id, message.id)
    await t.rejects(journal.startAttempts(again.id, [a], start + 10))
    t.match(await journal.reopen(again.id, {}), { message: { id: again.id } })

    const { recovery: second } = await (await opened.crash()).crash()
    t.strictSame(second, { unknown: 0, notAttempted: 0 }, 'and a second crash finds nothing more')
  })

  t.test('a write that has resolved survives a crash', async (t) => {
    const opened = await open(t)
    const message = newMessage()
    await opened.journal.begin(message, { sending: [a], claim: claimOf() })
    let last = await opened.crash()
    t.strictSame(await statesOf(last.journal, message), { [a]: ['unknown'] })
    await last.journal.resolve(message.id, { outcome: 'accepted', reason: 'r', by: 'b', caller, at: start })
    last = await last.crash()
    t.strictSame(await statesOf(last.journal, message), { [a]: ['accepted'] })
    t.equal((await find(last.journal, message)).resolutions.length, 1)
  })

  t.test('close makes waiting writes durable, and refuses later ones', async (t) => {
    const opened = await open(t)
    const message = newMessage()
    const writing = opened.journal.begin(message, { sending: [] })
    await opened.journal.close()
    t.match(await writing, { kind: 'begun' })
    await t.rejects(opened.journal.begin(newMessage(), { sending: [] }), JournalError)
    t.notOk(opened.journal.mayStart())
    await t.rejects(opened.journal.findMessage(caller, message.id), JournalError)
    await opened.journal.close()
    const { journal } = await opened.crash()
    t.strictSame(await statesOf(journal, message), { [a]: ['not-attempted'] })
  })

  t.test('1,000 recipients go through every state', async (t) => {
    const { journal, clocks } = await open(t)
    const to = Array.from({ length: 1000 }, (_, index) => `+21355${String(index).padStart(7, '0')}`)
    const message = newMessage({ to })
    await journal.begin(message, { sending: to.slice(0, 500), fencedSince: start - dayMs })
    await journal.startAttempts(message.id, to.slice(500), start + 1)
    await journal.endAttempts(message.id, to.map(standings.refused), start + 2)
    await journal.startAttempts(message.id, to, start + 3)
    await journal.endAttempts(message.id, to.map(standings.unknown), start + 4)
    await journal.finish(message.id)
    const fenced = await journal.begin(newMessage({ to }), { sending: to, fencedSince: start - dayMs })
    t.equal(fenced.kind === 'begun' && fenced.fenced.size, 1000)
    t.equal(await journal.resolve(message.id, { outcome: 'accepted', reason: 'r', by: 'b', caller, at: start }), 1000)
    t.strictSame(
      (await find(journal, message)).recipients.map((recipient) => recipient.to),
      to,
      "in the message's order",
    )
    clocks.ms = start + retentionMs + dayMs
    t.equal(await journal.purge(10), 1)
    t.strictSame(await journal.listMessages({ caller, limit: 1 }), { messages: [] })
  })
}

const everyNth = <T>(all: readonly T[], step: number): readonly T[] => all.filter((_, index) => index % step === 0)

/** Reads the ids of a whole list, page by page. */
async function listIds(journal: Journal, filter: ListFilter, limit = 100): Promise<readonly string[]> {
  const ids: string[] = []
  for (let before: string | undefined; ; ) {
    const { messages, next } = await journal.listMessages({ ...filter, limit, ...(before !== undefined && { before }) })
    ids.push(...messages.map(({ id }) => id))
    if (next === undefined) return ids
    before = next
  }
}
