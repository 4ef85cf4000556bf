import { type Answer, type ClientMessage, type RecipientView, saidBy } from './client.ts'
import { type Arrival, type Ledger, wasTaken } from './ledger.ts'

/** The final answers about a message: the replay of its key, and its record in the journal. */
export type FinalView = { readonly replay: Answer; readonly journal: Answer }

/** The recipients of a run by their outcome in the journal. */
export type Tally = {
  readonly outcomes: Record<RecipientView['outcome'], number>
  /** Unknown recipients whose message reached the upstream, and those whose message it accepted. */
  unknownArrived: number
  unknownTaken: number
}

export const createTally = (): Tally => ({
  outcomes: { accepted: 0, rejected: 0, unknown: 0, 'not-attempted': 0, pending: 0 },
  unknownArrived: 0,
  unknownTaken: 0,
})

/**
 * Finds every contradiction between the journal, the answers and the upstream about a message.
 *
 * @param mayLearn whether more may be known than was answered: a result that could not be recorded in time is reported as
 *   unknown, and may be recorded later
 */
export function judge(
  message: ClientMessage,
  view: FinalView,
  ledger: Ledger,
  tally: Tally,
  mayLearn = false,
): readonly string[] {
  const { replay, journal } = view
  const recorded = journal.body.recipients ?? []
  const names = (recipients: readonly RecipientView[]) => recipients.map(({ to }) => to).join()
  if (names(recorded) !== message.to.join())
    return [`${message.key}: the journal answers ${journal.status} ${journal.text}`]
  const faults: string[] = []
  for (const recipient of recorded) {
    const arrivals = ledger.arrivals(message.text, recipient.to)
    count(tally, recipient, arrivals)
    const wrong = findContradiction(recipient, arrivals)
    if (wrong !== undefined) faults.push(`wrong state: ${describe(message, recipient, arrivals)}: ${wrong}`)
  }
  const byNumber = new Map(recorded.map((recipient) => [recipient.to, recipient]))
  for (const answer of [...message.answers, replay]) {
    for (const told of answer.body.recipients ?? []) {
      if (told.outcome === 'not-attempted' || isSame(told, byNumber.get(told.to))) continue
      if (mayLearn && told.outcome === 'unknown') continue
      const { text, to } = { text: message.text, to: told.to }
      faults.push(
        `acknowledged but lost: ${text} ${to} was answered ${JSON.stringify(told)}, the journal has ${JSON.stringify(byNumber.get(to))}`,
      )
    }
  }
  return [...faults, ...compareReplay(message, replay, mayLearn)]
}

/** An answer without recipients to retry is final: it is replayed unchanged except for the request id. */
function compareReplay({ key, answers }: ClientMessage, replay: Answer, mayLearn: boolean): readonly string[] {
  if (replay.body.recipients === undefined) return [`key without an answer: ${key}: ${replay.status} ${replay.text}`]
  const final = answers.find(({ body }) => body.recipients?.every(({ outcome }) => outcome !== 'not-attempted'))
  if (final === undefined) return []
  if (mayLearn && final.body.recipients?.some(({ outcome }) => outcome === 'unknown')) return []
  if (!replay.replayed) return [`replay: ${key} was not marked as replayed`]
  return final.status === replay.status && saidBy(final) === saidBy(replay)
    ? []
    : [`replay: ${key} was answered ${final.text}, then ${replay.text}`]
}

function findContradiction(recipient: RecipientView, arrivals: readonly Arrival[]): string | undefined {
  const { outcome, upstreamMessageId, error } = recipient
  const last = arrivals.at(-1)
  switch (outcome) {
    case 'accepted':
      if (last?.code !== 1701) return 'the upstream did not accept it'
      return last.upstreamId === upstreamMessageId ? undefined : 'the id differs'
    case 'rejected':
      if (arrivals.some(wasTaken)) return 'the upstream accepted it'
      return last?.code === error?.upstreamCode ? undefined : 'the upstream did not refuse it with this code'
    case 'not-attempted':
      // After 1709 it may be tried again, and the next attempt may not reach the wire.
      return arrivals.every(({ code, told }) => code === 1709 && told) ? undefined : 'it reached the upstream'
    case 'unknown':
      // The end of a 1709 or of a refusal may be lost; an answer that was read completely is not unknown.
      return undefined
    case 'pending':
      return 'no request is in progress any more'
  }
}

function count(tally: Tally, { outcome }: RecipientView, arrivals: readonly Arrival[]): void {
  tally.outcomes[outcome]++
  if (outcome !== 'unknown') return
  if (arrivals.length > 0) tally.unknownArrived++
  if (arrivals.some(wasTaken)) tally.unknownTaken++
}

const isSame = (told: RecipientView, recorded: RecipientView | undefined): boolean =>
  told.outcome === recorded?.outcome && told.upstreamMessageId === recorded.upstreamMessageId

const describe = ({ text }: ClientMessage, recipient: RecipientView, arrivals: readonly Arrival[]): string =>
  `${text} ${JSON.stringify(recipient)} with ${JSON.stringify(arrivals)} at the upstream`
