import { request } from 'undici'
import type { MagicNumber } from '../../sandbox/magic-row.ts'
import type { Random } from '../../test/upstream/random.ts'
import { type Answer, type ClientMessage, get, type Line, post, type RecipientView, saidBy } from '../crash/client.ts'
import { maxRecipients, recipientOf, type SoakUpstream, soakedNumbers, textOf } from './soak-upstream.ts'

/** Counts of the answers by outcome and kind. */
export type SoakTally = Record<RecipientView['outcome'] | 'replayed' | 'settled' | 'givenUp', number>

export const createSoakTally = (): SoakTally => ({
  accepted: 0,
  rejected: 0,
  unknown: 0,
  'not-attempted': 0,
  pending: 0,
  replayed: 0,
  settled: 0,
  givenUp: 0,
})

/** The percentage of messages with a magic number, and of those with several recipients. The others are ordinary. */
const magicRate = 15
const listRate = 10
/** The percentage of messages whose sender aborts and retries, repeats it, looks it up, or lists messages. */
const impatientRate = 3
const replayRate = 5
const lookUpRate = 10
const pageRate = 2
/** The percentage of unknown messages that are settled. The others stay open, as in production. */
const settleRate = 90
const maxPatienceMs = 100

const statuses = new Set([201, 207, 402, 409, 422, 502, 503, 504])

/** Sends one message in one of many ways, and describes every fault of the result. */
export async function soakOnce(
  index: number,
  line: Line,
  upstream: SoakUpstream,
  random: Random,
  tally: SoakTally,
): Promise<readonly string[]> {
  const drawn = random.below(100)
  const message = createMessage(index, random)
  const magic = soakedNumbers.find(({ number }) => number === message.to[0])
  const expected = [magic?.expected ?? 'accepted', ...(takesTurns(magic) ? (['rejected'] as const) : [])]
  if (drawn < impatientRate) {
    const given = await post(line, message, AbortSignal.timeout(1 + random.below(maxPatienceMs))).catch(() => undefined)
    if (given === undefined) tally.givenUp++
  }
  const answer = await postUntilOver(line, message)
  const faults = [...judge(index, answer, upstream, expected)]
  for (const { outcome } of answer.body.recipients ?? []) tally[outcome]++

  if (drawn >= 100 - replayRate && !hasUnsent(answer)) {
    const again = await post(line, message)
    tally.replayed++
    if (!again.replayed || saidBy(again) !== saidBy(answer)) faults.push(`message ${index}: its replay differs`)
  }
  const { id } = answer.body
  if (id !== undefined && random.below(100) < lookUpRate) {
    const { status } = await get(line, `/messages/${id}`)
    if (status !== 200) faults.push(`message ${index}: its lookup was answered ${status}`)
  }
  if (random.below(100) < pageRate) {
    const { status } = await get(line, '/messages?limit=20')
    if (status !== 200) faults.push(`the list was answered ${status}`)
  }
  const isOpen = answer.body.recipients?.some(({ outcome }) => outcome === 'unknown')
  if (isOpen && id !== undefined && random.below(100) < settleRate) {
    const body = JSON.stringify({ outcome: 'rejected', reason: 'Asked the recipient', by: 'soak' })
    const headers = { 'content-type': 'application/json' }
    const settled = await request(`${line.origin}/messages/${id}/resolution`, { method: 'POST', headers, body })
    await settled.body.dump()
    tally.settled++
    if (settled.statusCode !== 200) faults.push(`message ${index}: settling was answered ${settled.statusCode}`)
  }
  return faults
}

/** Repeats a message until its first, aborted request has ended, which can take until the upstream's timeout. */
async function postUntilOver(line: Line, message: ClientMessage): Promise<Answer> {
  for (;;) {
    const answer = await post(line, message)
    if (answer.body.code !== 'request-in-progress') return answer
  }
}

/** This number alternates between refusing and accepting for all messages, so one message may be refused every time. */
const takesTurns = (magic: MagicNumber | undefined): boolean => magic?.name === 'first-1709-then-accepted'

function createMessage(index: number, random: Random): ClientMessage {
  const drawn = random.below(100)
  const count = drawn < listRate ? 2 + random.below(maxRecipients - 3) : 1
  const ordinary = Array.from({ length: count }, (_, position) => recipientOf(index, position))
  const to = drawn >= 100 - magicRate ? [random.pick(soakedNumbers).number] : ordinary
  return { key: `soak-${String(index).padStart(12, '0')}`, text: textOf(index), to, answers: [] }
}

/** Compares an answer with the arrivals. The fault of another message may have prevented this one from being sent. */
function* judge(
  index: number,
  { status, text, body }: Answer,
  upstream: SoakUpstream,
  expected: readonly RecipientView['outcome'][],
): Iterable<string> {
  if (!statuses.has(status) || body.recipients === undefined) {
    yield `message ${index} was answered ${status} ${text}`
    return
  }
  for (const { to, outcome } of body.recipients) {
    const arrived = upstream.arrivals(index, to)
    if (outcome === 'accepted' && arrived === 0) yield `message ${index} to ${to}: accepted, but it never arrived`
    if (outcome === 'not-attempted' && arrived > 0) yield `message ${index} to ${to}: not attempted, but it arrived`
    if (![...expected, 'unknown', 'not-attempted'].includes(outcome))
      yield `message ${index} to ${to}: ${outcome} instead of ${expected.join(' or ')}`
  }
}

/** Whether repeating the message sends it again to recipients that got nothing. */
const hasUnsent = ({ body }: Answer): boolean =>
  body.recipients?.some(({ outcome }) => outcome === 'not-attempted') ?? true
